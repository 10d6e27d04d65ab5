import AssayKit
import Storage
import Testing

extension Bench {
    fileprivate func subscribe(
        _ owner: UserID, _ events: [String] = [], everybodys: Bool = false
    ) async throws -> Subscription {
        try await store.createSubscription(
            SubscriptionDraft(
                owner: owner, url: "https://erp.example.com/hook", events: events, isEverybodys: everybodys),
            by: .user(owner))
    }

    /// What was put into the outbox for one, the oldest first.
    fileprivate func messages(to subscription: Subscription) async throws -> [Delivery] {
        try await store.deliveries(
            destination: DeliveryDestination.subscription(subscription.id).text, state: nil,
            PageRequest(page: 1, perPage: 100)
        ).items.reversed()
    }

    fileprivate func happen(_ type: String, of owner: UserID?, _ body: JSONObject = JSONObject()) async throws
    {
        _ = try await store.append([EventDraft(type, owner: owner, body: body)])
    }

    /// One try of everything that is due, with that outcome.
    @discardableResult
    fileprivate func tryAll(_ outcome: DeliveryOutcome) async throws -> Int {
        let due = try await store.claimDeliveries(limit: 100, perDestination: 100, holding: .seconds(60))
        for delivery in due { _ = try await store.settleDelivery(delivery.id, outcome) }
        return due.count
    }
}

