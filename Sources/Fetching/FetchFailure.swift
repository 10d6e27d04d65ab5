package import AssayKit
package import Outgoing

/// Why a document could not be fetched.
package struct FetchFailure: Error, Sendable, Hashable {
    /// What it means for another try.
    package enum Kind: String, Sendable, Hashable {
        /// The policy forbids it.
        case refused
        /// The other side says that it has no such document, or not for us.
        case missing
        /// It is larger than allowed.
        case tooLarge = "too_large"
        /// Nobody answered, or not to the end: later it may work.
        case unavailable
        /// The fetching itself could not be done.
        case fault
        /// The caller gave up.
        case cancelled
    }

    package let kind: Kind
    /// A clause with the mend, without a full stop.
    package let message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    package init(_ error: OutgoingRequestError) {
        kind =
            switch error.kind {
            case .refused: .refused
            case .tooLarge: .tooLarge
            case .unavailable: .unavailable
            case .internal: .fault
            }
        message = error.description
    }

    package var json: JSONValue { ["kind": .string(kind.rawValue), "message": .string(message)] }

    /// Reads it back; nil for something else.
    package init?(json: JSONValue) {
        guard let kind = json["kind"]?.stringValue.flatMap(Kind.init(rawValue:)),
            let message = json["message"]?.stringValue
        else { return nil }
        self.init(kind, message)
    }
}
