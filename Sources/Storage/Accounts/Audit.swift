package import AssayKit
internal import Crypto

/// Something that must be traceable.
package struct AuditDraft: Sendable, Hashable {
    package var actor: Actor
    /// "user.role_changed".
    package var action: String
    /// What it was done to: "user:ID".
    package var subject: String
    /// Never a secret.
    package var details: JSONObject

    package init(_ action: String, by actor: Actor, subject: String, details: JSONObject = JSONObject()) {
        self.actor = actor
        self.action = action
        self.subject = subject
        self.details = details
    }
}

/// An entry of the audit log.
package struct AuditEntry: Sendable, Hashable {
    /// From 1, without holes.
    package let number: Int64
    package let at: Timestamp
    package let draft: AuditDraft
    /// SHA-256 over the entry before it and this one.
    package let hash: [UInt8]

    package init(number: Int64, at: Timestamp, draft: AuditDraft, hash: [UInt8]) {
        self.number = number
        self.at = at
        self.draft = draft
        self.hash = hash
    }
}

/// How entries hold on to each other.
package enum AuditChain {
    /// What stands before the first entry.
    package static let start = [UInt8](repeating: 0, count: 32)

    /// The hash of an entry.
    ///
    /// `previous` is the hash of the entry before, `detailsJSON` the details exactly as they are stored.
    package static func hash(
        previous: [UInt8], number: Int64, at: Timestamp, actor: Actor, action: String, subject: String,
        detailsJSON: [UInt8]
    ) -> [UInt8] {
        var hash = SHA256()
        hash.update(previous)
        let parts = [
            String(number), String(at.milliseconds), actor.userID.map(\.description) ?? "", action, subject,
        ]
        for part in parts.map({ Array($0.utf8) }) + [detailsJSON] {
            // The length keeps the border between two parts from being moved.
            hash.update(Array("\(part.count):".utf8))
            hash.update(part)
        }
        return hash.finish()
    }
}

/// The log that is only ever added to.
package protocol AuditLog: Sendable {
    func audit(_ draft: AuditDraft) async throws(StorageError)

    /// Entries, the newest first.
    func auditEntries(
        action: String?, actor: UserID?, _ page: PageRequest
    ) async throws(StorageError) -> Page<AuditEntry>

    /// Recomputes the whole chain.
    ///
    /// - Returns: The number of the first entry that was changed, removed or put in; nil when the log is as written.
    func firstBrokenAuditEntry() async throws(StorageError) -> Int64?
}
