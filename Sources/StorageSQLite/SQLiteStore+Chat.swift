package import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    private static let kept = 200

    package func addChatMessage(
        question: String, answer: JSONValue, context: JSONValue?, owner: UserID, batch: BatchID?
    ) async throws(StorageError) -> ChatMessage {
        try await write { session in
            let message = ChatMessage(
                id: session.newID(), at: session.now, question: question, answer: answer, context: context)
            let place = batch?.bytes ?? []
            try session.connection.run(
                "INSERT INTO chat_message VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", message.id, owner, place,
                message.at, question, answer.column, context?.column)
            try session.connection.run(
                """
                DELETE FROM chat_message WHERE owner = ?1 AND batch = ?2 AND id <= (
                    SELECT id FROM chat_message WHERE owner = ?1 AND batch = ?2 ORDER BY id DESC
                    LIMIT 1 OFFSET \(Self.kept))
                """, owner, place)
            return message
        }
    }

    package func chatMessages(
        owner: UserID, batch: BatchID?, limit: Int
    ) async throws(StorageError) -> [ChatMessage] {
        try await read { session in
            try session.connection.rows(
                """
                SELECT id, at, question, answer, context FROM chat_message WHERE owner = ?1 AND batch = ?2
                ORDER BY id DESC LIMIT \(min(max(limit, 0), Self.kept))
                """, arguments: [owner, batch?.bytes ?? []]
            ) { row in
                ChatMessage(
                    id: try row.id(), at: try row.time(), question: try row.text(), answer: try row.json(),
                    context: try row.optionalJSON())
            }.reversed()
        }
    }
}