extension ConformanceCase {
    static let subscriptions = [
        ConformanceCase("an event is told to those who asked for it and may know of it") { bench in
            let (asha, bela) = (try await bench.newUser("asha"), try await bench.newUser("bela"))
            let mira = try await bench.newUser("mira", role: .manager)
            let own = try await bench.subscribe(asha)
            let failures = try await bench.subscribe(asha, ["invoice.failed", "task.failed"])
            let others = try await bench.subscribe(bela)
            // Whoever is a user only hears of their own, whatever stands there.
            let pretended = try await bench.subscribe(bela, everybodys: true)
            let all = try await bench.subscribe(mira, everybodys: true)
            let accepted = try await bench.submit(asha, file: 1)
            let (job, lease) = try await bench.claim()
            _ = try await bench.store.complete(
                job.id, lease: lease,
                JobCompletion(invoices: [InvoiceOutcome(status: .processed, confidence: 0.9, pages: 1)]))
            let told = try await bench.messages(to: own)
            #expect(told.map(\.draft.type) == ["invoice.processed"])
            #expect(told.first?.draft.body["invoice_id"]?.stringValue == accepted.invoice.description)
            #expect(told.first?.draft.body["task_id"]?.stringValue == accepted.job.description)
            #expect(try await bench.messages(to: failures).isEmpty)
            #expect(try await bench.messages(to: others).isEmpty)
            #expect(try await bench.messages(to: pretended).isEmpty)
            let same = try await bench.messages(to: all)
            #expect(same.map(\.draft.messageID) == told.map(\.draft.messageID), "one message, two receivers")
            try await bench.happen("error", of: asha)
            #expect(try await bench.messages(to: failures).map(\.draft.type) == ["task.failed"])
            // Progress and the like are nothing to those outside.
            try await bench.happen("stage_start", of: asha)
            #expect(try await bench.messages(to: own).count == 2)
        },
        ConformanceCase("a demoted manager and a locked-out user are told nothing any more") { bench in
            let mira = try await bench.newUser("mira", role: .manager)
            let all = try await bench.subscribe(mira, everybodys: true)
            try await bench.happen("error", of: nil)
            _ = try await bench.store.updateUser(mira, UserChange(role: .user), by: .system)
            try await bench.happen("error", of: nil)
            #expect(try await bench.messages(to: all).count == 1)
            try await bench.happen("error", of: mira)
            _ = try await bench.store.updateUser(mira, UserChange(isDisabled: true), by: .system)
            try await bench.happen("error", of: mira)
            #expect(try await bench.messages(to: all).count == 2)
        },
        ConformanceCase("row 28: whoever answers 410 is disabled at once, its owner told, what waits dead") {
            bench in
            let asha = try await bench.newUser()
            let (gone, other) = (try await bench.subscribe(asha), try await bench.subscribe(asha))
            try await bench.happen("error", of: asha)
            try await bench.happen("error", of: asha)
            let first = try #require(try await bench.messages(to: gone).first)
            _ = try await bench.store.settleDelivery(first.id, .gone(answer: "the receiver answered 410"))
            let after = try await bench.store.subscription(gone.id, visibility: .everyone)
            #expect(after.state == .disabled && after.disabledReason?.contains("410") == true)
            #expect(try await bench.messages(to: gone).map(\.state) == [.dead, .dead])
            #expect(try await bench.messages(to: gone).map(\.attempts) == [1, 0])
            #expect(try await bench.messages(to: other).last?.draft.type == "webhook.disabled")
            let events = try await bench.store.events(after: 0, topic: .all(.owned(by: asha)), limit: 100)
            #expect(events.last?.draft.type == "webhook_disabled")
            #expect(events.last?.draft.body["webhook_id"]?.stringValue == gone.id.description)
            let audit = try await bench.store.auditEntries(
                action: "webhook.disabled", actor: nil, PageRequest())
            #expect(audit.items.map(\.draft.subject) == ["webhook:\(gone.id)"])
            try await bench.happen("error", of: asha)
            #expect(try await bench.messages(to: gone).count == 2)
            let again = try await bench.store.changeSubscription(
                gone.id, SubscriptionChange(state: .active), visibility: .owned(by: asha), by: .user(asha))
            #expect(again.state == .active && again.disabledReason == nil)
            try await bench.happen("error", of: asha)
            #expect(try await bench.messages(to: gone).count == 3)
        },
        ConformanceCase(
            "a receiver that takes nothing for five days is given up, one that fails now and then is not"
        ) {
            bench in
            let asha = try await bench.newUser()
            let subscription = try await bench.subscribe(asha)
            func state() async throws -> Subscription {
                try await bench.store.subscription(subscription.id, visibility: .everyone)
            }
            let down = DeliveryOutcome.retry(after: nil, answer: "no answer")
            // A message a week that fails once at first.
            for _ in 0..<3 {
                try await bench.happen("error", of: asha)
                try await bench.tryAll(down)
                bench.time.advance(.seconds(60))
                try await bench.tryAll(.delivered)
                bench.time.advance(.seconds(7 * 86_400))
            }
            let recovered = try await state()
            #expect(recovered.state == .active && recovered.failingSince == nil)
            let start = bench.time.now()
            while try await state().state == .active {
                try await bench.happen("error", of: asha)
                try await bench.tryAll(down)
                bench.time.advance(.seconds(6 * 3600))
                try #require(bench.time.now().since(start) < .seconds(6 * 86_400))
            }
            #expect(bench.time.now().since(start) >= .seconds(5 * 86_400))
            #expect(try await bench.tryAll(.delivered) == 0)
        },
        ConformanceCase("row 29: after a change both secrets sign for 24 hours, then only the new one") {
            bench in
            let asha = try await bench.newUser()
            let old = try await bench.subscribe(asha)
            #expect(old.secret.hasPrefix("whsec_") && old.secrets(at: bench.time.now()) == [old.secret])
            let new = try await bench.store.rotateSecret(
                of: old.id, visibility: .owned(by: asha), by: .user(asha))
            #expect(new.secret != old.secret)
            bench.time.advance(.seconds(86_399))
            #expect(new.secrets(at: bench.time.now()) == [new.secret, old.secret])
            bench.time.advance(.seconds(1))
            #expect(new.secrets(at: bench.time.now()) == [new.secret])
            let kept = try await bench.store.subscription(old.id, visibility: .everyone)
            #expect(kept == new)
        },
        ConformanceCase("a subscription is its owner's: others find none") { bench in
            let (asha, bela) = (try await bench.newUser("asha"), try await bench.newUser("bela"))
            let one = try await bench.subscribe(asha)
            await #expect(throws: StorageError.notFound("webhook")) {
                try await bench.store.subscription(one.id, visibility: .owned(by: bela))
            }
            await #expect(throws: StorageError.notFound("webhook")) {
                try await bench.store.rotateSecret(
                    of: one.id, visibility: .owned(by: bela), by: .user(bela))
            }
            await #expect(throws: StorageError.notFound("webhook")) {
                try await bench.store.deleteSubscription(
                    one.id, visibility: .owned(by: bela), by: .user(bela))
            }
            #expect(try await bench.store.subscriptions(.owned(by: bela), PageRequest()).total == 0)
            #expect(try await bench.store.subscriptions(.everyone, PageRequest()).items == [one])
            for _ in 1..<50 { _ = try await bench.subscribe(asha) }
            await #expect(throws: StorageError.self) { try await bench.subscribe(asha) }
            try await bench.happen("error", of: asha)
            try await bench.store.deleteSubscription(
                one.id, visibility: .owned(by: asha), by: .user(asha))
            #expect(try await bench.messages(to: one).isEmpty)
        },
        ConformanceCase("a batch is told done once, and a message is never over 20 kB") { bench in
            let asha = try await bench.newUser()
            let subscription = try await bench.subscribe(asha, ["batch.completed", "task.failed"])
            let batch = try await bench.newBatch(asha)
            let accepted = try await bench.submit(asha, file: 1, batch: batch.id)
            let (job, lease) = try await bench.claim()
            _ = try await bench.store.complete(
                job.id, lease: lease,
                JobCompletion(invoices: [InvoiceOutcome(status: .processed, confidence: 0.9, pages: 1)]))
            _ = try await bench.store.decide(
                .approve, on: accepted.invoice, comment: nil, visibility: .everyone, by: .user(asha))
            let told = try await bench.messages(to: subscription)
            #expect(told.map(\.draft.type) == ["batch.completed"])
            #expect(told.first?.draft.body["batch_id"]?.stringValue == batch.id.description)
            try await bench.happen(
                "error", of: asha,
                JSONObject([.init(key: "error", value: .string(String(repeating: "x", count: 30_000)))]))
            let long = try #require(try await bench.messages(to: subscription).last)
            #expect(JSONWriter.bytes(long.draft.body).count < 20_000)
            #expect(long.draft.body["shortened"] == true)
        },
    ]
}
