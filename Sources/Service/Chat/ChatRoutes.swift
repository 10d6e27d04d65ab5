internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Questions about the stored invoices.
enum ChatRoutes {
    static let mostAsked = 1000

    static let shape = Schema.object([
        .init("id", .uuid), .init("created_at", .moment), .init("message", .text, "The question"),
        .init("answer", .text),
        .init("query", .nullable(.map(.anything)), "What was computed; null when not understood"),
        .init(
            "invoices",
            .array(
                .object([
                    .init("id", .uuid), .init("invoice_number", .nullable(.text)),
                    .init("invoice_date", .nullable(.date)), .init("supplier_name", .nullable(.text)),
                    .init("total", .nullable(.amount)), .init("currency", .nullable(.text)),
                    .init("status", .text),
                    .init("flag_count", .integer()), .init("url", .text),
                ])), "The invoices that the answer rests on, at most 50"),
        .init("invoice_count", .integer(), "How many it rests on"), .init("understood", .boolean),
        .init(
            "read_by", .nullable(.choice(["grammar", "model"])), required: false,
            "Who put the question into the query: the grammar, or the language model that is configured; null when not understood"
        ),
        .init("suggestions", .array(.text), "Questions that are understood"),
    ])

    private static let history = Operation.Answer(
        200, "The last 100 questions and answers, the oldest first",
        .object([.init("messages", .array(.named("ChatMessage")))]))

    static let operations: [Operation] = [
        Operation(
            .post, "/api/chat/message", tag: "chat", id: "ask", "Ask about the invoices that one may see",
            body: .json(
                .object([
                    .init("message", .text(1...mostAsked)),
                    .init("batch_id", .nullable(.uuid), required: false, "Only about this batch"),
                ])), answers: [.init(200, "The answer, or why there is none", .named("ChatMessage"))],
            errors: [404]
        ) { call in
            let batch = try Self.batch(call.text("batch_id"))
            let desk = try await ChatDesk.open(call.house, try call.principal, batch: batch)
            return .json(try await desk.answer(call.text("message") ?? ""))
        },
        Operation(
            .get, "/api/chat/history", tag: "chat", id: "chatHistory",
            "One's own conversation without a batch",
            answers: [history]
        ) { call in try await messages(call, batch: nil) },
        Operation(
            .get, "/api/chat/history/:batch_id", tag: "chat", id: "batchChatHistory",
            "One's own conversation about a batch",
            parameters: [.init("batch_id", in: .path, .uuid, "The batch")], answers: [history]
        ) { call in try await messages(call, batch: try call.id("batch_id", of: Batch.self)) },
    ]

    private static func messages(_ call: Call, batch: BatchID?) async throws -> Response {
        let principal = try call.principal
        _ = try await ChatDesk.open(call.house, principal, batch: batch)
        let messages = try await call.stored { () async throws(StorageError) in
            try await call.house.store.chatMessages(owner: principal.user.id, batch: batch, limit: 100)
        }
        return .json(.object(["messages": .array(messages.map(ChatDesk.message))]))
    }

    /// - Throws: 422.
    static func batch(_ text: String?) throws(HTTPError) -> BatchID? {
        guard let text, !text.isEmpty else { return nil }
        guard let id = BatchID(text) else {
            throw Refusal.invalid([("batch_id", "must be a UUID; copy it from a list of batches")])
        }
        return id
    }
}
