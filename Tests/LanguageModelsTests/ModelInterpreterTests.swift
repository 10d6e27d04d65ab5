import AssayKit
import Chat
import ChatQuestions
import Fetching
import Files
import Glibc
import LanguageModels
import Synchronization
import Testing

@Suite("a language model reads questions, over HTTP")
struct ModelInterpreterTests {
    private static func interpreter(
        _ url: String, _ change: (inout ModelSettings) -> Void = { _ in }
    ) -> ModelInterpreter {
        var settings = ModelSettings(url: url, model: "small-model", key: "a-key")
        settings.allowed = ["127.0.0.1"]
        settings.allowsHTTP = true
        settings.timeout = 20_000
        change(&settings)
        let fetcher = Fetcher(program: FilePath.join(ExecutableLocation.folder, "assay-fetch"))
        return ModelInterpreter(settings, fetcher: fetcher, log: { _ in })
    }

    private static func ask(
        _ question: String, with interpreter: any ChatInterpreter
    ) async throws -> ChatAnswer {
        let answerer = Answerer(source: BookSource(), today: SmallBook.today, hasBatch: false)
        return try await answerer.answer(question, after: nil, with: interpreter)
    }

    private static let question = "kindly put a figure to what Acme Traders has been charging us altogether"
    private static let goodQuery =
        #"{"ask":"figure","statistic":"sum","measure":"total","filter":{"vendors":["Acme Traders"]}}"#

    @Test("a good answer is computed here, shown with its query, and said to be a model's reading")
    func goodAnswer() async throws {
        let server = try ModelServer { send in _ = send(ModelServer.completion(Self.goodQuery)) }
        let answer = try await Self.ask(Self.question, with: Self.interpreter(server.url))
        #expect(answer.isUnderstood && answer.isInterpreted, "\(answer.text)")
        #expect(answer.text.hasPrefix("Sum of totals: INR 73,160.00 over 3 invoices"), "\(answer.text)")
        #expect(answer.text.contains("A language model read the question"))
        #expect(answer.query?.json()["filter"]?["vendors"] == ["Acme Traders Pvt. Ltd."])
        #expect(Set(answer.invoices.map(\.id)) == ["1", "2", "3"])
    }

    @Test("it gets the question, the day and what a query may be, and nothing of the data")
    func sent() async throws {
        let server = try ModelServer { send in _ = send(ModelServer.completion(Self.goodQuery)) }
        _ = try await Self.ask(Self.question, with: Self.interpreter(server.url))
        let request = try #require(server.requests.first)
        #expect(server.requests.count == 1)
        #expect(request.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n"))
        #expect(request.contains("Authorization: Bearer a-key\r\n"))
        let start = try #require(request.firstRange(of: "\r\n\r\n")).upperBound
        let body = try JSONParser.parse(String(request[start...]))
        #expect(body["model"] == "small-model" && body["temperature"] == 0)
        let messages = try #require(body["messages"]?.arrayValue)
        #expect(messages.count == 2)
        #expect(messages[1]["content"]?.stringValue == Self.question)
        #expect(messages[0]["content"]?.stringValue?.hasSuffix("Today is 2026-04-15.") == true)
        #expect(body["response_format"]?["json_schema"]?["schema"] == QueryForm.schema)
        // Names, numbers and amounts of the book, but for those that the question itself has.
        for entry in SmallBook.entries {
            for text in [entry.number, entry.gstin, entry.total, entry.buyer, entry.supplier].compactMap(
                \.self)
            {
                #expect(!request.contains(text), "\(text)")
            }
        }
    }

