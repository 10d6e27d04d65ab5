import Accounts
import AssayKit
import Live
import Storage
import StorageSQLite
import Synchronization
import Testing

@Suite("Following a topic", .timeLimit(.minutes(2)))
struct FollowingTests {
    @Test("the snapshot comes first, then what happens, each with the fields of the contract")
    func order() async throws {
        let stage = try Stage()
        let ann = try await stage.principal()
        let (job, invoice, batch) = (
            stage.ids.next(Job.self), stage.ids.next(Invoice.self), stage.ids.next(Batch.self)
        )
        let reader = Keeper()
        let session = stage.hub.join(ann, reader: reader)
        try await session.subscribe(to: .task(job))
        let written = try await stage.store.append([
            EventDraft(
                "complete", owner: ann.user.id, job: job, invoice: invoice, batch: batch,
                body: JSONObject([.init(key: "result", value: ["total": "7"])]))
        ])
        #expect(await eventually { reader.messages.count == 2 })
        let (snapshot, event) = (try reader.json(0), try reader.json(1))
        #expect(snapshot["topic"] == .string("task:\(job)") && snapshot["type"] == "snapshot")
        #expect(snapshot["state"]?["asked"] == 1)
        #expect(try #require(snapshot["seq"]?.intValue) < Int(written[0].sequence))
        #expect(event["topic"] == .string("task:\(job)") && event["type"] == "complete")
        #expect(event["task_id"] == .string("\(job)") && event["invoice_id"] == .string("\(invoice)"))
        #expect(event["batch_id"] == .string("\(batch)") && event["result"]?["total"] == "7")
        #expect(event["seq"]?.intValue == Int(written[0].sequence))
        #expect(event["timestamp"]?.intValue == Int(written[0].at.milliseconds))
        session.leave()
        #expect(stage.hub.sessions == 0 && stage.hub.subscriptions == 0)
    }

    @Test("an event is rendered once for all who follow a topic: they share its bytes")
    func shared() async throws {
        let stage = try Stage()
        let ann = try await stage.principal()
        let job = stage.ids.next(Job.self)
        let readers = (0..<50).map { _ in Keeper() }
        var sessions: [LiveSession] = []
        for reader in readers {
            let session = stage.hub.join(ann, reader: reader)
            try await session.subscribe(to: .task(job))
            sessions.append(session)
        }
        try await stage.append(1, job: job, owner: ann.user.id)
        #expect(await eventually { readers.allSatisfy { $0.messages.count == 2 } })
        let places = Set(
            readers.map { reader in
                reader.messages[1].bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
            })
        #expect(places.count == 1)
        sessions.forEach { $0.leave() }
    }

    @Test("what happens while the snapshot is read comes after it, however much it is")
    func slowSnapshot() async throws {
        let stage = try Stage()
        let ann = try await stage.principal()
        for count in [3, 1000] {
            let job = stage.ids.next(Job.self)
            let reader = Keeper()
            let session = stage.hub.join(ann, reader: reader)
            stage.views.hold(true)
            let opening = Task { try await session.subscribe(to: .task(job)) }
            #expect(await eventually { stage.hub.subscriptions == 1 })
            let written = try await stage.append(count, job: job, owner: ann.user.id)
            // All of it has gone through the line once another reader has the last of it.
            stage.views.hold(false)
            try await opening.value
            let last = try await stage.append(1, job: job, owner: ann.user.id)
            #expect(await eventually { reader.numbers.last == last[0] })
            #expect(reader.types[0] == "snapshot")
            #expect(Array(reader.numbers.dropFirst()) == written + last, "\(count): none missing, none twice")
            session.leave()
        }
    }

