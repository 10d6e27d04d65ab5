import AssayKit
import Testing

@testable import Engine

@Suite("Reading")
struct ReadingTests {
    private func run(
        _ file: FakeFile, _ input: EngineInput, maximumPages: Int = 200,
        steps: [PlanStep] = [Installation.read]
    ) async throws -> (result: InvoiceResult, runner: FakeRunner, seen: [String]) {
        let runner = FakeRunner(["read": file.read, "extract": gives("{}")])
        var plan = Plan(name: "p", steps: steps + [Installation.step("extract")])
        plan.maximumPages = maximumPages
        let results = try await Installation.engine(runner).process(input, through: plan)
        let seen = try words(of: runner.calls.last?.document)
        return (try #require(results.first), runner, seen)
    }

    @Test("a small file takes one call of the reader")
    func smallFile() async throws {
        let (result, runner, seen) = try await run(FakeFile(pages: 3), Installation.input())
        #expect(runner.route == [["read"], ["extract"]])
        #expect(runner.calls[0].request == .words(pages: []))
        #expect(result.pages == 3)
        #expect(seen == ["1:word1", "2:word2", "3:word3"])
        #expect(result.metadata["producer"] == "fake")
        #expect(result.metadata["media_type"] == "text/x")
    }

    @Test("a large file is read in windows, spliced by page number")
    func windows() async throws {
        let (result, runner, seen) = try await run(FakeFile(pages: 11), Installation.longInput())
        #expect(
            Set(runner.calls.dropLast().map(\.request)) == [
                .words(pages: [1]), .words(pages: [2, 3, 4, 5]), .words(pages: [6, 7, 8, 9]),
                .words(pages: [10, 11]),
            ])
        #expect(seen == (1...11).map { "\($0):word\($0)" })
        #expect(result.pages == 11)
        #expect(result.metadata["producer"] == "fake")
    }

    @Test("a reader that does not tell the number of pages is asked")
    func inspection() async throws {
        let (result, runner, seen) = try await run(
            FakeFile(pages: 6, tellsCount: false), Installation.longInput())
        #expect(runner.calls[1].request == .inspect)
        #expect(seen.count == 6)
        #expect(result.metadata["producer"] == "fake")
    }

    @Test("a page that fails twice is named, the others are read", arguments: [true, false])
    func damagedPage(isSmall: Bool) async throws {
        let input = isSmall ? try Installation.input() : try Installation.longInput()
        let (result, runner, seen) = try await run(FakeFile(pages: 6, crashing: [3]), input)
        #expect(seen == [1, 2, 4, 5, 6].map { "\($0):word\($0)" })
        #expect(result.status == .needsReview)
        #expect(result.notes.contains { $0.hasPrefix("page 3 could not be read") })
        let attempts = runner.calls.count { call in
            guard case .words(let pages) = call.request else { return false }
            return pages.contains(3) || pages.isEmpty
        }
        #expect(attempts == 2)
        let flags = try runner.calls.last?.document?.withDocument { $0.page(at: 2).flags }
        #expect(flags == .damaged)
    }

    @Test("when no page can be read, the document fails with the first reason")
    func allPagesFail() async throws {
        let (result, _, _) = try await run(FakeFile(pages: 2, crashing: [1, 2]), Installation.input())
        #expect(result.status == .failed)
        #expect(result.error?.code == "crashed")
        #expect(result.error?.step == "read")
        #expect(result.error?.plugin == "reader")
    }

    @Test("too many pages are refused before they are read")
    func pageLimit() async throws {
        let (result, runner, _) = try await run(
            FakeFile(pages: 50), Installation.longInput(), maximumPages: 20)
        #expect(result.error?.code == "too_many_pages")
        #expect(result.error?.message.contains("50 pages, more than the 20") == true)
        #expect(runner.calls.count == 1)
        let options = try JSONParser.parse(runner.calls[0].steps[0].options)
        #expect(options["max_pages"] == 20)
    }

    @Test("an unusable document is not tried page by page")
    func encrypted() async throws {
        let failure = CallFailure(
            .reported(.input), code: "encrypted", "the file is encrypted", plugin: "reader")
        let runner = FakeRunner(["read": fails(failure)])
        let plan = Plan(name: "p", steps: [Installation.read])
        let results = try await Installation.engine(runner).process(try Installation.input(), through: plan)
        #expect(results.first?.error?.code == "encrypted")
        #expect(results.first?.error?.message == "a.txt: step read: the file is encrypted")
        #expect(runner.calls.count == 1)
    }

    @Test(
        "files that nothing reads fail with a sentence",
        arguments: [
            ("a.txt", "", "empty_file"), ("a.txt", "PNG", "unsupported_type"),
            ("a.oth", "OTH", "type_not_accepted"),
        ])
    func unreadable(name: String, text: String, code: String) async throws {
        let runner = FakeRunner([:])
        var plan = Plan(name: "p", steps: [Installation.read])
        plan.accepts = ["txt"]
        let results = try await Installation.engine(runner).process(
            try Installation.input(name, text), through: plan)
        #expect(results.count == 1)
        #expect(results.first?.status == .failed)
        #expect(results.first?.error?.code == code)
        #expect(results.first?.error?.message.hasPrefix(name + ": ") == true)
        #expect(runner.calls.isEmpty)
    }

    @Test("the reader is picked by content; other readers' steps are passed over, a wrong extension is noted")
    func pickedByContent() async throws {
        let runner = FakeRunner(["read": FakeFile(pages: 1).read])
        let plan = Plan(name: "p", steps: [Installation.step("read-other", "reader")])
        let results = try await Installation.engine(runner).process(
            try Installation.input("a.oth"), through: plan)
        #expect(runner.route == [["read"]])
        #expect(results.first?.steps.map(\.uses) == ["read", "read-other"])
        #expect(results.first?.steps.map(\.status) == [.ok, .skipped])
        #expect(results.first?.notes == ["the name ends in .oth, but the content is txt"])
    }

    @Test("a reader's rubbish is a failure that names it")
    func rubbish() async throws {
        let runner = FakeRunner(["read": { _, _ in StepReply(document: MemoryPayload([1, 2, 3])) }])
        let plan = Plan(name: "p", steps: [Installation.read])
        let results = try await Installation.engine(runner).process(try Installation.input(), through: plan)
        #expect(results.first?.error?.code == "malformed_result")
        #expect(results.first?.error?.plugin == "reader")
    }
}
