import Accounts
import AssayKit
import HTTPServing
import Live
import Service
import SocketClient
import Storage
import StorageSQLite
import Synchronization
import Testing

@Suite("Live: readers that stall, readers that come and go", .timeLimit(.minutes(4)))
struct LiveLoadTests {
    @Test(
        "row 55: 200 clients that stop reading are dropped with 1013 and slow nobody; what waits is bounded")
    func stalled() async throws {
        try await TestService.with(server: { settings in
            settings.webSocket.outboundBytes = 64 << 10
            settings.webSocket.closeTimeout = .milliseconds(500)
        }) { service in
            let user = try await service.house.accounts.principal(bearer: try #require(service.tokens["ann"]))
                .user.id
            let stalled = try await withThrowingTaskGroup(of: SocketClient.self) { group in
                for _ in 0..<200 {
                    group.addTask {
                        let socket = try await service.socket("/ws", as: "ann", receiveBuffer: 4096)
                        socket.send("{\"type\":\"subscribe\",\"topic\":\"updates\"}")
                        return socket
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(stalled.filter(\.isOpen).count == 200)
            for _ in 0..<3000 where service.house.live.subscriptions < 200 {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(service.house.live.subscriptions == 200)
            let reading = try await service.socket("/ws", as: "ann")
            try await blocking {
                reading.send("{\"type\":\"subscribe\",\"topic\":\"updates\"}")
                _ = try reading.next("snapshot")
            }
            let text = String(repeating: "x", count: 8000)
            let count = 120
            let read = Mutex<[Int]>([])
            async let reader: Void = blocking {
                for _ in 0..<count {
                    let note = try reading.next("note")
                    read.withLock { $0.append(note["seq"]?.intValue ?? 0) }
                }
            }
            var (written, slowest) = ([Int](), Duration.zero)
            for number in 1...count {
                let begun = ContinuousClock.now
                let events = try await service.store.append([
                    EventDraft(
                        "note", owner: user,
                        body: JSONObject([.init(key: "text", value: .string(text))]))
                ])
                written += events.map { Int($0.sequence) }
                // The reader keeps up, so it is never too slow itself.
                for _ in 0..<10_000 where read.withLock({ $0.count }) < number {
                    try await Task.sleep(for: .milliseconds(1))
                }
                slowest = max(slowest, ContinuousClock.now - begun)
            }
            try await reader
            #expect(read.withLock { $0 } == written, "the one that reads has everything, in order")
            #expect(slowest < .seconds(10), "no stall of another's is waited for")
            // A session ends a moment after its socket.
            for _ in 0..<3000 where service.server.webSockets > 1 || service.house.live.sessions > 1 {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(service.server.webSockets == 1 && service.house.live.sessions == 1)
            let first = stalled[0]
            let end = try await blocking { try first.untilEnd() }
            #expect(end.code == 1013 || end.code == nil, "the reason, where it still got through")
            #expect(end.texts.reduce(0) { $0 + JSONWriter.bytes($1).count } <= 1 << 20)
        }
    }

    @Test("progress that a slow reader has not got yet is left out, what is stored is not, and numbers grow")
    func coalescing() async throws {
        try await TestService.with { service in
            let one = try await service.submit("a.pdf")
            let invoice = try #require(InvoiceID(one.invoice))
            let job = try #require(JobID(one.task))
            let user = try await service.house.accounts.principal(bearer: try #require(service.tokens["ann"]))
                .user.id
            let slow = try await service.socket("/ws/invoices/\(one.invoice)", as: "ann", receiveBuffer: 4096)
            try await blocking { _ = try slow.next("snapshot") }
            let message = String(repeating: "m", count: 2000)
            var written: [Int] = []
            for round in 0..<40 {
                for step in 0..<50 {
                    service.house.progress.note(
                        job, invoice: invoice, owner: user, stage: "ocr", percent: Double(step),
                        message: message)
                }
                let events = try await service.store.append([
                    EventDraft(
                        "flag", owner: user, job: job, invoice: invoice,
                        body: JSONObject([.init(key: "round", value: .integer(round))]))
                ])
                written += events.map { Int($0.sequence) }
            }
            let (last, count) = (try #require(written.last), written.count)
            let seen = try await blocking {
                var seen: [JSONValue] = []
                while seen.last?["seq"]?.intValue != last { seen.append(try slow.next().json) }
                return seen
            }
            let numbers = seen.compactMap { $0["seq"]?.intValue }
            #expect(numbers == numbers.sorted())
            #expect(seen.filter { $0["type"] == "flag" }.compactMap { $0["seq"]?.intValue } == written)
            #expect(
                seen.filter { $0["type"] == "progress" }.count < 40 * 50, "\(seen.count) of \(count * 51)")
        }
    }

    @Test("row 56: over 100 cuts at random with ?after=, no stored event is missed and none comes twice")
    func cuts() async throws {
        try await TestService.with { service in
            let batch = try await service.batch("Cut")
            let (total, topic) = (25, try #require(BatchID(batch)))
            let isOver = Mutex(false)
            // A batch is worked on while the client comes and goes.
            let working = Task {
                for number in 0..<total {
                    _ = try await service.submit("\(number).pdf", batch: batch)
                    if number % 2 == 1 {
                        try await service.work()
                        try await service.work()
                    }
                    try await Task.sleep(for: .milliseconds(20))
                }
                try await service.work()
                isOver.withLock { $0 = true }
            }
            var (seen, last, cuts) = ([Int](), Optional<Int>.none, 0)
            var random = SystemRandomNumberGenerator()
            while true {
                let isLast = isOver.withLock { $0 } && cuts >= 100
                let path = "/ws/batches/\(batch)" + (last.map { "?after=\($0)" } ?? "?after=0")
                let socket = try await service.socket(path, as: "ann")
                try #require(socket.isOpen)
                let take = isLast ? Int.max : Int.random(in: 1...9, using: &random)
                let end = isLast ? try await service.store.latestSequence() : 0
                let events = try await blocking {
                    var events: [JSONValue] = []
                    while events.count < take {
                        if isLast, (events.last?["seq"]?.intValue ?? 0) >= end { break }
                        if !isLast { socket.setTimeout(milliseconds: 30) }
                        guard case .text(let text)? = try? socket.next() else { break }
                        events.append(try JSONParser.parse(text))
                    }
                    socket.cut()
                    return events
                }
                for event in events {
                    last = try #require(event["seq"]?.intValue)
                    let isStored = !["snapshot", "progress"].contains(event["type"]?.stringValue)
                    if isStored { seen.append(last ?? 0) }
                }
                cuts += 1
                if isLast { break }
            }
            try await working.value
            let stored = try await service.store.events(after: 0, topic: .batch(topic), limit: 10_000)
            #expect(cuts > 100)
            let written = stored.map { Int($0.sequence) }
            #expect(Set(written).subtracting(seen).isEmpty, "audited by number: none missed")
            #expect(seen.count == Set(seen).count && seen == seen.sorted(), "none twice, each in its place")
            #expect(stored.filter { $0.draft.type == "complete" }.count == total)
        }
    }
}
