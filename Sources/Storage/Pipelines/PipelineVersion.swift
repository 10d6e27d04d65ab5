/// A version of a pipeline that came over the API; never changed, never removed, for jobs are bound to it.
package struct PipelineVersion: Sendable, Hashable {
    package let name: String
    /// From 1 for each name.
    package let number: Int
    /// The YAML as it came; with what is secret in it.
    package let text: String
    /// What it was put together from besides, as the one who put it there wrote it down.
    package let parts: String
    /// SHA-256 of all of it, 64 lower-case digits.
    package let digest: String
    package let createdAt: Timestamp
    /// nil: the service itself.
    package let createdBy: UserID?
    /// Whether documents that come in now go through it.
    package let isInForce: Bool

    package init(
        name: String, number: Int, text: String, parts: String, digest: String, createdAt: Timestamp,
        createdBy: UserID?,
        isInForce: Bool
    ) {
        self.name = name
        self.number = number
        self.text = text
        self.parts = parts
        self.digest = digest
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.isInForce = isInForce
    }
}

/// A pipeline file as it was when documents went through it, so that their jobs find it again after it has changed.
package struct PipelineFileCopy: Sendable, Hashable {
    package let name: String
    /// SHA-256 of all of it, 64 lower-case digits.
    package let digest: String
    /// Where the file lay: paths in it count from its folder.
    package let path: String
    package let text: String
    /// What it was put together from besides.
    package let parts: String

    package init(name: String, digest: String, path: String, text: String, parts: String) {
        self.name = name
        self.digest = digest
        self.path = path
        self.text = text
        self.parts = parts
    }
}

/// What a job is bound to: a pipeline's text with all that it was put together from.
package struct BoundPipeline: Sendable, Hashable {
    /// Where its file lay; nil: it came over the API.
    package let path: String?
    package let text: String
    package let parts: String

    package init(path: String?, text: String, parts: String) {
        self.path = path
        self.text = text
        self.parts = parts
    }
}

/// Which version of a pipeline a job is bound to, as its payload says it: `3`, or `file:` and a digest.
package enum PipelineReference: Sendable, Hashable, CustomStringConvertible {
    case stored(Int)
    case file(digest: String)

    /// Reads it; nil for a text that is none.
    package init?(_ text: String) {
        if let number = Int(text), number > 0 {
            self = .stored(number)
        } else if text.hasPrefix("file:"), text.utf8.count == 69 {
            self = .file(digest: String(text.dropFirst(5)))
        } else {
            return nil
        }
    }

    package var description: String {
        switch self {
        case .stored(let number): String(number)
        case .file(let digest): "file:" + digest
        }
    }

    /// Tells one file from another: `3`, or `file-` and the first digits of the digest.
    package var label: String {
        switch self {
        case .stored(let number): String(number)
        case .file(let digest): "file-" + digest.prefix(8)
        }
    }

    /// For people and lists: `3` or `file`.
    package var short: String {
        if case .stored(let number) = self { String(number) } else { "file" }
    }
}
