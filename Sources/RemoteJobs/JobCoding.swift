package import AssayKit
package import Storage

/// Jobs as JSON, between the service and its workers.
///
/// What is sent when a job dies stays with the service.
package enum JobCoding {
    package static func json(_ job: Job) -> JSONValue {
        var object = JSONObject()
        object["id"] = .string(job.id.description)
        object["kind"] = .string(job.kind)
        object["queue"] = .string(job.queue)
        object["owner"] = job.owner.map { .string($0.description) }
        object["priority"] = .integer(job.priority.rawValue)
        object["payload"] = job.payload
        object["unique_key"] = job.uniqueKey.map { .string($0) }
        object["invoice"] = job.invoice.map { .string($0.description) }
        object["batch"] = job.batch.map { .string($0.description) }
        object["maximum_attempts"] = .integer(job.maximumAttempts)
        object["traceparent"] = job.traceparent.map { .string($0) }
        object["created_at"] = json(job.createdAt)
        object["state"] = state(job.state)
        object["attempts"] = .integer(job.attempts)
        object["crashes"] = .integer(job.crashes)
        object["cancel_wanted"] = .bool(job.cancelWanted)
        object["failure"] = job.failure.map(json)
        object["started_at"] = job.startedAt.map(json)
        object["finished_at"] = job.finishedAt.map(json)
        object["result"] = job.result
        return .object(object)
    }

    package static func job(_ json: JSONValue) throws(CodingMistake) -> Job {
        guard let id = json["id"]?.stringValue.flatMap({ JobID($0) }), let kind = json["kind"]?.stringValue,
            let queue = json["queue"]?.stringValue,
            let priority = json["priority"]?.intValue.flatMap(JobPriority.init(rawValue:)),
            let payload = json["payload"], let created = json["created_at"].flatMap(timestamp),
            let state = json["state"].flatMap(state)
        else { throw CodingMistake(what: "a job") }
        let draft = JobDraft(
            kind: kind, queue: queue, owner: json["owner"]?.stringValue.flatMap { UserID($0) },
            priority: priority,
            payload: payload, uniqueKey: json["unique_key"]?.stringValue,
            invoice: json["invoice"]?.stringValue.flatMap { InvoiceID($0) },
            batch: json["batch"]?.stringValue.flatMap { BatchID($0) },
            maximumAttempts: json["maximum_attempts"]?.intValue ?? RetryRule.maximumAttempts,
            traceparent: json["traceparent"]?.stringValue)
        var failure: JobFailure?
        if let member = json["failure"] { failure = try self.failure(member) }
        return Job(
            id: id, draft: draft, state: state, attempts: json["attempts"]?.intValue ?? 0,
            crashes: json["crashes"]?.intValue ?? 0, cancelWanted: json["cancel_wanted"]?.boolValue ?? false,
            failure: failure, createdAt: created, startedAt: json["started_at"].flatMap(timestamp),
            finishedAt: json["finished_at"].flatMap(timestamp), result: json["result"])
    }

    static func json(_ moment: Timestamp) -> JSONValue { .integer(Int(clamping: moment.milliseconds)) }

    static func timestamp(_ json: JSONValue) -> Timestamp? {
        json.intValue.map { Timestamp(milliseconds: Int64($0)) }
    }

    static func json(_ failure: JobFailure) -> JSONValue {
        var object = JSONObject()
        object["kind"] = .string(failure.kind.rawValue)
        object["code"] = .string(failure.code)
        object["message"] = .string(failure.message)
        object["stage"] = failure.stage.map { .string($0) }
        return .object(object)
    }

    static func failure(_ json: JSONValue) throws(CodingMistake) -> JobFailure {
        guard let kind = json["kind"]?.stringValue.flatMap(JobFailure.Kind.init(rawValue:)),
            let code = json["code"]?.stringValue, let message = json["message"]?.stringValue
        else { throw CodingMistake(what: "a failure") }
        return JobFailure(kind, code: code, message: message, stage: json["stage"]?.stringValue)
    }

    private static func state(_ state: JobState) -> JSONValue {
        var object = JSONObject()
        object["name"] = .string(state.name.rawValue)
        switch state {
        case .ready(let at): object["at"] = json(at)
        case .running(let lease):
            object["lease"] = .string(lease.token.description)
            object["worker"] = .string(lease.worker)
            object["until"] = json(lease.until)
        case .dead(let reason): object["reason"] = .string(reason.rawValue)
        case .done, .cancelled: break
        }
        return .object(object)
    }

    private static func state(_ json: JSONValue) -> JobState? {
        switch json["name"]?.stringValue.flatMap(JobState.Name.init(rawValue:)) {
        case .ready: return json["at"].flatMap(timestamp).map { .ready(at: $0) }
        case .running:
            guard let token = json["lease"]?.stringValue.flatMap({ LeaseToken($0) }),
                let worker = json["worker"]?.stringValue, let until = json["until"].flatMap(timestamp)
            else { return nil }
            return .running(Lease(token: token, worker: worker, until: until))
        case .dead: return .dead(json["reason"]?.stringValue.flatMap(DeathReason.init(rawValue:)) ?? .failed)
        case .done: return .done
        case .cancelled: return .cancelled
        case nil: return nil
        }
    }
}

/// A line that is not what it should be: the service and the worker are of different versions.
package struct CodingMistake: Error, Sendable, Hashable, CustomStringConvertible {
    let what: String

    package var description: String {
        "\(what) could not be read; use the assay worker of the service's version"
    }
}
