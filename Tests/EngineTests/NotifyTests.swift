import AssayKit
import Synchronization
import Testing

@testable import Engine

@Suite("Notifications")
struct NotifyTests {
    private func notify(
        _ verdicts: [Verdict], on: [ResultStatus] = ResultStatus.allCases
    ) async throws -> (reports: [NotifyReport], runner: FakeRunner) {
        let waiting = Mutex(verdicts)
        let runner = FakeRunner([
            "tell": { _, _ in StepReply(verdict: waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }) }
        ])
        var plan = Plan(name: "p", steps: [])
        var step = Installation.step("tell", "other")
        step.on = on
        plan.notify = [step]
        var policy = RetryPolicy()
        policy.delays = [1, 2]
        policy.longestPause = 20
        let result = InvoiceResult(file: "a.pdf", sha256: nil, status: .flagged, pipeline: "p")
        return (try await Installation.engine(runner).notify(result, of: plan, retrying: policy), runner)
    }

    @Test("one attempt that is taken")
    func delivered() async throws {
        let (reports, runner) = try await notify([.delivered(detail: "200")])
        #expect(reports == [NotifyReport(step: "tell", isDelivered: true, attempts: 1, detail: "200")])
        let event = try NotificationEvent(json: try JSONParser.parse(runner.calls[0].record))
        #expect(event.type == "invoice.flagged")
        #expect(event.id.hasPrefix("msg_"))
        #expect(event.timestamp.utf8.count == 20)
        #expect(event.data["file"] == "a.pdf")
    }

    @Test("three tries with one id, then it is given up")
    func retries() async throws {
        let again = Verdict.retry(afterMilliseconds: 1, detail: "503")
        let (reports, runner) = try await notify([again, again, again, .delivered(detail: "late")])
        #expect(reports.first?.isDelivered == false)
        #expect(reports.first?.attempts == 3)
        let events = try runner.calls.map { try NotificationEvent(json: try JSONParser.parse($0.record)) }
        #expect(Set(events.map(\.id)).count == 1)
        #expect(events.map(\.attempt) == [1, 2, 3])
    }

    @Test(
        "what is final is not tried again",
        arguments: [
            Verdict.permanent(detail: "400"), .gone(detail: "410"),
            .retry(afterMilliseconds: 60_000, detail: "429"),
        ])
    func final(verdict: Verdict) async throws {
        let (reports, _) = try await notify([verdict, .delivered(detail: "never")])
        #expect(reports.first?.attempts == 1)
        #expect(reports.first?.isDelivered == false)
    }

    @Test("only the outcomes that it asks for are told")
    func outcomes() async throws {
        let (reports, runner) = try await notify([.delivered(detail: "")], on: [.failed])
        #expect(reports.isEmpty)
        #expect(runner.calls.isEmpty)
    }
}
