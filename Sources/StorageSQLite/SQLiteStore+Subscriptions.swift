internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func createSubscription(
        _ draft: SubscriptionDraft, by actor: Actor
    ) async throws(StorageError) -> Subscription {
        let secret = WebhookSecret.make()
        return try await write { session in
            _ = try session.user(draft.owner)
            let count = try session.connection.first(
                "SELECT count(*) FROM subscription WHERE owner = ?1", draft.owner
            ) { try $0.int() }
            guard count ?? 0 < Self.subscriptionsPerOwner else {
                throw StorageError.wrongState(
                    "there are \(Self.subscriptionsPerOwner) webhooks already; delete one that is not used")
            }
            let subscription = Subscription(
                id: session.newID(), owner: draft.owner, url: draft.url, note: draft.note,
                events: draft.events, isEverybodys: draft.isEverybodys, secret: secret,
                createdAt: session.now, updatedAt: session.now)
            try session.connection.run(
                """
                INSERT INTO subscription(id, owner, url, events, everybodys, state, secret, created_at, updated_at)
                VALUES (?1, ?2, '', '[]', 0, 'active', '', ?3, ?3)
                """, subscription.id, subscription.owner, subscription.createdAt)
            try session.save(subscription)
            try session.audit("webhook.created", subscription, by: actor)
            return subscription
        }
    }

    package func subscriptions(
        _ visibility: Visibility, _ page: PageRequest
    ) async throws(StorageError) -> Page<Subscription> {
        var conditions = Conditions()
        conditions.add(visibility)
        return try await read { [conditions] session in
            try session.page(
                Session.subscriptionColumns, from: "subscription", conditions, order: "id DESC", page,
                read: Session.subscription)
        }
    }

    package func subscription(
        _ id: SubscriptionID, visibility: Visibility
    ) async throws(StorageError) -> Subscription {
        try await read { try $0.subscription(id, visibility) }
    }

    package func changeSubscription(
        _ id: SubscriptionID, _ change: SubscriptionChange, visibility: Visibility, by actor: Actor
    ) async throws(StorageError) -> Subscription {
        try await write { session in
            var subscription = try session.subscription(id, visibility)
            if let url = change.url { subscription.url = url }
            if let note = change.note { subscription.note = note.isEmpty ? nil : note }
            if let events = change.events { subscription.events = events }
            if let isEverybodys = change.isEverybodys { subscription.isEverybodys = isEverybodys }
            switch change.state {
            case .active where subscription.state != .active: subscription.enable()
            case .disabled where subscription.state != .disabled:
                subscription.state = .disabled
                try session.bury(subscription.id, "the webhook was disabled")
            default: break
            }
            subscription.updatedAt = session.now
            try session.save(subscription)
            try session.audit("webhook.changed", subscription, by: actor)
            return subscription
        }
    }

    package func rotateSecret(
        of id: SubscriptionID, visibility: Visibility, by actor: Actor
    ) async throws(StorageError) -> Subscription {
        let secret = WebhookSecret.make()
        return try await write { session in
            var subscription = try session.subscription(id, visibility)
            subscription.rotate(to: secret, now: session.now)
            try session.save(subscription)
            try session.audit("webhook.secret_rotated", subscription, by: actor)
            return subscription
        }
    }

    package func deleteSubscription(
        _ id: SubscriptionID, visibility: Visibility, by actor: Actor
    ) async throws(StorageError) {
        try await write { session in
            let subscription = try session.subscription(id, visibility)
            try session.connection.run(
                "DELETE FROM delivery WHERE destination = ?1", DeliveryDestination.subscription(id).text)
            try session.connection.run("DELETE FROM subscription WHERE id = ?1", id)
            try session.audit("webhook.deleted", subscription, by: actor)
        }
    }
}

extension Session {
    static let subscriptionColumns = """
        id, owner, url, note, events, everybodys, state, disabled_reason, secret, previous_secret,
        previous_until, failing_since, last_failed_at, created_at, updated_at
        """

    static func subscription(_ row: inout Row) throws -> Subscription {
        let id = try row.id(Subscription.self)
        let owner = try row.id(User.self)
        let (url, note) = (try row.text(), try row.optionalText())
        let events = try row.json().arrayValue?.compactMap(\.stringValue) ?? []
        return Subscription(
            id: id, owner: owner, url: url, note: note, events: events, isEverybodys: try row.bool(),
            state: try row.word(), disabledReason: try row.optionalText(), secret: try row.text(),
            previousSecret: try row.optionalText(), previousUntil: try row.optionalTime(),
            failingSince: try row.optionalTime(), lastFailedAt: try row.optionalTime(),
            createdAt: try row.time(), updatedAt: try row.time())
    }

