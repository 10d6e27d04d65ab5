package import Storage

/// What a file is.
package enum MediaTypeFinding: Sendable, Hashable {
    case known(String)
    /// The name says one type, the content another.
    case contradiction(name: String, content: String)
    case unknown(readable: [String])
}

/// What is done with a document while the client waits, always in sandboxed workers.
package protocol DocumentDesk: Sendable {
    /// Reads a file through a pipeline; nothing is stored.
    ///
    /// - Returns: The results as `assay run` prints them, and whether the document failed.
    /// - Throws: ``JobFailure``.
    func extract(
        _ path: String, fileName: String, pipeline: String?
    ) async throws(JobFailure) -> (json: [UInt8], failure: JobFailure?)

    /// The picture of one page as a PNG file; `width` in pixels.
    ///
    /// - Throws: ``JobFailure``; its code is `no_page` when there is no such page.
    func picture(
        ofPage page: Int, width: Int, of path: String, fileName: String, pipeline: String?
    ) async throws(JobFailure) -> [UInt8]

    /// The words of all pages with their boxes, as JSON.
    ///
    /// - Throws: ``JobFailure``.
    func words(
        of path: String, fileName: String, pipeline: String?
    ) async throws(JobFailure) -> [UInt8]
}
