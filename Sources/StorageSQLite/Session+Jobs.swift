internal import AssayKit
internal import SQLite
internal import Storage

extension Session {
    /// Puts a job into line, unless the same work is waiting or running.
    func enqueue(_ draft: JobDraft, id: JobID) throws -> Enqueued {
        if let key = draft.uniqueKey, let other = try unfinished(draft.kind, key) {
            return Enqueued(job: other, isNew: false)
        }
        let job = Job(id: id, draft: draft, state: .ready(at: steady + draft.delay), createdAt: now)
        try insert(job)
        try append([.waiting(job)])
        return Enqueued(job: id, isNew: true)
    }

    /// The job with that unique key that is waiting or running.
    func unfinished(_ kind: String, _ key: String) throws -> JobID? {
        try connection.first(
            """
            SELECT id FROM job WHERE kind = ?1 AND unique_key = ?2 AND unique_key IS NOT NULL
                AND state IN ('ready', 'running')
            """, kind, key
        ) { try $0.id() }
    }

    func hasReady(_ queue: String) throws -> Bool {
        try !heads(queue).filter { $0.readyAt <= steady }.isEmpty
    }

    func claimNext(_ queue: String, worker: String) throws -> Job? {
        let steady = steady
        guard let head = ClaimRule.choose(try heads(queue), steady: steady) else { return nil }
        var job = try job(head.job)
        let lease = Lease(token: newID(), worker: worker, until: steady + LeaseRule.length)
        try job.apply(.claim(lease), steady: steady, now: now)
        try save(job)
        try connection.run(
            """
            INSERT INTO owner_turn VALUES (?1, ?2) ON CONFLICT DO UPDATE SET turn = excluded.turn
            """, job.owner?.bytes ?? [], try count("turn"))
        try connection.run(
            "UPDATE invoice SET status = 'processing', updated_at = ?2 WHERE job = ?1 AND status = 'queued'",
            job.id, now)
        try append([.begun(job)])
        if let batch = job.batch { try refresh(batch) }
        return job
    }

    /// The oldest waiting job of each priority and owner, by skipping from one pair to the next in the index.
    private func heads(_ queue: String) throws -> [QueueHead] {
        try connection.rows(
            """
            WITH RECURSIVE head(place) AS (
                SELECT (SELECT rowid FROM job WHERE state = 'ready' AND queue = ?1
                    ORDER BY priority, owner, ready_at, id LIMIT 1)
                UNION ALL
                SELECT (SELECT j.rowid FROM job j WHERE j.state = 'ready' AND j.queue = ?1
                        AND (j.priority, j.owner) > (p.priority, p.owner)
                    ORDER BY j.priority, j.owner, j.ready_at, j.id LIMIT 1)
                FROM head JOIN job p ON p.rowid = head.place)
            SELECT j.id, j.owner, j.priority, j.ready_at, coalesce(t.turn, 0)
            FROM head JOIN job j ON j.rowid = head.place LEFT JOIN owner_turn t ON t.owner = j.owner
            """, queue
        ) { row in
            let id = try row.id(Job.self)
            let owner = try row.optionalID(User.self)
            guard let priority = JobPriority(rawValue: try row.int()) else { throw Row.damaged("a priority") }
            return QueueHead(
                job: id, owner: owner, priority: priority, readyAt: try row.time(),
                lastTurn: try row.integer())
        }
    }

    /// Lets something happen to a job, and to its invoices with it.
    func change(_ id: JobID, _ event: JobEvent) throws -> Job {
        var job = try job(id)
        let before = job.state
        try job.apply(event, steady: steady, now: now)
        try save(job)
        guard before.name != job.state.name else { return job }
        switch job.state {
        case .ready: try requeueInvoices(of: job)
        case .dead:
            try failInvoices(
                of: job, job.failure ?? JobFailure(.permanent, code: "failed", message: "the task failed"))
            try post(job.deathNotices)
        case .cancelled:
            try failInvoices(
                of: job, JobFailure(.permanent, code: "cancelled", message: "the task was cancelled"))
        case .running, .done: break
        }
        return job
    }

    private func requeueInvoices(of job: Job) throws {
        try connection.run(
            """
            UPDATE invoice SET status = 'queued', stage = NULL, failure = NULL, updated_at = ?2
            WHERE job = ?1 AND status IN ('processing', 'failed')
            """, job.id, now)
        try append([.waiting(job)])
        if let batch = job.batch { try refresh(batch) }
    }

    private func failInvoices(of job: Job, _ failure: JobFailure) throws {
        let open = try connection.rows(
            "SELECT \(Self.invoiceColumns) FROM invoice WHERE job = ?1 AND status IN ('queued', 'processing')",
            job.id, read: Self.invoice)
        for var invoice in open {
            invoice.summary.status = .failed
            invoice.summary.stage = failure.stage
            invoice.summary.version += 1
            invoice.failure = failure
            invoice.processedAt = now
            try save(invoice)
            try remember(.failed, of: invoice.summary, by: .system, comment: failure.message)
            try append([.settled(invoice.summary, job: job.id, failure: failure)])
        }
        if open.isEmpty {
            try append([
                EventDraft(
                    "error", owner: job.owner, job: job.id, batch: job.batch,
                    body: JSONObject([
                        .init(key: "error", value: .string(failure.message)),
                        .init(key: "code", value: .string(failure.code)),
                    ]))
            ])
        }
        if let batch = job.batch { try refresh(batch) }
        // It may have been the last of its batch for which others wait.
        try settleWhatWaits()
    }
}
