internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func enqueue(_ drafts: [JobDraft]) async throws(StorageError) -> [Enqueued] {
        try await write { session in
            try drafts.map { try session.enqueue($0, id: session.newID()) }
        }
    }

    package func claim(
        queue: String, worker: String, limit: Int
    ) async throws(StorageError) -> [Job] {
        // Most looks find nothing: those cost no commit.
        guard try await read({ try $0.hasReady(queue) }) else { return [] }
        return try await write { session in
            var claimed: [Job] = []
            while claimed.count < limit, let job = try session.claimNext(queue, worker: worker) {
                claimed.append(job)
            }
            return claimed
        }
    }

    package func beat(_ job: JobID, lease: LeaseToken) async throws(StorageError) -> Job {
        try await write { try $0.change(job, .beat(lease)) }
    }

    package func fail(
        _ job: JobID, lease: LeaseToken, _ failure: JobFailure, notices: [OutboxDraft]
    ) async throws(StorageError) -> Job {
        try await write { session in
            let job = try session.change(job, .fail(lease, failure))
            if case .dead = job.state {
                try session.post(notices.map { $0.naming(job.invoice.map { [$0] } ?? []) })
            }
            return job
        }
    }

    package func release(_ job: JobID, lease: LeaseToken) async throws(StorageError) -> Job {
        try await write { try $0.change(job, .release(lease)) }
    }

    package func confirmStop(_ job: JobID, lease: LeaseToken) async throws(StorageError) -> Job {
        try await write { try $0.change(job, .stop(lease)) }
    }

    package func rescueExpired(limit: Int) async throws(StorageError) -> [Job] {
        let steady = surroundings.time.steady()
        let expired = try await read { session in
            try session.connection.rows(
                """
                SELECT id FROM job INDEXED BY job_lease WHERE state = 'running' AND lease_until < ?1
                ORDER BY lease_until LIMIT ?2
                """, steady, limit
            ) { try $0.id(Job.self) }
        }
        if expired.isEmpty { return [] }
        return try await write { session in
            // Each is looked at again: it may have been finished or prolonged since.
            try expired.compactMap { id in
                do {
                    return try session.change(id, .expire)
                } catch StorageError.leaseLost, StorageError.notFound {
                    return nil
                }
            }
        }
    }

    package func cancel(_ job: JobID, visibility: Visibility) async throws(StorageError) -> Job {
        try await write { session in
            _ = try session.job(job, visibility)
            return try session.change(job, .cancel)
        }
    }

    package func retry(_ job: JobID) async throws(StorageError) -> Job {
        try await write { session in
            let dead = try session.job(job)
            if let key = dead.uniqueKey, let other = try session.unfinished(dead.kind, key), other != job {
                throw StorageError.wrongState("the task \(other) does the same work already; wait for it")
            }
            return try session.change(job, .retry)
        }
    }

    package func job(_ id: JobID, visibility: Visibility) async throws(StorageError) -> Job {
        try await read { try $0.job(id, visibility) }
    }

    package func jobs(_ filter: JobFilter, _ page: PageRequest) async throws(StorageError) -> Page<Job> {
        var conditions = Conditions()
        conditions.add(filter.visibility)
        if let state = filter.state { conditions.add("state = ?", state.rawValue) }
        if let kind = filter.kind { conditions.add("kind = ?", kind) }
        return try await read { [conditions] session in
            try session.page(
                Session.jobColumns, from: "job", conditions, order: "id DESC", page, read: Session.job)
        }
    }

    package func jobStatistics() async throws(StorageError) -> JobStatistics {
        let dayAgo = surroundings.time.now() - .seconds(86_400)
        let steady = surroundings.time.steady()
        return try await read { session in
            let counts = try session.connection.rows("SELECT state, count(*) FROM job GROUP BY state") {
                (try $0.word(JobState.Name.self), try $0.int())
            }
            // Ids begin with the millisecond in which they were made.
            let recent = try session.connection.first(
                "SELECT count(*) FROM job WHERE id >= ?1",
                JobID(high: UInt64(clamping: dayAgo.milliseconds) << 16, low: 0)
            ) { try $0.int() }
            let oldest = try session.connection.first(
                "SELECT min(ready_at) FROM job WHERE state = 'ready' AND ready_at <= ?1", steady
            ) { try $0.optionalTime() }
            return JobStatistics(
                byState: Dictionary(counts, uniquingKeysWith: +), recent: recent ?? 0,
                oldestWait: oldest.flatMap(\.self).map { steady.since($0) })
        }
    }

    package func forgetJobs(finishedBefore: Timestamp, limit: Int) async throws(StorageError) -> Int {
        try await write { session in
            try session.connection.run(
                """
                DELETE FROM job WHERE rowid IN (SELECT rowid FROM job
                    WHERE finished_at < ?1 AND state IN ('done', 'dead', 'cancelled') LIMIT ?2)
                """, finishedBefore, limit)
        }
    }
}
