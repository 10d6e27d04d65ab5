/// A request that may be repeated without effect.
package struct IdempotencyTicket: Sendable, Hashable {
    package let owner: UserID
    /// As the client gave it.
    package let key: String

    package init(owner: UserID, key: String) {
        self.owner = owner
        self.key = key
    }
}

/// An answer that is kept for a repeat.
package struct StoredAnswer: Sendable, Hashable {
    /// The HTTP status.
    package let status: Int
    package let body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// What a key that comes in means.
package enum IdempotencyState: Sendable, Hashable {
    /// It is new; do the work.
    case started
    /// The first request is still at it.
    case running
    /// This is what the first request was answered.
    case answered(StoredAnswer)
    /// The first request had another body.
    case differs
}

/// Remembers requests by the key their client gave them.
package protocol IdempotencyStore: Sendable {
    /// Begins a request.
    ///
    /// `fingerprint`: A hash of method, path and body.
    func beginRequest(
        _ ticket: IdempotencyTicket, fingerprint: [UInt8]
    ) async throws(StorageError) -> IdempotencyState

    /// Keeps the answer, where it was not kept with the work itself.
    func finishRequest(_ ticket: IdempotencyTicket, _ answer: StoredAnswer) async throws(StorageError)

    /// Forgets a request that had no effect, so that it may be tried again.
    func abandonRequest(_ ticket: IdempotencyTicket) async throws(StorageError)

    /// Forgets what is older than a moment.
    func forgetRequests(before: Timestamp) async throws(StorageError) -> Int
}
