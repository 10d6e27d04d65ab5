internal import HTTPServing
package import Storage

/// What a file is.
package enum MediaTypeFinding: Sendable, Hashable {
    case known(String)
    /// The name says one type, the content another.
    case contradiction(name: String, content: String)
    case unknown(readable: [String])

    /// The media type of a file that may be taken in.
    ///
    /// - Throws: Why a file of that name is not taken.
    package func type(of fileName: String) throws(UnreadableType) -> String {
        switch self {
        case .known(let type): return type
        case .contradiction(let named, let content):
            throw UnreadableType(
                code: "type_mismatch",
                sentence:
                    "\(fileName) is named like \(named) but its content is \(content); give it the right extension"
            )
        case .unknown(let readable):
            throw UnreadableType(
                code: "invalid_file_type",
                sentence:
                    "\(fileName) is of no type that can be read; use one of \(readable.joined(separator: ", "))"
            )
        }
    }
}

/// A file that is not taken because of what it is.
package struct UnreadableType: Error, Hashable {
    /// The contract's code.
    package let code: String
    /// What, and the mend; without a full stop.
    package let sentence: String

    /// The answer to whoever sent it.
    var refusal: HTTPError { HTTPError(415, code, sentence + ".") }
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
