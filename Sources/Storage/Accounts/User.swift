package typealias UserID = Identifier<User>

/// What a user may do; each role includes the ones before it.
package enum Role: String, Sendable, Hashable, CaseIterable, Comparable {
    case user, manager, admin

    package static func < (left: Role, right: Role) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// Someone with an account.
package struct User: Sendable, Hashable {
    package let id: UserID
    /// Unique without regard to case.
    package var email: String
    /// Unique without regard to case.
    package var username: String
    package var role: Role
    package var isDisabled: Bool
    /// Grows when role, password or status change; tokens that carry an older number are void.
    package var authorizationVersion: Int
    package let createdAt: Timestamp

    package init(
        id: UserID, email: String, username: String, role: Role, isDisabled: Bool,
        authorizationVersion: Int, createdAt: Timestamp
    ) {
        self.id = id
        self.email = email
        self.username = username
        self.role = role
        self.isDisabled = isDisabled
        self.authorizationVersion = authorizationVersion
        self.createdAt = createdAt
    }
}

/// A user to be made.
package struct UserDraft: Sendable {
    package var email: String
    package var username: String
    /// The whole string of the hash function, with its parameters.
    package var passwordHash: String
    package var role: Role

    package init(email: String, username: String, passwordHash: String, role: Role) {
        self.email = email
        self.username = username
        self.passwordHash = passwordHash
        self.role = role
    }
}

/// What changes of a user; nil members are left.
package struct UserChange: Sendable {
    package var email: String?
    package var username: String?
    package var passwordHash: String?
    package var role: Role?
    package var isDisabled: Bool?

    package init(
        email: String? = nil, username: String? = nil, passwordHash: String? = nil, role: Role? = nil,
        isDisabled: Bool? = nil
    ) {
        self.email = email
        self.username = username
        self.passwordHash = passwordHash
        self.role = role
        self.isDisabled = isDisabled
    }

    /// Whether tokens that are out must end with it.
    package var endsSessions: Bool { passwordHash != nil || role != nil || isDisabled != nil }
}
