import AssayKit
import Deliveries
import Storage
import StorageConformance
import StorageSQLite
import Testing

@Suite("The outbox's runner")
struct OutboxTests {
    @Test(
        "row 27: a receiver that is down for days is tried ten times on the schedule, then the message is dead"
    )
    func schedule() async throws {
        let bench = try OutboxBench()
        bench.receiver.answer { _ in .retry(after: nil, answer: "no answer") }
        let id = try await bench.post("erp")[0]
        let runner = bench.runner()
        var waits: [Duration] = []
        var began = bench.time.steady()
        let start = began
        // A look every five minutes and a little, as long as the whole schedule and a day more.
        while bench.time.steady().since(start) < .seconds(5 * 86_400) {
            if try await runner.deliverDue() > 0 {
                waits.append(bench.time.steady().since(began))
                began = bench.time.steady()
            }
            bench.time.advance(waits.count < 2 ? .seconds(1) : .seconds(60))
        }
        #expect(waits.count == 10)
        #expect(Set(bench.receiver.attempts.map(\.messageID)).count == 1, "webhook-id stays")
        #expect(bench.receiver.attempts.map(\.number) == Array(1...10))
        for (wait, planned) in zip(waits.dropFirst(), DeliverySchedule.waits.dropFirst()) {
            // A tenth of jitter, and a minute of looking.
            #expect(wait >= planned * 0.89 && wait <= planned * 1.11 + .seconds(61), "\(wait) for \(planned)")
        }
        let delivery = try #require(try await bench.delivery(id))
        #expect(delivery.state == .dead && delivery.attempts == 10 && delivery.lastAnswer == "no answer")
    }

    @Test("row 28: a receiver that asks for a pause gets nothing at all until it is over, others do")
    func throttle() async throws {
        let bench = try OutboxBench()
        bench.receiver.answer { delivery in
            delivery.attempts == 0 && delivery.draft.destination == "erp"
                ? .retry(after: .seconds(600), answer: "429") : .delivered
        }
        let runner = bench.runner { $0.parallel = 1 }
        _ = try await bench.post("erp", "erp", "crm")
        #expect(try await runner.deliverDue() == 2, "one to each")
        bench.time.advance(.seconds(599))
        #expect(try await runner.deliverDue() == 0)
        bench.receiver.answer { _ in .delivered }
        bench.time.advance(.seconds(62))
        #expect(try await runner.deliverDue() == 2, "what was refused and what waited behind it")
        #expect(try await bench.store.deliveryStatistics().byState == [.delivered: 3])
    }

    @Test("what a receiver will never take is tried once")
    func refused() async throws {
        let bench = try OutboxBench()
        bench.receiver.answer { _ in .refused(answer: "422") }
        let id = try await bench.post("erp")[0]
        let runner = bench.runner()
        #expect(try await runner.deliverDue() == 1)
        bench.time.advance(.seconds(900_000))
        #expect(try await runner.deliverDue() == 0)
        #expect(try await bench.delivery(id)?.state == .dead)
        #expect(try await bench.store.redeliver(id, to: "erp").attempts == 0)
        bench.receiver.answer { _ in .delivered }
        #expect(try await runner.deliverDue() == 1)
        #expect(try await bench.delivery(id)?.state == .delivered)
    }

    @Test("a slow destination has its share and holds up nobody", .timeLimit(.minutes(1)))
    func fairness() async throws {
        let bench = try OutboxBench()
        bench.receiver.answer { delivery in
            guard delivery.draft.destination == "slow" else { return .delivered }
            // Ends when the runner gives up on it.
            while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
            return .retry(after: nil, answer: "cut off")
        }
        _ = try await bench.store.post(
            (0..<20).map { _ in OutboxDraft(destination: "slow", type: "t", body: "x") })
        let runner = bench.runner {
            $0.parallel = 4
            $0.perDestination = 2
            $0.pause = .milliseconds(5)
        }
        let work = Task { await runner.run() }
        _ = try await bench.store.post(
            (0..<20).map { _ in OutboxDraft(destination: "quick", type: "t", body: "x") })
        for _ in 0..<3000 where try await bench.store.deliveryStatistics().byState[.delivered] != 20 {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try await bench.store.deliveryStatistics().byState[.delivered] == 20)
        #expect(bench.receiver.most("slow") == 2)
        await runner.drain(patience: .zero)
        await work.value
    }

    @Test("an attempt that the process's end cut short is made again at once by the next, with the same id")
    func restart() async throws {
        let bench = try OutboxBench()
        let id = try await bench.post("erp")[0]
        // Claimed, and never settled: that is what kill -9 leaves.
        let held = try await bench.store.claimDeliveries(
            limit: 1, perDestination: 1, holding: .seconds(180))
        #expect(held.map(\.id) == [id])
        let first = try #require(held.first)
        bench.store.close()
        let reopened = try SQLiteStore(bench.folder, time: bench.time)
        defer { reopened.close() }
        let runner = OutboxRunner(store: reopened, deliverer: bench.receiver, time: bench.time)
        #expect(try await runner.deliverDue() == 1)
        #expect(bench.receiver.attempts.map(\.messageID) == [first.draft.messageID])
    }

    @Test("the log is forgotten, what is still to be delivered is not")
    func forgets() async throws {
        let bench = try OutboxBench()
        bench.receiver.answer {
            $0.draft.destination == "erp" ? .delivered : .retry(after: nil, answer: "503")
        }
        _ = try await bench.post("erp", "crm")
        try await bench.runner().deliverDue()
        bench.time.advance(.seconds(31 * 86_400))
        let before = bench.time.now() - .seconds(30 * 86_400)
        #expect(try await bench.store.forgetDeliveries(triedBefore: before, limit: 10) == 1)
        #expect(try await bench.store.deliveryStatistics().byState == [.pending: 1])
    }

    @Test(
        "a destination goes into a text and back",
        arguments: ["notify:gst-invoice/webhook", "notify:p/a/b"])
    func destination(_ text: String) {
        #expect(DeliveryDestination(text)?.text == text)
    }

    @Test("what is no destination is none", arguments: ["", "notify:", "notify:p", "mail:p/x", "webhook"])
    func noDestination(_ text: String) { #expect(DeliveryDestination(text) == nil) }
}
