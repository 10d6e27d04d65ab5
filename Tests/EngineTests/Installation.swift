import AssayKit

@testable import Engine

/// The plugins of the tests: a reader of "TXT" files, a recogniser, and a library with extractors and a validator.
enum Installation {
    static let manifests = [
        """
        {"manifest": 1, "id": "reader", "version": "1.0.0", "abi": 1, "library": "a.so", "components": [
          {"id": "read", "kind": "extractor", "provides": ["words"], "reads": [
            {"type": "text/x", "name": "txt", "extensions": ["txt"], "magic": [{"text": "TXT"}]}],
           "config": {"type": "object", "properties": {"max_pages": {"type": "integer", "default": 9000}}}},
          {"id": "read-other", "kind": "extractor", "provides": ["words"], "reads": [
            {"type": "text/y", "name": "oth", "extensions": ["oth"], "magic": [{"text": "OTH"}]}]}]}
        """,
        """
        {"manifest": 1, "id": "eyes", "version": "1.0.0", "abi": 1, "library": "b.so", "components": [
          {"id": "see", "kind": "extractor", "provides": ["words"],
           "input": {"images": {"dpi": 250, "pages": "without_text", "encoding": "grey8"}},
           "config": {"type": "object", "properties": {"mode": {"type": "string", "enum": ["text", "digits"]}}}},
          {"id": "measure", "kind": "extractor", "provides": ["traces"],
           "input": {"images": {"dpi": 0, "pages": "scanned", "encoding": "grey8", "embedded": false}}}]}
        """,
        """
        {"manifest": 1, "id": "lib", "version": "1.0.0", "abi": 1, "library": "c.so", "components": [
          {"id": "extract", "kind": "extractor", "provides": ["fields"]},
          {"id": "again", "kind": "extractor", "provides": ["fields"]},
          {"id": "check", "kind": "validator"}]}
        """,
        """
        {"manifest": 1, "id": "other", "version": "1.0.0", "abi": 1, "library": "d.so", "components": [
          {"id": "rules", "kind": "validator"}, {"id": "tell", "kind": "notifier"}]}
        """,
    ]

    static func components() throws -> ComponentIndex {
        var all: [InstalledComponent] = []
        for text in manifests {
            let manifest = try PluginManifest(json: try JSONParser.parse(text))
            all += manifest.components.map {
                InstalledComponent(manifest: $0, plugin: manifest.id, version: manifest.version)
            }
        }
        return ComponentIndex(all)
    }

    static func step(_ uses: String, _ plugin: String = "lib") -> PlanStep {
        PlanStep(uses: uses, plugin: plugin)
    }
    static let read = step("read", "reader")
    static let see = step("see", "eyes")

    /// An engine over fake components.
    static func engine(
        _ runner: FakeRunner, expressions: FakeExpressions = FakeExpressions(),
        events: any EventSink = NoEvents(),
        cache: any Cache = NoCache()
    ) throws -> Engine {
        var settings = Engine.Settings()
        settings.readingWindow = 4
        settings.pictureWindow = 2
        return Engine(
            runner: runner, components: try components(), evaluator: expressions, events: events,
            cache: cache,
            settings: settings)
    }

    static func input(_ name: String = "a.txt", _ text: String = "TXT") throws -> EngineInput {
        try EngineInput(name: name, bytes: MemoryPayload(Array(text.utf8)))
    }

    /// A file that is too long to be read in one call.
    static func longInput() throws -> EngineInput {
        let bytes = Array("TXT".utf8) + [UInt8](repeating: 32, count: DocumentRun.smallFile + 1)
        return try EngineInput(name: "long.txt", bytes: MemoryPayload(bytes))
    }
}

/// A file of some pages that the fake reader reads; page n holds the word "wordn".
struct FakeFile: Sendable {
    var pages: Int
    /// Pages without a text layer.
    var scanned: Set<Int> = []
    /// Pages that crash the reader.
    var crashing: Set<Int> = []
    /// Whether the reader's words say how many pages there are.
    var tellsCount = true

    @Sendable func read(_ call: ComponentCall, _ step: Int) async throws -> StepReply {
        switch call.request {
        case .inspect: return reply(Array(1...max(1, pages)), words: false)
        case .words(let wanted):
            let wanted = wanted.isEmpty ? Array(1...max(1, pages)) : wanted
            if let bad = wanted.first(where: crashing.contains) { throw Crash(page: bad) }
            return reply(wanted, words: true)
        case .images(let wanted, let request): return pictures(wanted, request)
        case .run, .notify: throw Crash(page: 0)
        }
    }

    struct Crash: Error { let page: Int }

    private func reply(_ numbers: [Int], words: Bool) -> StepReply {
        var builder = DocumentBuilder()
        builder.metadata = tellsCount || !words ? ["page_count": .integer(pages), "producer": "fake"] : [:]
        for number in numbers where number <= pages {
            let isScanned = scanned.contains(number)
            builder.addPage(
                number: number, width: 100, height: 200,
                flags: isScanned ? [.scanned, .wordsRead] : [.hasText, .wordsRead])
            if words, !isScanned { builder.addWord("word\(number)", box: Box(1, 2, 3, 4)) }
        }
        return StepReply(document: MemoryPayload(builder.encoded()), milliseconds: 1)
    }

    private func pictures(_ numbers: [Int], _ request: ImageRequest) -> StepReply {
        var builder = DocumentBuilder()
        for number in numbers {
            builder.addPage(number: number, width: 100, height: 200, flags: .scanned)
            let box = request.region ?? Box(0, 0, 100, 200)
            // Odd pages look alike, and so do even ones.
            builder.addImage(
                [UInt8](repeating: UInt8(number % 2), count: 4), encoding: .grey8, width: 2, height: 2,
                stride: 2,
                dpi: 72, matrix: PixelMatrix(filling: box, width: 2, height: 2),
                isRegion: request.region != nil)
        }
        return StepReply(document: MemoryPayload(builder.encoded()), milliseconds: 1)
    }
}

/// The words of a document, as "page:text".
func words(of payload: (any Payload)?) throws -> [String] {
    try payload?.withDocument { view in
        (0..<view.pageCount).flatMap { index in
            let page = view.page(at: index)
            return (0..<page.wordCount).map { "\(page.number):\(page.word(at: $0).text)" }
        }
    } ?? []
}

/// A component that gives a result as JSON.
func gives(_ json: String) -> FakeRunner.Component {
    { _, _ in StepReply(json: Array(json.utf8), milliseconds: 2) }
}

/// A component that fails.
func fails(_ failure: CallFailure) -> FakeRunner.Component { { _, _ in throw failure } }

/// A crash with all that is known of one.
let crash = CallFailure(
    .crashed, code: "crashed", "the plugin lib crashed (SIGSEGV)", mend: "Report it.", plugin: "lib",
    signal: "SIGSEGV",
    lastLine: "about to write to nowhere")

/// All mandatory fields with one confidence.
func complete(_ confidence: Double = 0.95) -> String {
    let fields = FieldTable.mandatory.map { name in
        let value = name == "document_type" ? "tax_invoice" : "x"
        return
            "\"\(name)\": {\"value\": \"\(value)\", \"confidence\": \(confidence), \"page\": 1, \"box\": [1, 2, 3, 4]}"
    }
    return "{\"fields\": {\(fields.joined(separator: ", "))}}"
}
