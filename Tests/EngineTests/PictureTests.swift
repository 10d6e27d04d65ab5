import AssayKit
import Testing

@testable import Engine

@Suite("Pictures and second looks")
struct PictureTests {
    /// Recognises one word a page: "seen" and what the picture looks like.
    @Sendable private static func see(_ call: ComponentCall, _ step: Int) async throws -> StepReply {
        var builder = DocumentBuilder()
        try call.document?.withDocument { view in
            for index in 0..<view.pageCount {
                let page = view.page(at: index)
                if page.number == 6 { throw FakeFile.Crash(page: 6) }
                builder.addPage(
                    number: page.number, width: page.width, height: page.height,
                    flags: [.recognised, .wordsRead])
                builder.addWord("seen\(page.image(at: 0).bytes[0])", box: Box(5, 6, 7, 8), confidence: 0.8)
            }
        }
        return StepReply(
            json: Array("{}".utf8), document: MemoryPayload(builder.encoded()), milliseconds: 10)
    }

    private func run(
        _ file: FakeFile, cache: any Cache = NoCache(), name: String = "a.txt"
    ) async throws -> (result: InvoiceResult, runner: FakeRunner, seen: [String]) {
        let runner = FakeRunner(["read": file.read, "see": Self.see, "extract": gives("{}")])
        let plan = Plan(
            name: "p", steps: [Installation.read, Installation.see, Installation.step("extract")])
        let engine = try Installation.engine(runner, cache: cache)
        let results = await engine.process(try Installation.input(name, "TXT\(name)"), through: plan)
        return (try #require(results.first), runner, try words(of: runner.calls.last?.document))
    }

    @Test("only pages without usable text are looked at, a window at a time")
    func withoutText() async throws {
        let (result, runner, seen) = try await run(FakeFile(pages: 5, scanned: [2, 3, 5]))
        #expect(seen == ["1:word1", "2:seen0", "3:seen1", "4:word4", "5:seen1"])
        let pictures = runner.calls.filter { if case .images = $0.request { true } else { false } }
        #expect(pictures.count == 2)
        #expect(runner.calls.filter { $0.steps[0].component == "see" }.count == 2)
        let flags = try runner.calls.last?.document?.withDocument { $0.page(at: 1).flags }
        #expect(flags == [.scanned, .recognised, .wordsRead])
        #expect(
            runner.calls.last.map { call in (try? call.document?.withDocument { $0.imageCount }) == 0 }
                == true)
        #expect(result.steps.map(\.status) == [.ok, .ok, .ok])
    }

    @Test("a document with text all over needs no recogniser")
    func digital() async throws {
        let (result, runner, _) = try await run(FakeFile(pages: 2))
        #expect(runner.route == [["read"], ["extract"]])
        #expect(result.steps.map(\.status) == [.ok, .skipped, .ok])
    }

    @Test("facts about scanned pages, of several windows, are seen by the steps after")
    func facts() async throws {
        let measure: FakeRunner.Component = { call, _ in
            let pages = try call.document?.withDocument { view in
                (0..<view.pageCount).map { JSONValue.integer(view.page(at: $0).number) }
            }
            let facts: JSONValue = ["metadata": ["pages": .array(pages ?? [])]]
            return StepReply(json: JSONWriter.bytes(facts), milliseconds: 1)
        }
        let file = FakeFile(pages: 5, scanned: [2, 3, 5])
        let runner = FakeRunner(["read": file.read, "measure": measure, "extract": gives("{}")])
        let plan = Plan(
            name: "p",
            steps: [
                Installation.read, Installation.step("measure", "eyes"), Installation.step("extract"),
            ])
        let results = try await Installation.engine(runner).process(try Installation.input(), through: plan)
        let seen = try #require(try runner.calls.last?.document?.withDocument { $0.metadata })
        #expect(seen["pages"] == [2, 3, 5])
        #expect(results.first?.metadata["pages"] == [2, 3, 5])
        #expect(try words(of: runner.calls.last?.document).contains("1:word1"))
    }

    @Test("a page that can't be recognised is named, the others are")
    func failingPage() async throws {
        let (result, _, seen) = try await run(FakeFile(pages: 6, scanned: [4, 5, 6]))
        #expect(seen.suffix(2) == ["4:seen0", "5:seen1"])
        #expect(result.notes.contains { $0.hasPrefix("page 6 could not be recognised") })
        #expect(result.status == .needsReview)
    }

