package typealias ServiceKeyID = Identifier<ServiceKey>

/// A key by which a program acts for a user.
package struct ServiceKey: Sendable, Hashable {
    package let id: ServiceKeyID
    package let owner: UserID
    package let name: String
    /// The first characters, so that a person can tell keys apart.
    package let hint: String
    package let role: Role
    package let expiresAt: Timestamp?
    package let createdAt: Timestamp
    package var lastUsedAt: Timestamp?

    package init(
        id: ServiceKeyID, owner: UserID, name: String, hint: String, role: Role, expiresAt: Timestamp?,
        createdAt: Timestamp, lastUsedAt: Timestamp? = nil
    ) {
        self.id = id
        self.owner = owner
        self.name = name
        self.hint = hint
        self.role = role
        self.expiresAt = expiresAt
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
    }
}
