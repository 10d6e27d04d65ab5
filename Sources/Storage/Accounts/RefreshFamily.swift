package typealias FamilyID = Identifier<RefreshFamily>

/// The refresh tokens of one login, one after the other.
package struct RefreshFamily: Sendable, Hashable {
    package let id: FamilyID
    package let user: UserID
    package let createdAt: Timestamp
    package var lastUsedAt: Timestamp
    package var revokedAt: Timestamp?
    /// The hash of the token that is good.
    package var current: [UInt8]
    /// The hash of the one before it; empty for the first.
    package var previous: [UInt8]

    package init(
        id: FamilyID, user: UserID, createdAt: Timestamp, lastUsedAt: Timestamp, revokedAt: Timestamp? = nil,
        current: [UInt8], previous: [UInt8] = []
    ) {
        self.id = id
        self.user = user
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
        self.current = current
        self.previous = previous
    }
}

/// What presenting a refresh token comes to.
package enum RefreshOutcome: Sendable, Hashable {
    /// The successor is good from now on.
    case rotated
    /// The one before was presented again within the window: its successor, which is the same, stands.
    case repeated
    /// A spent token was presented: someone has copied it. The family is revoked.
    case reused
    /// Too old, or revoked.
    case ended
}

/// When a refresh token is good.
package enum RefreshRule {
    /// A login without use.
    package static let idle: Duration = .seconds(7 * 86_400)
    /// A login at all.
    package static let absolute: Duration = .seconds(30 * 86_400)
    /// How long a client that lost the answer may ask again.
    package static let window: Duration = .seconds(10)

    /// Presents a token of the family.
    ///
    /// `presented` is the hash of a token of this family, now or once; `successor` that of its successor, which must
    /// follow from the token itself, so that a lost answer can be given again.
    package static func present(
        _ presented: [UInt8], successor: [UInt8], to family: inout RefreshFamily, now: Timestamp
    ) -> RefreshOutcome {
        guard family.revokedAt == nil, now.since(family.createdAt) < absolute,
            now.since(family.lastUsedAt) < idle
        else { return .ended }
        if presented == family.current {
            family.previous = family.current
            family.current = successor
            family.lastUsedAt = now
            return .rotated
        }
        if presented == family.previous, successor == family.current, now.since(family.lastUsedAt) < window {
            return .repeated
        }
        family.revokedAt = now
        return .reused
    }
}
