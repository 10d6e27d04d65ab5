internal import CAssayPlugin

/// What a component reports when it cannot do its work: kind, advice, place, sentence, mend.
public struct PluginError: Error, Sendable, Hashable {
    /// What sort of trouble it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A defect of the plugin.
        case `internal`
        /// The document is unusable: damaged, encrypted, empty.
        case input
        /// Not this component's kind of document.
        case unsupported
        /// The options are wrong.
        case configuration
        /// Something that has to be installed is not there.
        case missing
        /// A limit was met: pages, pixels, memory.
        case limit
        /// An outside service did not answer.
        case unavailable
        /// Forbidden: a policy, or a grant that is missing.
        case refused

        var code: UInt32 { UInt32(Self.allCases.firstIndex(of: self) ?? 0) }

        /// The kind with that number; an unknown one counts as a defect.
        public init(code: UInt32) {
            let place = Int(code)
            self = Self.allCases.indices.contains(place) ? Self.allCases[place] : .internal
        }
    }

    /// Whether the same input could succeed later.
    public enum Retry: Sendable, Hashable {
        /// It could not.
        case never
        /// It could, not before that many milliseconds; 0: the host decides.
        case later(milliseconds: UInt64)
    }

    /// The cause.
    public let kind: Kind
    /// A stable word for logs and the API: "encrypted".
    public let code: String
    /// One sentence for a person: what is wrong, and where.
    public let message: String
    /// One sentence: what to do about it; empty when there is nothing to do.
    public let mend: String
    /// Where it happened, from page 1; nil means the whole document.
    public let page: Int?
    /// The advice to the caller.
    public let retry: Retry

    /// Why a component could not do its work.
    public init(
        _ kind: Kind, code: String, _ message: String, mend: String = "", page: Int? = nil,
        retry: Retry = .never
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.mend = mend
        self.page = page
        self.retry = retry
    }
}
