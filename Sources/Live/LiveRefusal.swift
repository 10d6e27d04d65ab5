package import Storage

/// Why something cannot be followed.
package struct LiveRefusal: Error, Sendable, Equatable {
    /// The cause, in a stable word.
    package enum Kind: String, Sendable {
        /// The name is none of a topic.
        case malformed = "malformed_topic"
        /// There is no such thing, or it is another owner's.
        case notFound = "not_found"
        /// The role does not allow it.
        case forbidden
        /// One connection follows too much.
        case tooMany = "too_many_topics"
        /// The store can't be read now.
        case unavailable
        /// The connection is over.
        case ended
    }

    package let kind: Kind
    /// One sentence that names the mend.
    package let sentence: String

    package init(_ kind: Kind, _ sentence: String) {
        self.kind = kind
        self.sentence = sentence
    }

    /// An error of the store.
    package init(_ error: StorageError) {
        if case .notFound(let what) = error {
            self.init(.notFound, "There is no such \(what).")
        } else {
            self.init(
                .unavailable, "The service can't reach its database now; subscribe again in a few seconds.")
        }
    }
}
