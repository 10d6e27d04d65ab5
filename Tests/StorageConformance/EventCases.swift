import AssayKit
import Storage
import Synchronization
import Testing

extension ConformanceCase {
    static let events = [
        ConformanceCase("events come in order, are told after the commit, and can be read again") { bench in
            let store = bench.store
            let owner = try await bench.newUser()
            let told = Mutex<[Int64]>([])
            store.observe { events in told.withLock { $0 += events.map(\.sequence) } }
            let written = try await withThrowingTaskGroup(of: [Event].self) { group in
                for number in 0..<50 {
                    group.addTask {
                        try await store.append([
                            EventDraft(
                                "note", owner: owner,
                                body: JSONObject([.init(key: "n", value: .integer(number))]))
                        ])
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            let inOrder = written.map(\.sequence).sorted()
            #expect(Set(inOrder).count == 50)
            #expect(told.withLock { $0 } == inOrder)
            let read = try await store.events(after: 0, topic: .all(.owned(by: owner)), limit: 1000)
            #expect(read.map(\.sequence) == inOrder)
            let rest = try await store.events(after: inOrder[29], topic: .all(.everyone), limit: 5)
            #expect(rest.map(\.sequence) == Array(inOrder[30..<35]))
            #expect(try await store.latestSequence() == inOrder.last)
            let stranger = try await bench.newUser("stranger")
            #expect(
                try await store.events(after: 0, topic: .all(.owned(by: stranger)), limit: 9).isEmpty)
            bench.time.advance(.seconds(1))
            #expect(try await store.forgetEvents(before: bench.time.now(), limit: 20) == 20)
            #expect(
                try await store.events(after: 0, topic: .all(.everyone), limit: 99).count == 30)
        },
        ConformanceCase("progress is numbered after what is on disk and before what is not") { bench in
            let store = bench.store
            let seen = Mutex<(durable: Int64, failures: Int)>((0, 0))
            store.observe { events in
                seen.withLock { $0.durable = max($0.durable, events.map(\.sequence).max() ?? 0) }
            }
            let stop = Mutex(false)
            async let watching: [Int64] = {
                var numbers: [Int64] = []
                while !stop.withLock({ $0 }) {
                    numbers.append(store.progressSequence())
                    await Task.yield()
                }
                return numbers
            }()
            var between: [(low: Int64, durable: Int64)] = []
            for _ in 0..<30 {
                let low = store.progressSequence()
                let durable = try await store.append([EventDraft("note", owner: nil)])[0].sequence
                between.append((low, durable))
            }
            stop.withLock { $0 = true }
            let numbers = await watching
            #expect(between.allSatisfy { $0.low < $0.durable })
            #expect(store.progressSequence() > between[29].durable)
            let durable = Set(between.map(\.durable))
            #expect(!numbers.isEmpty && numbers.allSatisfy { !durable.contains($0) })
        },
    ]

    static let outbox = [
        ConformanceCase("row 27: a delivery is tried ten times over four days, then it is dead") { bench in
            let id = try await bench.store.post([
                OutboxDraft(destination: "erp", messageID: "m", type: "t", body: "x")
            ])[0]
            for attempt in 1...10 {
                let due = try await bench.store.claimDeliveries(
                    limit: 9, perDestination: 9, holding: .seconds(60))
                #expect(due.map(\.id) == [id], "attempt \(attempt)")
                #expect(
                    try await bench.store.claimDeliveries(limit: 9, perDestination: 9, holding: .seconds(60))
                        .isEmpty, "someone has it")
                let after = try await bench.store.settleDelivery(id, .retry(after: nil, answer: "503"))
                #expect(after.attempts == attempt && after.lastAnswer == "503")
                #expect(after.state == (attempt < 10 ? .pending : .dead))
                if attempt < 10 { bench.time.advance(after.dueAt.since(bench.time.steady())) }
            }
            #expect(try await bench.store.redeliver(id, to: "erp").state == .pending)
            #expect(try await bench.store.settleDelivery(id, .delivered).state == .delivered)
        },
        ConformanceCase("a holder that dies loses its delivery, and one destination cannot hold up others") {
            bench in
            let many = (0..<20).map {
                OutboxDraft(destination: "slow", messageID: "s\($0)", type: "t", body: "x")
            }
            _ = try await bench.store.post(
                many + [OutboxDraft(destination: "quick", messageID: "q", type: "t", body: "x")])
            let first = try await bench.store.claimDeliveries(
                limit: 10, perDestination: 3, holding: .seconds(60))
            #expect(first.filter { $0.draft.destination == "slow" }.count == 3)
            #expect(first.contains { $0.draft.destination == "quick" })
            bench.time.advance(.seconds(61))
            let again = try await bench.store.claimDeliveries(
                limit: 30, perDestination: 30, holding: .seconds(60))
            #expect(again.count == 21)
            #expect(
                try await bench.store.settleDelivery(again[0].id, .refused(answer: "410")).state == .dead)
            let soon = try await bench.store.settleDelivery(
                again[1].id, .retry(after: .seconds(900), answer: "429"))
            #expect(soon.dueAt >= bench.time.steady() + .seconds(900), "the receiver said when")
        },
    ]
}
