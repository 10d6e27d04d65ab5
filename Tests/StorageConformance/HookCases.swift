import AssayKit
import Storage
import Testing

extension Bench {
    fileprivate func message(_ id: String, of source: String, owner: UserID, file: Int = 1) -> HookMessage {
        let payload = Self.digest(file)
        let task = HookTask(source: source, messageID: id, payload: payload.digest)
        return HookMessage(source: source, id: id, payload: payload, job: task.job(owner: owner))
    }
}

extension ConformanceCase {
    static let hooks = [
        ConformanceCase("row 31: a message has one job, and a repeat none, for as long as it is remembered") {
            bench in
            let asha = try await bench.newUser()
            let one = bench.message("m1", of: "chat", owner: asha)
            guard case .accepted(let id) = try await bench.store.receive(one) else {
                Issue.record("it is new")
                return
            }
            let job = try await bench.store.job(id, visibility: .everyone)
            #expect(job.kind == HookTask.kind && job.queue == HookTask.queue && job.owner == asha)
            bench.time.advance(.seconds(7 * 86_400 - 1))
            let early = bench.time.now() - .seconds(7 * 86_400)
            #expect(try await bench.store.forgetHookMessages(before: early, limit: 10) == 0)
            #expect(try await bench.store.receive(one) == .repeated)
            // Of another source it is another message.
            let other = bench.message("m1", of: "mail", owner: asha)
            #expect(try await bench.store.receive(other) != .repeated)
            #expect(try await bench.store.unreferenced([one.payload.digest]).isEmpty, "its body is kept")
            bench.time.advance(.seconds(2))
            let late = bench.time.now() - .seconds(7 * 86_400)
            #expect(try await bench.store.forgetHookMessages(before: late, limit: 10) == 1)
            #expect(try await bench.store.receive(one) != .repeated)
        },
        ConformanceCase("of many that come at once with one id a single one is taken") { bench in
            let asha = try await bench.newUser()
            let message = bench.message("m1", of: "chat", owner: asha)
            let receipts = try await withThrowingTaskGroup(of: HookReceipt.self) { group in
                for _ in 0..<32 { group.addTask { try await bench.store.receive(message) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(receipts.count { $0 != .repeated } == 1)
        },
        ConformanceCase(
            "what a message brings is stored with its job's end: documents, contact, figures, event"
        ) {
            bench in
            let asha = try await bench.newUser()
            for number in 1...3 {
                _ = try await bench.store.receive(bench.message("m\(number)", of: "chat", owner: asha))
                let job = try #require(
                    try await bench.store.claim(queue: HookTask.queue, worker: "w", limit: 1).first)
                var completion = JobCompletion()
                completion.submissions = [bench.submission(asha, file: number)]
                completion.finding = HookFinding(
                    source: "chat", messageID: "m\(number)",
                    contact: HookContactDraft(
                        id: number < 3 ? "a" : "b", name: number == 2 ? nil : "N\(number)"),
                    message: ["text": .integer(number)], problems: number == 3 ? ["one was damaged"] : [])
                let lease = try #require(job.lease).token
                _ = try await bench.store.complete(job.id, lease: lease, completion)
                bench.time.advance(.seconds(60))
            }
            let figures = try await bench.store.hookStatistics(source: "chat")
            #expect(figures.messages == 3 && figures.documents == 3 && figures.contacts == 2)
            #expect(figures.recentMessages == 3)
            let contacts = try await bench.store.hookContacts(source: "chat", limit: 10)
            #expect(contacts.map(\.draft.id) == ["b", "a"] && contacts.map(\.messages) == [1, 2])
            #expect(contacts.last?.draft.name == "N1", "a message without a name takes none away")
            #expect(try await bench.store.hookContacts(source: "chat", limit: 1).count == 1)
            #expect(try await bench.store.hookStatistics(source: "mail") == HookStatistics())
            let waiting = try await bench.store.claim(queue: "default", worker: "w", limit: 9)
            #expect(waiting.count == 3, "the documents wait to be read")
            let events = try await bench.store.events(after: 0, topic: .source("chat"), limit: 10)
            #expect(events.map(\.draft.type) == ["update", "update", "update"])
            #expect(events.last?.draft.body["problems"] == ["one was damaged"])
            #expect(events.last?.draft.body["stats"]?["total_messages"] == 3)
            #expect(events.last?.draft.owner == asha)
        },
    ]
}