    static let broken: [(name: String, says: String, answer: @Sendable (ModelServer.Send) -> Void)] = [
        (
            "prose", "something else than a query",
            { _ = $0(ModelServer.completion("Acme charged 73,160 rupees.")) }
        ),
        (
            "prose around a query", "something else than a query",
            { _ = $0(ModelServer.completion("Here you are: \(goodQuery)")) }
        ),
        ("a list", "something else than a query", { _ = $0(ModelServer.completion("[\(goodQuery)]")) }),
        ("nothing found", "found nothing that can be computed", { _ = $0(ModelServer.completion("{}")) }),
        ("half an answer", "did not finish", { _ = $0(ModelServer.completion(goodQuery, finish: "length")) }),
        (
            "a long query", "did not finish",
            { _ = $0(ModelServer.completion(goodQuery + String(repeating: " ", count: 9000))) }
        ),
        (
            "an endless body", "too long",
            { send in
                _ = send("HTTP/1.1 200 OK\r\n\r\n")
                while send(String(repeating: "x", count: 65_536)) {}
            }
        ),
        ("no JSON", "can't be read", { _ = $0(ModelServer.response("<html>")) }),
        ("other JSON", "can't be read", { _ = $0(ModelServer.response("{\"choices\":[]}")) }),
        ("an error", "did not answer", { _ = $0(ModelServer.response("{}", status: "500 Oops")) }),
        ("no rights", "did not answer", { _ = $0(ModelServer.response("{}", status: "401 Unauthorized")) }),
        ("nothing", "did not answer", { _ in }),
        (
            "elsewhere", "did not answer",
            { send in
                _ = send("HTTP/1.1 307 T\r\nLocation: /v1/chat/completions\r\nContent-Length: 0\r\n\r\n")
            }
        ),
    ]

    @Test(
        "a broken endpoint is an honest refusal with questions that are understood", arguments: broken.indices
    )
    func brokenEndpoint(_ place: Int) async throws {
        let (name, says, answers) = Self.broken[place]
        let server = try ModelServer(answers)
        let answer = try await Self.ask(Self.question, with: Self.interpreter(server.url))
        #expect(!answer.isUnderstood && answer.query == nil && answer.invoices.isEmpty, "\(name)")
        #expect(answer.text.contains(says), "\(name): \(answer.text)")
        #expect(answer.suggestions.count == 3, "\(name)")
        // Where a message was sent on, another request would have come.
        #expect(server.requests.count == 1, "\(name)")
    }

    @Test(
        "a slow endpoint is given up, however it dawdles", .timeLimit(.minutes(5)), arguments: [true, false])
    func slow(_ trickles: Bool) async throws {
        let gate = Gate()
        let server = try ModelServer { send in
            _ = send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
            // Far longer than it is given; that there is an answer at all shows that it was given up.
            for _ in 0..<3000 where !gate.isOpen {
                usleep(100_000)
                if trickles, !send(" ") { return }
            }
        }
        let interpreter = Self.interpreter(server.url) { $0.timeout = 1000 }
        let answer = try await Self.ask(Self.question, with: interpreter)
        gate.open()
        #expect(!answer.isUnderstood && answer.text.contains("did not answer"), "\(answer.text)")
    }

    @Test("private addresses and unencrypted connections only where they were named")
    func policy() async throws {
        let server = try ModelServer { send in _ = send(ModelServer.completion(Self.goodQuery)) }
        for change: (inout ModelSettings) -> Void in [{ $0.allowed = [] }, { $0.allowsHTTP = false }] {
            let answer = try await Self.ask(Self.question, with: Self.interpreter(server.url, change))
            #expect(!answer.isUnderstood && answer.text.contains("did not answer"), "\(answer.text)")
        }
        #expect(server.requests.isEmpty)
    }

    @Test("four questions at a time go out; the others hear that it is busy")
    func busy() async throws {
        let gate = Gate()
        let server = try ModelServer { send in
            // Until all others have heard; never for long.
            for _ in 0..<300 where !gate.isOpen { usleep(50_000) }
            _ = send(ModelServer.completion(Self.goodQuery))
        }
        let interpreter = Self.interpreter(server.url)
        let (understood, refused) = try await withThrowingTaskGroup(of: ChatAnswer.self) { group in
            for _ in 0..<8 { group.addTask { try await Self.ask(Self.question, with: interpreter) } }
            var (understood, refused) = (0, [String]())
            for try await answer in group {
                if answer.isUnderstood { understood += 1 } else { refused.append(answer.text) }
                if refused.count == 4 { gate.open() }
            }
            return (understood, refused)
        }
        #expect(understood == 4 && server.requests.count == 4)
        #expect(refused.count == 4 && refused.filter { $0.contains("busy") }.count == 4, "\(refused)")
    }
}

/// Opened once.
private final class Gate: Sendable {
    private let state = Mutex(false)
    var isOpen: Bool { state.withLock(\.self) }
    func open() { state.withLock { $0 = true } }
}
