/// Whose things a question may see; what it may not see does not exist for it.
package enum Visibility: Sendable, Hashable {
    /// The things of one user.
    case owned(by: UserID)
    /// Everybody's.
    case everyone

    /// Whether a thing of that owner may be seen.
    package func includes(_ owner: UserID?) -> Bool {
        switch self {
        case .owned(let user): owner == user
        case .everyone: true
        }
    }
}

/// Who does something: a user, or the service itself.
package enum Actor: Sendable, Hashable {
    case user(UserID)
    case system

    /// nil for the service itself.
    package var userID: UserID? {
        if case .user(let id) = self { id } else { nil }
    }
}
