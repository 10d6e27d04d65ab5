package import AssayKit
package import Chat
package import Fetching
internal import Synchronization

/// Has a language model turn questions into queries, over an OpenAI-compatible interface.
///
/// It sends the question, the day and what a query may be; never an invoice, a name or a figure. What comes back is taken
/// for a query only when it is one JSON object and nothing else.
package final class ModelInterpreter: ChatInterpreter {
    private let settings: ModelSettings
    private let fetcher: Fetcher
    private let log: @Sendable (String) -> Void
    private let busy = Mutex(0)

    /// Questions at a time: each has a process while it waits.
    private static let atOnce = 4
    /// The longest answer, bytes.
    private static let longestAnswer = 65_536
    /// The longest query in it, bytes.
    private static let longestQuery = 8192

    /// - Parameters:
    ///   - settings: Which model.
    ///   - fetcher: Sends requests; the settings say what it may reach.
    ///   - log: Hears why a model could not be asked, for the operator.
    package init(
        _ settings: ModelSettings, fetcher: Fetcher = Fetcher(), log: @escaping @Sendable (String) -> Void
    ) {
        self.settings = settings
        var fetcher = fetcher
        fetcher.allowed = settings.allowed
        fetcher.allowsHTTP = settings.allowsHTTP
        fetcher.timeout = settings.timeout
        fetcher.grace = 500
        self.fetcher = fetcher
        self.log = log
    }

    package func query(for question: String, today: CalendarDate) async -> Interpretation {
        let enters = busy.withLock { count in
            guard count < Self.atOnce else { return false }
            count += 1
            return true
        }
        guard enters else { return .unavailable("is busy with other questions") }
        defer { busy.withLock { $0 -= 1 } }
        let message = FetchOrder.Message(
            type: "application/json", key: settings.key,
            body: JSONWriter.text(Self.body(question, today, settings.model)))
        do throws(FetchFailure) {
            let answer = try await fetcher.send(message, to: settings.endpoint, limit: Self.longestAnswer)
            return interpretation(of: answer)
        } catch {
            log("the language model for questions: \(error.message)")
            return .unavailable(
                error.kind == .tooLarge ? "gave an answer that is too long" : "did not answer")
        }
    }

    /// The request: what a query may be, the day, and the question.
    static func body(_ question: String, _ today: CalendarDate, _ model: String) -> JSONValue {
        [
            "model": .string(model), "temperature": 0, "max_tokens": 800, "stream": false,
            "messages": [
                [
                    "role": "system",
                    "content": .string(QueryForm.vocabulary + "\nToday is \(today.iso)."),
                ],
                ["role": "user", "content": .string(question)],
            ],
            "response_format": [
                "type": "json_schema",
                "json_schema": ["name": "query", "schema": QueryForm.schema, "strict": false],
            ],
        ]
    }

    private func interpretation(of answer: [UInt8]) -> Interpretation {
        // What is no JSON says nothing.
        guard let whole = try? JSONParser.parse(answer), let choice = whole["choices"]?.arrayValue?.first,
            let text = choice["message"]?["content"]?.stringValue
        else {
            log("the language model for questions: its answer is no chat completion")
            return .unavailable("gave an answer that can't be read")
        }
        let reason = choice["finish_reason"] ?? .null
        guard reason.isNull || reason.stringValue == "stop", text.utf8.count <= Self.longestQuery else {
            return .unavailable("did not finish its answer")
        }
        // Prose around a query is no query: who adds a word may add anything.
        guard let query = try? JSONParser.parse(text), let object = query.objectValue else {
            return .unavailable("answered with something else than a query")
        }
        return object.isEmpty ? .none : .query(query)
    }
}
