package import AssayKit
package import Storage

/// The pipelines that can be named.
package protocol PipelineCatalogue: Sendable {
    /// All of them, those with mistakes too.
    func list() -> [PipelineSummary]
    /// The text of one; nil when there is none of that name.
    func text(of name: String) -> String?
    /// What is wrong with a text.
    func check(_ text: String) -> [PipelineMistake]
    /// Whether a document can be sent through it; nil: there is none of that name.
    func isUsable(_ name: String) -> Bool?
}

/// A pipeline in a list.
package struct PipelineSummary: Sendable, Hashable {
    package let name: String
    package let description: String?
    package let version: String

    package init(name: String, description: String?, version: String) {
        self.name = name
        self.description = description
        self.version = version
    }
}

/// A mistake in a pipeline's text; line and column count from 1.
package struct PipelineMistake: Sendable, Hashable {
    package let line: Int
    package let column: Int
    package let code: String
    package let message: String
    package let hint: String?
    package let isError: Bool

    package init(line: Int, column: Int, code: String, message: String, hint: String?, isError: Bool) {
        self.line = line
        self.column = column
        self.code = code
        self.message = message
        self.hint = hint
        self.isError = isError
    }
}

/// The plugins that are installed.
package protocol PluginDirectory: Sendable {
    /// Each as its manifest says, with version and ABI.
    func list() -> [JSONValue]
    /// The media type of a file, by its first bytes and then its name; nil when nothing reads it.
    func mediaType(head: [UInt8], fileName: String) -> MediaTypeFinding
}

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