    @Test("after a number all that is stored since comes again, as fast as the reader takes it")
    func replay() async throws {
        let stage = try Stage()
        let ann = try await stage.principal()
        let job = stage.ids.next(Job.self)
        let written = try await stage.append(650, job: job, owner: ann.user.id)
        let reader = Keeper()
        reader.setRoom(false)
        let session = stage.hub.join(ann, reader: reader)
        let opening = Task { try await session.subscribe(to: .task(job), after: written[9]) }
        #expect(await eventually { reader.messages.count > 1 })
        try await Task.sleep(for: .milliseconds(50))
        #expect(reader.messages.count <= 1 + 200, "a portion, then it waits for room")
        let more = try await stage.append(5, job: job, owner: ann.user.id)
        reader.setRoom(true)
        try await opening.value
        let last = try await stage.append(1, job: job, owner: ann.user.id)
        #expect(await eventually { reader.numbers.last == last[0] })
        #expect(reader.numbers[0] == written[9], "whoever is cut off in the replay asks for the rest")
        #expect(Array(reader.numbers.dropFirst()) == Array(written[10...]) + more + last)
        // A number that no one can have seen yet counts as the present.
        let late = Keeper()
        let other = stage.hub.join(ann, reader: late)
        try await other.subscribe(to: .task(job), after: .max)
        let next = try await stage.append(1, job: job, owner: ann.user.id)
        #expect(await eventually { late.numbers.last == next[0] })
        #expect(late.types == ["snapshot", "stage_start"])
        session.leave()
        other.leave()
    }

