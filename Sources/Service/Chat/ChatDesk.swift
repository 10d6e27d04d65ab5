internal import Accounts
internal import AssayKit
internal import Chat
internal import HTTPServing
internal import Storage

/// Takes a user's questions: with the conversation before them, within what they may see.
struct ChatDesk: Sendable {
    let house: House
    let principal: Principal
    let batch: BatchID?

    /// - Throws: 404 for a batch that is not there, or another's.
    static func open(_ house: House, _ principal: Principal, batch: BatchID?) async throws(HTTPError)
        -> ChatDesk
    {
        if let batch {
            do {
                _ = try await house.store.batch(batch, visibility: principal.visibility)
            } catch {
                throw Refusal.of(error)
            }
        }
        return ChatDesk(house: house, principal: principal, batch: batch)
    }

    /// Answers a question and keeps both.
    ///
    /// - Throws: 503 and the like, never for a question.
    func answer(_ question: String) async throws(HTTPError) -> JSONValue {
        let owner = principal.user.id
        do {
            let source = StoredChatSource(
                store: house.store, visibility: principal.visibility, user: owner, batch: batch)
            let today = house.time.now().date ?? Self.anyDay
            let answerer = Answerer(source: source, today: today, hasBatch: batch != nil)
            let last = try await house.store.chatMessages(owner: owner, batch: batch, limit: 1).last
            let answer = try await answerer.answer(
                question, after: last?.context.flatMap { Self.context($0) }, with: house.interpreter)
            let shown = Self.shown(answer)
            let kept = try await house.store.addChatMessage(
                question: question, answer: shown, context: answer.context.map(Self.json), owner: owner,
                batch: batch)
            return Self.message(kept)
        } catch let error as HTTPError {
            throw error
        } catch let error as StorageError {
            throw Refusal.of(error)
        } catch {
            throw HTTPError(
                503, "unavailable", "The question can't be answered now; try again in a few seconds.")
        }
    }

    private static let anyDay: CalendarDate = {
        guard let day = CalendarDate(year: 2026, month: 1, day: 1) else { preconditionFailure("a day") }
        return day
    }()

    /// A message as it is shown: the question, when, and the members of the answer.
    static func message(_ message: ChatMessage) -> JSONValue {
        var object = JSONObject([
            .init(key: "id", value: .id(message.id)), .init(key: "created_at", value: .moment(message.at)),
            .init(key: "message", value: .string(message.question)),
        ])
        for member in message.answer.objectValue?.members ?? [] { object[member.key] = member.value }
        return .object(object)
    }

    private static func shown(_ answer: ChatAnswer) -> JSONValue {
        .object([
            "answer": .string(answer.text), "query": answer.query?.json() ?? .null,
            "invoices": .array(
                answer.invoices.map { invoice in
                    .object([
                        "id": .string(invoice.id), "invoice_number": .optional(invoice.number),
                        "invoice_date": .optional(invoice.date?.iso),
                        "supplier_name": .optional(invoice.supplier),
                        "total": .optional(invoice.total?.text), "currency": .optional(invoice.currency),
                        "status": .string(invoice.status), "flag_count": .integer(invoice.findings),
                        "url": .string("/api/invoices/\(invoice.id)"),
                    ])
                }), "invoice_count": .integer(answer.count), "understood": .bool(answer.isUnderstood),
            "read_by": answer.isUnderstood ? .string(answer.isInterpreted ? "model" : "grammar") : .null,
            "suggestions": .array(answer.suggestions.map { .string($0) }),
        ])
    }

    private static func json(_ context: ChatContext) -> JSONValue {
        var object = JSONObject([.init(key: "query", value: context.query.json(withIDs: true))])
        if let ids = context.ids { object["invoices"] = .array(ids.map { .string($0) }) }
        return .object(object)
    }

    private static func context(_ json: JSONValue) -> ChatContext? {
        // What an earlier version kept in another form is nothing to refer to.
        guard let query = try? ChatQuery(json: json["query"] ?? .null, parties: { _, _ in nil }) else {
            return nil
        }
        return ChatContext(query: query, ids: json["invoices"]?.arrayValue?.compactMap(\.stringValue))
    }
}
