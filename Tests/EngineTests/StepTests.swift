import AssayKit
import Testing

@testable import Engine

@Suite("Steps")
struct StepTests {
    private func run(
        _ components: [String: FakeRunner.Component], _ steps: [PlanStep],
        expressions: FakeExpressions = FakeExpressions(),
        events: any EventSink = NoEvents(), adjust: (inout Plan) -> Void = { _ in }
    ) async throws -> (results: [InvoiceResult], runner: FakeRunner) {
        let runner = FakeRunner(components.merging(["read": FakeFile(pages: 1).read]) { own, _ in own })
        var plan = Plan(name: "p", steps: [Installation.read] + steps)
        adjust(&plan)
        let engine = try Installation.engine(runner, expressions: expressions, events: events)
        return (await engine.process(try Installation.input(), through: plan), runner)
    }

    private func step(_ uses: String, _ plugin: String = "lib", _ adjust: (inout PlanStep) -> Void = { _ in })
        -> PlanStep
    {
        var step = Installation.step(uses, plugin)
        adjust(&step)
        return step
    }

    @Test("consecutive steps of one plugin travel in one call; a condition or another plugin ends it")
    func grouping() async throws {
        let components = [
            "extract": gives("{}"), "again": gives("{}"), "check": gives("{}"), "rules": gives("{}"),
        ]
        let plain = [step("extract"), step("check"), step("rules", "other"), step("again")]
        #expect(
            try await run(components, plain).runner.route == [
                ["read"], ["extract", "check"], ["rules"], ["again"],
            ])
        let conditional = [step("extract"), step("again") { $0.condition = 0 }, step("check")]
        let holds = FakeExpressions(values: [0: { _ in true }])
        #expect(
            try await run(components, conditional, expressions: holds).runner.route
                == [["read"], ["extract"], ["again", "check"]])
        let limited = [step("extract"), step("check") { $0.timeout = 500 }]
        #expect(try await run(components, limited).runner.route == [["read"], ["extract"], ["check"]])
    }

    @Test("a condition decides over its step alone")
    func condition() async throws {
        let components = ["extract": gives("{}"), "check": gives("{}")]
        let fails = FakeExpressions(values: [0: { _ in false }])
        let steps = [step("extract") { $0.condition = 0 }, step("check")]
        let (results, runner) = try await run(components, steps, expressions: fails)
        #expect(runner.route == [["read"], ["check"]])
        #expect(results.first?.steps.map(\.status) == [.ok, .skipped, .ok])
    }

    @Test("a condition that can't be evaluated is its step's failure")
    func brokenCondition() async throws {
        let (results, _) = try await run(["extract": gives("{}")], [step("extract") { $0.condition = 0 }])
        #expect(results.first?.status == .failed)
        #expect(results.first?.error?.step == "extract")
        #expect(results.first?.error?.message.contains("does not compile") == true)
    }

    @Test("fields and flags carry their step; the higher confidence wins")
    func merging() async throws {
        let first =
            #"{"fields": {"total": {"value": "10.00", "confidence": 0.5}, "irn": {"value": "x", "confidence": 0.9}}}"#
        let second =
            #"{"fields": {"total": {"value": "11.00", "confidence": 0.7}, "irn": {"value": "y", "confidence": 0.2}}}"#
        let (results, _) = try await run(
            ["extract": gives(first), "again": gives(second)],
            [step("extract") { $0.name = "one" }, step("again")])
        let record = try #require(results.first?.record)
        #expect(record["total"]?.value == "11.00")
        #expect(record["total"]?.step == "again")
        #expect(record["total"]?.alternatives.map(\.value) == ["10.00"])
        #expect(record["irn"]?.step == "one")
    }

    @Test("validators write only flags")
    func validators() async throws {
        let json =
            #"{"records": [{"fields": {"total": {"value": "1", "confidence": 1}}, "#
            + #""flags": [{"rule": "R-1", "severity": "high", "message": "m"}]}]}"#
        let (results, _) = try await run(
            ["extract": gives(complete()), "check": gives(json)], [step("extract"), step("check")])
        #expect(results.first?.record["total"]?.value == "x")
        #expect(results.first?.record.flags.map(\.step) == ["check"])
        #expect(results.first?.status == .flagged)
    }

    @Test("several invoices in a file give several results")
    func parts() async throws {
        let json =
            #"{"records": [{"pages": [1], "fields": {"total": {"value": "1", "confidence": 1}}}, {"pages": [2]}]}"#
        let (results, _) = try await run(["extract": gives(json)], [step("extract")])
        #expect(results.map(\.part) == [.init(index: 1, count: 2), .init(index: 2, count: 2)])
        #expect(results.map { $0.record["total"]?.value } == ["1", nil])
    }

    @Test(
        "on_error decides what a crash does to the document",
        arguments: [
            (PlanStep.OnError.fail, ResultStatus.failed), (.skip, .processed), (.review, .needsReview),
        ])
    func onError(policy: PlanStep.OnError, status: ResultStatus) async throws {
        let (results, runner) = try await run(
            ["extract": gives(complete()), "again": fails(crash), "check": gives("{}")],
            [step("extract"), step("again") { $0.onError = policy }, step("check")])
        let result = try #require(results.first)
        #expect(result.status == status)
        #expect(result.record["total"]?.value == "x")
        if policy == .fail {
            #expect(result.error?.detail == "signal SIGSEGV; last line on stderr: about to write to nowhere")
            #expect(result.error?.step == "again")
            #expect(result.error?.plugin == "lib")
            #expect(result.steps.map(\.status) == [.ok, .ok, .failed])
        } else {
            #expect(result.error == nil)
            #expect(result.notes.count == 1)
            #expect(result.steps.map(\.status) == [.ok, .ok, .failed, .ok])
            #expect(runner.route == [["read"], ["extract", "again", "check"], ["check"]])
        }
    }

    @Test(
        "results that can't be used are failures",
        arguments: ["{", "[1]", #"{"fields": {"total": {"value": "1"}}}"#, #"{"records": 7}"#])
    func malformed(json: String) async throws {
        let (results, _) = try await run(["extract": gives(json)], [step("extract")])
        #expect(results.first?.status == .failed)
        #expect(results.first?.error?.code == "malformed_result")
        #expect(results.first?.error?.plugin == "lib")
    }

    @Test("a component that is not installed fails its step")
    func missingComponent() async throws {
        let (results, _) = try await run([:], [step("nobody")])
        #expect(results.first?.error?.code == "missing_component")
        #expect(results.first?.error?.step == "nobody")
    }

    @Test("a document has only its time")
    func timeout() async throws {
        let slow: FakeRunner.Component = { _, _ in
            try await Task.sleep(for: .milliseconds(60))
            return StepReply()
        }
        let (results, runner) = try await run(
            ["extract": slow, "rules": gives("{}")], [step("extract"), step("rules", "other")],
            adjust: { $0.timeout = 40 })
        #expect(results.first?.error?.code == "timeout")
        #expect(runner.route == [["read"], ["extract"]])
        #expect(runner.calls.allSatisfy { $0.timeout <= 40 })
    }

    @Test("a cancelled task ends the document at the next step")
    func cancellation() async throws {
        let waits: FakeRunner.Component = { _, _ in
            while !Task.isCancelled { await Task.yield() }
            return StepReply()
        }
        let runner = FakeRunner(["read": FakeFile(pages: 1).read, "extract": waits, "rules": gives("{}")])
        let engine = try Installation.engine(runner)
        let plan = Plan(name: "p", steps: [Installation.read, step("extract"), step("rules", "other")])
        let input = try Installation.input()
        let task = Task { await engine.process(input, through: plan) }
        while runner.calls.count < 2 { await Task.yield() }
        task.cancel()
        let results = await task.value
        #expect(results.first?.error?.code == "cancelled")
        #expect(runner.route == [["read"], ["extract"]])
    }

    @Test("events tell of each step's beginning and end")
    func events() async throws {
        let events = FakeEvents()
        _ = try await run(["extract": gives("{}")], [step("extract")], events: events)
        #expect(
            events.events == [
                .stageStart(document: "a.txt", step: "read", index: 0, count: 2),
                .stageComplete(document: "a.txt", step: "read", status: .ok, milliseconds: 1),
                .stageStart(document: "a.txt", step: "extract", index: 1, count: 2),
                .stageComplete(document: "a.txt", step: "extract", status: .ok, milliseconds: 2),
            ])
    }
}
