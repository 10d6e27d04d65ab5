internal import AssayKit
internal import Processing
internal import Storage

/// News of a job as JSON.
enum ProgressCoding {
    static func json(_ progress: JobProgress) -> JSONObject {
        var object = JSONObject()
        object["do"] = .string(JobLineServer.prefix + "progress")
        object["job"] = .string(progress.job.description)
        object["invoice"] = progress.invoice.map { .string($0.description) }
        object["batch"] = progress.batch.map { .string($0.description) }
        object["owner"] = progress.owner.map { .string($0.description) }
        object["stage"] = .string(progress.stage)
        object["percent"] = .double(progress.percent)
        object["message"] = .string(progress.message)
        return object
    }

    /// nil for what is no news.
    static func progress(_ json: JSONValue) -> JobProgress? {
        guard let job = json["job"]?.stringValue.flatMap({ JobID($0) }),
            let stage = json["stage"]?.stringValue,
            let percent = json["percent"]?.doubleValue
        else { return nil }
        return JobProgress(
            job: job, invoice: json["invoice"]?.stringValue.flatMap { InvoiceID($0) },
            batch: json["batch"]?.stringValue.flatMap { BatchID($0) },
            owner: json["owner"]?.stringValue.flatMap { UserID($0) }, stage: stage, percent: percent,
            message: json["message"]?.stringValue ?? "")
    }
}
