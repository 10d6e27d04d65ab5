internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func post(_ drafts: [OutboxDraft]) async throws(StorageError) -> [DeliveryID] {
        try await write { try $0.post(drafts) }
    }

    package func claimDeliveries(
        limit: Int, perDestination: Int, holding: Duration
    ) async throws(StorageError) -> [Delivery] {
        let steady = surroundings.time.steady()
        let due = try await read { session in
            try session.connection.rows(
                """
                SELECT id FROM (
                    SELECT id, due_at, row_number() OVER (PARTITION BY destination ORDER BY due_at, id) AS place
                    FROM delivery WHERE state = 'pending' AND due_at <= ?1)
                WHERE place <= ?2 ORDER BY due_at, id LIMIT ?3
                """, steady, perDestination, limit
            ) { try $0.id(Delivery.self) }
        }
        if due.isEmpty { return [] }
        return try await write { session in
            try due.compactMap { id in
                guard var delivery = try session.delivery(id), delivery.state == .pending,
                    delivery.dueAt <= steady
                else { return nil }
                delivery.dueAt = steady + holding
                try session.save(delivery)
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
            try session.save(delivery)
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

    package func redeliver(_ id: DeliveryID) async throws(StorageError) -> Delivery {
        try await write { session in
            guard var delivery = try session.delivery(id) else { throw StorageError.notFound("delivery") }
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
        id, destination, message_id, type, owner, body, state, attempts, due_at, last_answer, created_at
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
            lastAnswer: try row.optionalText(), createdAt: try row.time())
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
                "INSERT INTO delivery VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'pending', 0, ?7, NULL, ?8)", id,
                draft.destination, draft.messageID, draft.type, draft.owner, draft.body.column, steady, now)
            return id
        }
    }

    func save(_ delivery: Delivery) throws {
        try connection.run(
            "UPDATE delivery SET state = ?2, attempts = ?3, due_at = ?4, last_answer = ?5 WHERE id = ?1",
            delivery.id, delivery.state.rawValue, delivery.attempts, delivery.dueAt, delivery.lastAnswer)
    }
}
