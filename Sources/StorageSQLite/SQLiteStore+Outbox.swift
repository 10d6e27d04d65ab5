internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func post(_ drafts: [OutboxDraft]) async throws(StorageError) -> [DeliveryID] {
        try await write { try $0.post(drafts) }
    }

    package func claimDeliveries(
        limit: Int, perDestination: Int, busy: [String: Int], holding: Duration
    ) async throws(StorageError) -> [Delivery] {
        let steady = surroundings.time.steady()
        let taken = JSONValue.object(
            JSONObject(busy.map { .init(key: $0.key, value: .integer($0.value)) })
        ).column
        let due = try await read { session in
            try session.connection.rows(
                """
                SELECT due.id FROM (
                    SELECT id, due_at, destination,
                        row_number() OVER (PARTITION BY destination ORDER BY due_at, id) AS place
                    FROM delivery WHERE state = 'pending' AND due_at <= ?1) AS due
                LEFT JOIN json_each(?4) AS busy ON busy.key = due.destination
                WHERE place + coalesce(busy.value, 0) <= ?2 ORDER BY due_at, due.id LIMIT ?3
                """, steady, perDestination, limit, taken
            ) { try $0.id(Delivery.self) }
        }
        if due.isEmpty { return [] }
        return try await write { session in
            try due.compactMap { id in
                guard var delivery = try session.delivery(id), delivery.state == .pending,
                    delivery.dueAt <= steady
                else { return nil }
                delivery.dueAt = steady + holding
                try session.save(delivery, isHeld: true)
                return delivery
            }
        }
    }

    package func settleDelivery(
        _ id: DeliveryID, _ outcome: DeliveryOutcome
    ) async throws(StorageError) -> Delivery {
        try await write { session in
            guard var delivery = try session.delivery(id) else { throw StorageError.notFound("delivery") }
            delivery.settle(outcome, steady: session.steady)
            delivery.triedAt = session.now
            try session.save(delivery)
            if case .subscription(let id)? = DeliveryDestination(delivery.draft.destination) {
                try session.note(outcome, of: id)
            }
            return delivery
        }
    }

    package func deliveries(
        destination: String?, state: Delivery.State?, _ page: PageRequest
    ) async throws(StorageError) -> Page<Delivery> {
        var conditions = Conditions()
        if let destination { conditions.add("destination = ?", destination) }
        if let state { conditions.add("state = ?", state.rawValue) }
        return try await read { [conditions] session in
            try session.page(
                Session.deliveryColumns, from: "delivery", conditions, order: "id DESC", page,
                read: Session.delivery)
        }
    }

    package func deliveryStatistics() async throws(StorageError) -> DeliveryStatistics {
        let steady = surroundings.time.steady()
        return try await read { session in
            let counts = try session.connection.rows("SELECT state, count(*) FROM delivery GROUP BY state") {
                (try $0.word(Delivery.State.self), try $0.int())
            }
            let oldest = try session.connection.first(
                "SELECT min(due_at) FROM delivery WHERE state = 'pending'"
            ) { try $0.optionalTime() }
            let wait = oldest.flatMap(\.self).map { steady.since($0) }
            return DeliveryStatistics(
                byState: Dictionary(counts, uniquingKeysWith: +),
                oldestWait: wait.flatMap { $0 >= .zero ? $0 : nil })
        }
    }

    package func forgetDeliveries(triedBefore: Timestamp, limit: Int) async throws(StorageError) -> Int {
        try await write { session in
            try session.connection.run(
                """
                DELETE FROM delivery WHERE id IN (
                    SELECT id FROM delivery WHERE state IN ('delivered', 'dead') AND tried_at < ?1 LIMIT ?2)
                """, triedBefore, limit)
        }
    }

    package func redeliver(
        _ id: DeliveryID, to destination: String
    ) async throws(StorageError) -> Delivery {
        try await write { session in
            guard var delivery = try session.delivery(id), delivery.draft.destination == destination else {
                throw StorageError.notFound("delivery")
            }
            delivery.state = .pending
            delivery.attempts = 0
            delivery.dueAt = session.steady
            try session.save(delivery)
            return delivery
        }
    }
}

extension Session {
    static let deliveryColumns = """
        id, destination, message_id, type, owner, body, state, attempts, due_at, last_answer, tried_at,
        created_at
        """

    static func delivery(_ row: inout Row) throws -> Delivery {
        let id = try row.id(Delivery.self)
        let destination = try row.text()
        let message = try row.text()
        let type = try row.text()
        let owner = try row.optionalID(User.self)
        let draft = OutboxDraft(
            destination: destination, messageID: message, type: type, owner: owner, body: try row.json())
        return Delivery(
            id: id, draft: draft, state: try row.word(), attempts: try row.int(), dueAt: try row.time(),
            lastAnswer: try row.optionalText(), triedAt: try row.optionalTime(), createdAt: try row.time())
    }

    func delivery(_ id: DeliveryID) throws -> Delivery? {
        try connection.first(
            "SELECT \(Self.deliveryColumns) FROM delivery WHERE id = ?1", id, read: Self.delivery)
    }

    @discardableResult
    func post(_ drafts: [OutboxDraft]) throws -> [DeliveryID] {
        try drafts.map { draft in
            let id = newID(Delivery.self)
            try connection.run(
                """
                INSERT INTO delivery(id, destination, message_id, type, owner, body, state, attempts, due_at,
                    created_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'pending', 0, ?7, ?8)
                """, id, draft.destination, draft.messageID, draft.type, draft.owner, draft.body.column,
                steady, now)
            return id
        }
    }

    /// Writes what can change of a delivery.
    ///
    /// `isHeld`: Someone is at it; after a restart nobody is.
    func save(_ delivery: Delivery, isHeld: Bool = false) throws {
        try connection.run(
            """
            UPDATE delivery SET state = ?2, attempts = ?3, due_at = ?4, last_answer = ?5, tried_at = ?6, held = ?7
            WHERE id = ?1
            """,
            delivery.id, delivery.state.rawValue, delivery.attempts, delivery.dueAt, delivery.lastAnswer,
            delivery.triedAt, isHeld)
    }
}
