package import AssayKit

/// Someone who sends webhooks here: how they show who they are, and what their messages mean.
package struct HookSource: Sendable, Hashable {
    /// The names of the events that its followers know.
    package struct EventNames: Sendable, Hashable {
        /// Answers ``request``.
        package var data = "data"
        /// Tells of a message that has come in.
        package var update = "update"
        /// Asks for what is known.
        package var request = "request_data"

        package init() {}
    }

    /// As it stands in the path: `POST /api/hooks/NAME`.
    package var name: String
    package var details: String?
    /// The user whose invoices they become: e-mail or user name.
    package var owner: String
    package var verification: HookVerification
    /// Further first parts of the path: `/api/ALIAS`, `/api/ALIAS/stats`.
    package var aliases: [String] = []
    /// jq: a message's documents, a list of `{name, content}` (Base64) or `{name, url}`.
    package var documents: String
    /// jq: who sent it, `{id, name}` and what else is to be kept.
    package var contact: String?
    /// jq: what followers are told of it.
    package var message: String?
    /// jq: the shape of what is known, `{source, stats, contacts}`, for those who ask.
    package var data: String?
    /// nil: the standard one.
    package var pipeline: String?
    package var events = EventNames()

    package init(name: String, owner: String, verification: HookVerification, documents: String) {
        self.name = name
        self.owner = owner
        self.verification = verification
        self.documents = documents
    }

    /// What is evaluated on each message, in the order of ``HookMapping``.
    package var expressions: [String] { [documents, contact ?? "null", message ?? "null"] }
}

/// The sources of an installation.
package struct HookSources: Sendable {
    package let all: [HookSource]
    private let byName: [String: HookSource]

    package init(_ sources: [HookSource] = []) {
        all = sources
        byName = Dictionary(
            sources.flatMap { source in ([source.name] + source.aliases).map { ($0, source) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// By name or alias.
    package subscript(name: String) -> HookSource? { byName[name] }
}

/// Evaluates jq expressions on a message; never in this process.
package protocol HookMapper: Sendable {
    /// - Returns: One value an expression, or why it has none.
    func evaluate(
        _ expressions: [String], on message: [UInt8]
    ) async throws(HookMappingFailure) -> [Result<JSONValue, HookMappingFailure>]
}

/// Why a message could not be understood.
package struct HookMappingFailure: Error, Sendable, Hashable {
    package let sentence: String
    /// Whether another try may help.
    package let isPassing: Bool

    package init(_ sentence: String, isPassing: Bool = false) {
        self.sentence = sentence
        self.isPassing = isPassing
    }
}
