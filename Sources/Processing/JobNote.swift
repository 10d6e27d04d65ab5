package import AssayKit
package import Storage

/// What happened to a job in the hands of a runner, for the log.
package struct JobNote: Sendable {
    /// What happened.
    package enum Kind: String, Sendable {
        case started = "job_started"
        case finished = "job_finished"
        case failed = "job_failed"
        /// It was called off.
        case cancelled = "job_cancelled"
        /// It is another worker's now; what was done is dropped.
        case lost = "job_lost"
        /// It was given back at a shutdown.
        case released = "job_released"
    }

    package let kind: Kind
    package let job: Job
    /// Since it was begun; nil when it was only now.
    package let milliseconds: Int64?
    package let failure: JobFailure?

    /// The line of the log; nothing of the document is in it.
    package func line(at now: Timestamp) -> JSONValue {
        var object = JSONObject()
        object["time"] = .string(now.rfc3339)
        object["level"] = kind == .failed || kind == .lost ? "warning" : "info"
        object["event"] = .string(kind.rawValue)
        object["job_id"] = .string(job.id.description)
        object["kind"] = .string(job.kind)
        object["request_id"] = job.request.map { .string($0) }
        object["traceparent"] = job.traceparent.map { .string($0) }
        object["invoice_id"] = job.invoice.map { .string($0.description) }
        object["worker"] = job.lease.map { .string($0.worker) }
        object["attempt"] = .integer(job.attempts)
        object["ms"] = milliseconds.map { .integer(Int(clamping: $0)) }
        object["code"] = failure.map { .string($0.code) }
        object["stage"] = failure?.stage.map { .string($0) }
        return .object(object)
    }
}