    @Test(
        "numbers grow, also where events in memory come between those on disk, and nothing is missed behind one"
    )
    func growing() async throws {
        let stage = try Stage()
        let ann = try await stage.principal()
        let job = stage.ids.next(Job.self)
        let reader = Keeper()
        let session = stage.hub.join(ann, reader: reader)
        try await session.subscribe(to: .task(job))
        let isOver = Mutex(false)
        async let telling: Int = {
            var told = 0
            while !isOver.withLock({ $0 }) {
                stage.hub.tell(
                    EventDraft("progress", owner: ann.user.id, job: job), replacing: told % 3 == 0 ? "p" : nil
                )
                told += 1
                try? await Task.sleep(for: .microseconds(300))
            }
            return told
        }()
        let written = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for _ in 0..<40 {
                group.addTask { try await stage.append(5, job: job, owner: ann.user.id) }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
        isOver.withLock { $0 = true }
        #expect(await telling > 0)
        let last = try await stage.append(1, job: job, owner: ann.user.id)
        // What was told in memory last may come after it.
        #expect(await eventually { reader.numbers.contains(last[0]) })
        #expect(reader.numbers == reader.numbers.sorted())
        let stored = reader.messages.filter { $0.type == "stage_start" }.map(\.sequence)
        #expect(stored == written + last)
        #expect(reader.types.contains("progress"))
        session.leave()
    }

    @Test("who comes back at once for what follows an event does not get it again")
    func backAtOnce() async throws {
        let stage = try Stage()
        let ann = try await stage.principal()
        let job = stage.ids.next(Job.self)
        let isOver = Mutex(false)
        // Transactions one after the other, so that numbers are on their way whenever somebody comes.
        async let writing: [Int64] = {
            var written: [Int64] = []
            while !isOver.withLock({ $0 }) {
                written += try await stage.append(2, job: job, owner: ann.user.id)
            }
            return written
        }()
        var (seen, after) = ([Int64](), Int64(0))
        for _ in 0..<300 {
            let reader = Keeper()
            let session = stage.hub.join(ann, reader: reader)
            try await session.subscribe(to: .task(job), after: after)
            _ = await eventually { reader.messages.count > 1 }
            session.leave()
            let numbers = reader.messages.filter { $0.type != "snapshot" }.map(\.sequence)
            #expect(reader.numbers.first == after)
            seen += numbers
            after = numbers.last ?? after
        }
        isOver.withLock { $0 = true }
        let written = try await writing
        #expect(seen == Array(written.prefix(seen.count)))
    }

    @Test("a reader sees its own things only, a manager everybody's; what may not be followed is refused")
    func visibility() async throws {
        let stage = try Stage()
        let (ann, bob) = (try await stage.principal("ann"), try await stage.principal("bob"))
        let mia = try await stage.principal("mia", .manager)
        let batch = stage.ids.next(Batch.self)
        let readers = (ann: Keeper(), mia: Keeper())
        let sessions = [stage.hub.join(ann, reader: readers.ann), stage.hub.join(mia, reader: readers.mia)]
        for session in sessions {
            try await session.subscribe(to: .batch(batch))
            try await session.subscribe(to: .updates)
        }
        _ = try await stage.store.append([
            EventDraft("flag", owner: bob.user.id, batch: batch), EventDraft("note", owner: nil),
            EventDraft("flag", owner: ann.user.id, batch: batch),
        ])
        #expect(await eventually { readers.ann.messages.count == 4 && readers.mia.messages.count == 7 })
        #expect(
            readers.ann.messages.filter { $0.type != "snapshot" }.map(\.topic) == [.batch(batch), .updates])
        await #expect(throws: LiveRefusal(.notFound, "There is no such source.")) {
            try await sessions[0].subscribe(to: .source("hidden"))
        }
        #expect(Set(sessions[0].topics) == [.batch(batch), .updates])
        #expect(sessions[0].unsubscribe(from: .updates) && !sessions[0].unsubscribe(from: .updates))
        // Followed again it begins anew.
        try await sessions[0].subscribe(to: .batch(batch))
        _ = try await stage.store.append([EventDraft("flag", owner: ann.user.id, batch: batch)])
        #expect(await eventually { readers.mia.messages.count == 9 })
        #expect(await eventually { readers.ann.messages.count == 6 })
        #expect(readers.ann.types.suffix(2) == ["snapshot", "flag"])
        sessions.forEach { $0.leave() }
        await #expect(throws: LiveRefusal.self) { try await sessions[0].subscribe(to: .updates) }
    }

    @Test("a connection follows a bounded number of topics")
    func bounded() async throws {
        let stage = try Stage()
        let session = stage.hub.join(try await stage.principal(), reader: Keeper())
        for _ in 0..<LiveSession.mostTopics {
            try await session.subscribe(to: .task(stage.ids.next()))
        }
        await #expect {
            try await session.subscribe(to: .task(stage.ids.next()))
        } throws: { ($0 as? LiveRefusal)?.kind == .tooMany }
        session.leave()
        #expect(stage.hub.subscriptions == 0)
    }

    @Test("the figures come when they have changed, at most once a second")
    func figures() async throws {
        let stage = try Stage()
        let ann = try await stage.principal()
        let reader = Keeper()
        let session = stage.hub.join(ann, reader: reader)
        try await session.subscribe(to: .dashboard)
        let begun = ContinuousClock.now
        for number in 1...30 {
            stage.views.figures.withLock { $0 = number }
            try await stage.append(1, job: stage.ids.next(), owner: ann.user.id)
            try await Task.sleep(for: .milliseconds(30))
        }
        #expect(
            try await eventually {
                try reader.messages.last.map { try JSONParser.parse($0.bytes) }?["metrics"]?["invoices"] == 30
            })
        let seconds = (ContinuousClock.now - begun).components.seconds
        #expect(reader.types.first == "snapshot" && reader.types.dropFirst().allSatisfy { $0 == "metrics" })
        #expect(reader.messages.count <= 2 + Int(seconds) + 1)
        #expect(reader.messages.allSatisfy { $0.type == "snapshot" || $0.replaceKey != nil })
        // A change that leaves the figures as they are says nothing.
        let count = reader.messages.count
        try await stage.append(1, job: stage.ids.next(), owner: ann.user.id)
        try await Task.sleep(for: .milliseconds(1600))
        #expect(reader.messages.count == count)
        session.leave()
    }
}