    func subscription(_ id: SubscriptionID, _ visibility: Visibility = .everyone) throws -> Subscription {
        let found = try connection.first(
            "SELECT \(Self.subscriptionColumns) FROM subscription WHERE id = ?1", id,
            read: Self.subscription)
        guard let found, visibility.includes(found.owner) else { throw StorageError.notFound("webhook") }
        return found
    }

    func save(_ subscription: Subscription) throws {
        try connection.run(
            """
            UPDATE subscription SET url = ?2, note = ?3, events = ?4, everybodys = ?5, state = ?6,
                disabled_reason = ?7, secret = ?8, previous_secret = ?9, previous_until = ?10,
                failing_since = ?11, last_failed_at = ?12, updated_at = ?13
            WHERE id = ?1
            """, subscription.id, subscription.url, subscription.note,
            JSONValue.array(subscription.events.map { .string($0) }).column, subscription.isEverybodys,
            subscription.state.rawValue, subscription.disabledReason, subscription.secret,
            subscription.previousSecret, subscription.previousUntil, subscription.failingSince,
            subscription.lastFailedAt, subscription.updatedAt)
    }

    fileprivate func audit(_ action: String, _ subscription: Subscription, by actor: Actor) throws {
        try audit(
            AuditDraft(
                action, by: actor, subject: "webhook:\(subscription.id)",
                details: JSONObject([
                    .init(key: "url", value: .string(subscription.url)),
                    .init(key: "status", value: .string(subscription.state.rawValue)),
                ])))
    }

    /// Puts a message for everyone who has subscribed into the outbox.
    func notify(of drafts: [EventDraft]) throws {
        let anyone = try connection.first("SELECT 1 FROM subscription WHERE state = 'active' LIMIT 1") {
            try $0.int()
        }
        guard anyone != nil else { return }
        for draft in drafts {
            guard let event = WebhookEvent(draft) else { continue }
            let messageID = OutboxDraft.newMessageID()
            let receivers = try connection.rows(
                """
                SELECT s.id, s.owner FROM subscription s JOIN user u ON u.id = s.owner
                WHERE s.state = 'active' AND u.disabled = 0
                    AND (s.owner = ?1 OR s.everybodys = 1 AND u.role IN ('manager', 'admin'))
                    AND (s.events = '[]' OR EXISTS (SELECT 1 FROM json_each(s.events) WHERE value = ?2))
                """, draft.owner, event.name
            ) { (try $0.id(Subscription.self), try $0.id(User.self)) }
            try post(
                receivers.map { id, owner in
                    OutboxDraft(
                        destination: DeliveryDestination.subscription(id).text, messageID: messageID,
                        type: event.name, owner: owner, body: .object(event.data))
                })
        }
    }

    /// Takes note of what a try came to; a receiver that is given up is disabled, and its owner told.
    func note(_ outcome: DeliveryOutcome, of id: SubscriptionID) throws {
        // It may have been deleted while the try was under way.
        guard
            var subscription = try connection.first(
                "SELECT \(Self.subscriptionColumns) FROM subscription WHERE id = ?1", id,
                read: Self.subscription)
        else { return }
        let isDisabled = subscription.note(outcome, now: now)
        try save(subscription)
        guard isDisabled else { return }
        let reason = subscription.disabledReason ?? ""
        try bury(id, reason)
        try audit("webhook.disabled", subscription, by: .system)
        try append([
            EventDraft(
                "webhook_disabled", owner: subscription.owner,
                body: JSONObject([
                    .init(key: "webhook_id", value: .string(id.description)),
                    .init(key: "url", value: .string(subscription.url)),
                    .init(key: "reason", value: .string(reason)),
                ]))
        ])
    }

    /// Gives up what waits for a subscription.
    fileprivate func bury(_ id: SubscriptionID, _ reason: String) throws {
        try connection.run(
            """
            UPDATE delivery SET state = 'dead', held = 0, last_answer = ?2, tried_at = coalesce(tried_at, ?3)
            WHERE destination = ?1 AND state = 'pending'
            """, DeliveryDestination.subscription(id).text, reason, now)
    }
}
