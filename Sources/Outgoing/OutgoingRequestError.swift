/// Why a request was not answered.
package struct OutgoingRequestError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What sort of trouble it is.
    package enum Kind: Sendable, Hashable {
        /// The policy forbids it; nothing was sent.
        case refused
        /// Nobody answered, or not in time: a later attempt may succeed.
        case unavailable
        /// The answer was larger than allowed.
        case tooLarge
        /// libcurl could not be set up.
        case `internal`
    }

    /// The cause.
    package let kind: Kind
    /// One sentence.
    package let message: String
    /// What to do about it; empty when there is nothing to do.
    package let mend: String

    package init(kind: Kind, message: String, mend: String = "") {
        self.kind = kind
        self.message = message
        self.mend = mend
    }

    /// One clause: what, and the mend after a semicolon.
    package var description: String {
        guard let first = mend.first else { return message }
        let text = mend.hasSuffix(".") ? mend.dropLast() : mend[...]
        return "\(message); \(first.lowercased())\(text.dropFirst())"
    }
}