    @Test("after a failure the page is drawn: the scan in the file may be what failed")
    func drawnAgain() async throws {
        let file = FakeFile(pages: 1, scanned: [1])
        let reader: FakeRunner.Component = { call, step in
            if case .images(_, let request) = call.request, request.allowsEmbedded {
                throw FakeFile.Crash(page: 1)
            }
            return try await file.read(call, step)
        }
        let runner = FakeRunner(["read": reader, "see": Self.see])
        let plan = Plan(name: "p", steps: [Installation.read, Installation.see])
        let results = try await Installation.engine(runner).process(try Installation.input(), through: plan)
        #expect(results.first?.steps.map(\.status) == [.ok, .ok])
    }

    @Test("a known file needs neither pictures nor recognition; a known picture no recognition")
    func cache() async throws {
        let cache = FakeCache()
        let file = FakeFile(pages: 4, scanned: [1, 2, 3, 4])
        let first = try await run(file, cache: cache)
        #expect(first.seen == ["1:seen1", "2:seen0", "3:seen1", "4:seen0"])
        let again = try await run(file, cache: cache)
        #expect(again.runner.route == [["read"], ["extract"]])
        #expect(again.seen == first.seen)
        let sameScan = try await run(file, cache: cache, name: "copy.txt")
        #expect(sameScan.runner.route.filter { $0 == ["see"] }.isEmpty)
        #expect(sameScan.seen == first.seen)
    }

    @Test("a damaged entry of the cache is found out anew")
    func damagedCache() async throws {
        final class Damaged: Cache {
            func read(_ key: String) -> [UInt8]? { [1, 2, 3] }
            func write(_ key: String, _ bytes: [UInt8]) {}
        }
        let (_, _, seen) = try await run(FakeFile(pages: 1, scanned: [1]), cache: Damaged())
        #expect(seen == ["1:seen1"])
    }

    @Test("a second look is answered, and the step called once more")
    func secondLook() async throws {
        let extract: FakeRunner.Component = { call, _ in
            if call.looks.isEmpty {
                let json = #"{"requests": [{"page": 1, "box": [1, 1, 9, 9], "mode": "digits", "dpi": 300}]}"#
                return StepReply(json: Array(json.utf8))
            }
            let answers = try JSONParser.parse(call.looks).arrayValue ?? []
            let word = LookAnswer(json: answers[0]).words.first?.text ?? "nothing"
            let json = #"{"fields": {"total": {"value": "\#(word)", "confidence": 1}}}"#
            return StepReply(json: Array(json.utf8))
        }
        let runner = FakeRunner([
            "read": FakeFile(pages: 1).read, "see": Self.see, "extract": extract, "check": gives("{}"),
        ])
        let plan = Plan(
            name: "p",
            steps: [
                Installation.read, Installation.see, Installation.step("extract"), Installation.step("check"),
            ])
        let results = try await Installation.engine(runner).process(try Installation.input(), through: plan)
        #expect(results.first?.record["total"]?.value == "seen1")
        #expect(runner.route == [["read"], ["extract", "check"], ["read"], ["see"], ["extract"], ["check"]])
        let options = try JSONParser.parse(runner.calls[3].steps[0].options)
        #expect(options["mode"] == "digits")
        guard case .images(let pages, let request) = runner.calls[2].request else {
            Issue.record("the spot was not drawn")
            return
        }
        #expect(pages == [1])
        #expect(request.region == Box(1, 1, 9, 9))
        #expect(request.dpi == 300)
    }

    @Test("without a recogniser the first answer stands")
    func noRecogniser() async throws {
        let json =
            #"{"fields": {"total": {"value": "1", "confidence": 1}}, "requests": [{"page": 1, "box": [1, 1, 9, 9], "mode": "text"}]}"#
        let runner = FakeRunner(["read": FakeFile(pages: 1).read, "extract": gives(json)])
        let plan = Plan(name: "p", steps: [Installation.read, Installation.step("extract")])
        let results = try await Installation.engine(runner).process(try Installation.input(), through: plan)
        #expect(results.first?.record["total"]?.value == "1")
        #expect(runner.calls.count == 2)
    }

    @Test(
        "text layers that are rubbish are not usable",
        arguments: [
            (["Invoice", "No", "12"], PageFlags.hasText, true), ([], .hasText, false),
            (["Invoice"], [], false),
            (["\u{E001}\u{E002}", "\u{FFFD}", "12"], .hasText, false),
            (["Scanned", "by"], [.hasText, .scanned], false),
            (["चालान", "संख्या"], .hasText, true),
        ] as [([String], PageFlags, Bool)])
    func usability(texts: [String], flags: PageFlags, isUsable: Bool) throws {
        var builder = DocumentBuilder()
        builder.addPage(number: 1, width: 10, height: 10, flags: flags)
        for text in texts { builder.addWord(text, box: Box(0, 0, 1, 1)) }
        let found = try MemoryPayload(builder.encoded()).withDocument {
            TextUsability.isUsable($0.page(at: 0))
        }
        #expect(found == isUsable)
    }
}
