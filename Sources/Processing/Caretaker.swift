package import Storage

/// Keeps the store in order: takes back jobs whose worker is gone, forgets what is old, removes blobs that nobody needs.
package struct Caretaker: Sendable {
    package typealias Store = DataStore

    /// How long is kept what nobody needs for good.
    package struct Retention: Sendable, Hashable {
        /// Finished jobs.
        package var jobs: Duration = .seconds(30 * 86_400)
        /// Events.
        package var events: Duration = .seconds(7 * 86_400)
        /// Answers to uploads with a key.
        package var requests: Duration = .seconds(86_400)
        /// The log of deliveries.
        package var deliveries: Duration = .seconds(30 * 86_400)

        package init() {}
    }

    private let store: any Store
    private let blobs: any BlobStore
    private let time: any TimeSource
    private let retention: Retention
    /// A blob that no row names is that old before it goes.
    private static let orphanAge: Duration = .seconds(86_400)
    /// How long repeats of an incoming message are known.
    private static let hookAge: Duration = .seconds(7 * 86_400)
    private static let portion = 500
    /// Portions of events that go at a time.
    private static let mostPortions = 1000

    package init(
        store: any Store, blobs: any BlobStore, retention: Retention = Retention(),
        time: any TimeSource = SystemTime()
    ) {
        self.store = store
        self.retention = retention
        self.blobs = blobs
        self.time = time
    }

    /// Looks for lost jobs every few seconds, until the task is cancelled.
    ///
    /// - Parameters:
    ///   - rescued: Told when there is work again.
    ///   - notices: What is to be told of jobs that are given up.
    package func rescue(
        rescued: @Sendable () -> Void, notices: @Sendable ([Job]) async -> [OutboxDraft] = { _ in [] }
    ) async {
        while !Task.isCancelled {
            // What fails now is tried at the next look.
            if let jobs = try? await store.rescueExpired(limit: 100), !jobs.isEmpty {
                rescued()
                let drafts = await notices(jobs)
                // A document that was given up is seen in the list of jobs, told or not.
                if !drafts.isEmpty { _ = try? await store.post(drafts) }
            }
            await Runner.rest(LeaseRule.rescue)
        }
    }

    /// Tidies up every hour, until the task is cancelled.
    package func tidy() async {
        while !Task.isCancelled {
            await tidyOnce()
            await Runner.rest(.seconds(3600))
        }
    }

    /// Tidies up now; what fails is left for the next time.
    package func tidyOnce() async {
        let now = time.now()
        // What fails here is left for the next time, as the comment above says.
        _ = try? await store.forgetJobs(finishedBefore: now - retention.jobs, limit: Self.portion)
        // A day of work writes many events; they go in portions, so that nobody else waits long.
        for _ in 0..<Self.mostPortions {
            // As above.
            let gone = try? await store.forgetEvents(before: now - retention.events, limit: Self.portion)
            guard gone == Self.portion, !Task.isCancelled else { break }
        }
        // As above.
        _ = try? await store.forgetDeliveries(triedBefore: now - retention.deliveries, limit: Self.portion)
        // As above.
        _ = try? await store.forgetHookMessages(before: now - Self.hookAge, limit: Self.portion)
        // Findings weigh less with each day; in portions, as above.
        for _ in 0..<Self.mostPortions {
            // As above.
            let done = try? await store.assessVendors(
                scoredBefore: now - .seconds(86_400), limit: Self.portion)
            guard done == Self.portion, !Task.isCancelled else { break }
        }
        // What was stored before there was a history; later on nothing but what is new since the last time.
        for _ in 0..<Self.mostPortions {
            // As above.
            let done = try? await store.recallInvoices(limit: Self.portion)
            guard done == Self.portion, !Task.isCancelled else { break }
        }
        // As above.
        _ = try? await store.forgetRequests(before: now - retention.requests)
        // As above.
        _ = try? await blobs.sweepOrphans(olderThan: Self.orphanAge, now: now) {
            (digests) async throws(StorageError) in try await store.unreferenced(digests)
        }
    }
}
