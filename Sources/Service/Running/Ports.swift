internal import HTTPServing
package import Storage

/// A type of files that is read.
package struct FileType: Sendable, Hashable {
    /// As pipelines name it under `accepts`: `pdf`.
    package let name: String
    /// As clients know it: `application/pdf`.
    package let mediaType: String

    package init(name: String, mediaType: String) {
        self.name = name
        self.mediaType = mediaType
    }
}

/// What a file is.
package enum MediaTypeFinding: Sendable, Hashable {
    case known(FileType)
    /// The name says one type, the content another.
    case contradiction(name: String, content: String)
    case unknown(readable: [String])

    /// The type of a file that may be taken in.
    ///
    /// - Throws: Why a file of that name is not taken.
    package func type(of fileName: String) throws(UnreadableType) -> FileType {
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

    /// Why a file that could be read is not taken by the pipeline that it is meant for.
    ///
    /// - Parameters:
    ///   - type: The file's.
    ///   - fileName: As its sender names it.
    ///   - pipeline: The pipeline's name; nil: the standard one.
    ///   - accepted: The names of the types that the pipeline takes; nil: all that can be read.
    /// - Returns: nil when the pipeline takes it.
    static func notAccepted(
        _ type: FileType, _ fileName: String, by pipeline: String?, _ accepted: Set<String>?
    ) -> UnreadableType? {
        guard let accepted, !accepted.contains(type.name) else { return nil }
        return UnreadableType(
            code: "type_not_accepted",
            sentence:
                "\(fileName) is \(type.name), which \(pipeline.map { "the pipeline \($0)" } ?? "the standard pipeline") "
                + "does not take; name a pipeline that does, see GET /api/pipelines")
    }

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
