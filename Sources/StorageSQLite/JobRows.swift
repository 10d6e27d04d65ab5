internal import AssayKit
internal import SQLite
internal import Storage

/// Jobs as rows.
extension Session {
    static let jobColumns = """
        id, kind, queue, owner, priority, payload, unique_key, invoice, batch, maximum_attempts, traceparent,
        death_notices, created_at, state, ready_at, lease_token, lease_worker, lease_until, death, attempts,
        crashes, cancel_wanted, failure, started_at, finished_at, result
        """

    static func job(_ row: inout Row) throws -> Job {
        let id = try row.id(Job.self)
        var draft = JobDraft(kind: try row.text(), queue: try row.text(), owner: try row.optionalID())
        guard let priority = JobPriority(rawValue: try row.int()) else { throw Row.damaged("a priority") }
        draft.priority = priority
        draft.payload = try row.json()
        draft.uniqueKey = try row.optionalText()
        draft.invoice = try row.optionalID()
        draft.batch = try row.optionalID()
        draft.maximumAttempts = try row.int()
        draft.traceparent = try row.optionalText()
        draft.deathNotices = try row.optionalJSON().map(outboxDrafts) ?? []
        let createdAt = try row.time()
        let state = try state(&row)
        return Job(
            id: id, draft: draft, state: state, attempts: try row.int(), crashes: try row.int(),
            cancelWanted: try row.bool(), failure: try row.optionalJSON().map(failure),
            createdAt: createdAt, startedAt: try row.optionalTime(), finishedAt: try row.optionalTime(),
            result: try row.optionalJSON())
    }

    private static func state(_ row: inout Row) throws -> JobState {
        let name = try row.word(JobState.Name.self)
        let readyAt = try row.optionalTime()
        let token = try row.optionalID(Lease.self)
        let worker = try row.optionalText()
        let until = try row.optionalTime()
        let death = try row.optionalText().flatMap(DeathReason.init(rawValue:))
        switch name {
        case .ready:
            guard let readyAt else { throw Row.damaged("a time to run") }
            return .ready(at: readyAt)
        case .running:
            guard let token, let worker, let until else { throw Row.damaged("a lease") }
            return .running(Lease(token: token, worker: worker, until: until))
        case .done: return .done
        case .dead: return .dead(death ?? .failed)
        case .cancelled: return .cancelled
        }
    }

    func insert(_ job: Job) throws {
        let notices: JSONValue? =
            job.deathNotices.isEmpty ? nil : .array(job.deathNotices.map(Self.json))
        try connection.run(
            """
            INSERT INTO job(id, kind, queue, owner, priority, payload, unique_key, invoice, batch,
                maximum_attempts, traceparent, death_notices, created_at, state, attempts, crashes,
                cancel_wanted)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 'ready', 0, 0, 0)
            """, job.id, job.kind, job.queue, job.owner?.bytes ?? [], job.priority.rawValue,
            job.payload.column, job.uniqueKey, job.invoice, job.batch, job.maximumAttempts, job.traceparent,
            notices?.column, job.createdAt)
        try save(job)
    }

    /// Writes what can change of a job.
    func save(_ job: Job) throws {
        var readyAt: Timestamp?
        var death: DeathReason?
        switch job.state {
        case .ready(let at): readyAt = at
        case .dead(let reason): death = reason
        case .running, .done, .cancelled: break
        }
        try connection.run(
            """
            UPDATE job SET state = ?2, ready_at = ?3, lease_token = ?4, lease_worker = ?5, lease_until = ?6,
                death = ?7, attempts = ?8, crashes = ?9, cancel_wanted = ?10, failure = ?11, started_at = ?12,
                finished_at = ?13, result = ?14
            WHERE id = ?1
            """, job.id, job.state.name.rawValue, readyAt, job.lease?.token, job.lease?.worker,
            job.lease?.until, death?.rawValue, job.attempts, job.crashes, job.cancelWanted,
            job.failure.map { Self.json($0).column }, job.startedAt, job.finishedAt, job.result?.column)
    }

    func job(_ id: JobID, _ visibility: Visibility = .everyone) throws -> Job {
        let found = try connection.first(
            "SELECT \(Self.jobColumns) FROM job WHERE id = ?1", id, read: Self.job)
        guard let found, visibility.includes(found.owner) else { throw StorageError.notFound("task") }
        return found
    }

    static func json(_ failure: JobFailure) -> JSONValue {
        [
            "kind": .string(failure.kind.rawValue), "code": .string(failure.code),
            "message": .string(failure.message), "stage": failure.stage.map { .string($0) } ?? .null,
        ]
    }

    static func failure(_ json: JSONValue) throws -> JobFailure {
        guard let kind = json["kind"]?.stringValue.flatMap(JobFailure.Kind.init(rawValue:)),
            let code = json["code"]?.stringValue, let message = json["message"]?.stringValue
        else { throw Row.damaged("a failure") }
        return JobFailure(kind, code: code, message: message, stage: json["stage"]?.stringValue)
    }

    private static func json(_ draft: OutboxDraft) -> JSONValue {
        [
            "destination": .string(draft.destination), "message_id": .string(draft.messageID),
            "type": .string(draft.type), "owner": draft.owner.map { .string($0.description) } ?? .null,
            "body": draft.body,
        ]
    }

    private static func outboxDrafts(_ json: JSONValue) throws -> [OutboxDraft] {
        try (json.arrayValue ?? []).map { notice in
            guard let destination = notice["destination"]?.stringValue,
                let messageID = notice["message_id"]?.stringValue, let type = notice["type"]?.stringValue,
                let body = notice["body"]
            else { throw Row.damaged("a notice") }
            return OutboxDraft(
                destination: destination, messageID: messageID, type: type,
                owner: notice["owner"]?.stringValue.flatMap { UserID($0) }, body: body)
        }
    }
}
