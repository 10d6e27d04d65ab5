internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Stored things as answers show them.
enum Rendered {
    static func user(_ user: User) -> JSONValue {
        .object([
            "id": .id(user.id), "email": .string(user.email), "username": .string(user.username),
            "role": .string(user.role.rawValue),
            "permissions": .array(user.role.permissions.map { .string($0.rawValue) }),
            "disabled": .bool(user.isDisabled), "created_at": .moment(user.createdAt),
        ])
    }

    static func key(_ key: ServiceKey, text: String? = nil) -> JSONValue {
        var object = JSONObject([
            .init(key: "id", value: .id(key.id)), .init(key: "name", value: .string(key.name)),
            .init(key: "hint", value: .string(key.hint)),
            .init(key: "role", value: .string(key.role.rawValue)),
            .init(key: "expires_at", value: .moment(key.expiresAt)),
            .init(key: "created_at", value: .moment(key.createdAt)),
            .init(key: "last_used_at", value: .moment(key.lastUsedAt)),
        ])
        if let text { object["key"] = .string(text) }
        return .object(object)
    }

    static func batch(_ batch: Batch) -> JSONValue {
        var counts = JSONObject()
        for status in InvoiceStatus.allCases {
            counts[status.rawValue] = .integer(batch.counts.byStatus[status, default: 0])
        }
        return .object([
            "id": .id(batch.id), "batch_number": .string(batch.number), "name": .string(batch.name),
            "description": .optional(batch.details), "pipeline": .optional(batch.pipeline),
            "total_invoices": batch.expected.map { .integer($0) } ?? .null,
            "status": .string(batch.status.rawValue),
            "counts": .object(counts), "progress": .double(batch.counts.progress(expected: batch.expected)),
            "created_at": .moment(batch.createdAt), "updated_at": .moment(batch.updatedAt),
        ])
    }

    static func summary(_ invoice: InvoiceSummary) -> JSONObject {
        JSONObject([
            .init(key: "id", value: .id(invoice.id)),
            .init(key: "invoice_number", value: .optional(invoice.keys.number)),
            .init(key: "invoice_date", value: .optional(invoice.keys.date?.iso)),
            .init(key: "supplier_name", value: .optional(invoice.keys.supplierName)),
            .init(key: "supplier_gstin", value: .optional(invoice.keys.supplierGSTIN)),
            .init(key: "buyer_name", value: .optional(invoice.keys.buyerName)),
            .init(key: "total", value: .optional(invoice.keys.total?.text)),
            .init(key: "currency", value: .optional(invoice.keys.currency)),
            .init(key: "status", value: .string(invoice.status.rawValue)),
            .init(key: "stage", value: .optional(invoice.stage)),
            .init(key: "confidence", value: .optional(invoice.confidence)),
            .init(key: "flag_count", value: .integer(invoice.flagCount)),
            .init(key: "batch_id", value: .id(invoice.batch)),
            .init(key: "version", value: .integer(invoice.version)),
            .init(key: "created_at", value: .moment(invoice.createdAt)),
        ])
    }

    /// An invoice with its evidence; the stored record is JSON already and goes in as it is.
    static func invoice(_ invoice: Invoice, history: [HistoryEntry]) -> Response {
        var object = summary(invoice.summary)
        object["task_id"] = .id(invoice.job)
        object["file_name"] = .optional(invoice.origin.fileName)
        object["media_type"] = .optional(invoice.origin.mediaType)
        object["pipeline"] = .optional(invoice.origin.pipeline)
        object["pages"] = .integer(invoice.pages)
        object["part"] = [
            "index": .integer(invoice.origin.part), "count": .integer(invoice.origin.partCount),
        ]
        object["duplicate_of"] = .id(invoice.origin.duplicateOf)
        object["steps"] = invoice.steps
        object["metadata"] = invoice.metadata
        object["notes"] = .array(invoice.notes.map { .string($0) })
        object["error"] =
            invoice.failure.map {
                ["code": .string($0.code), "message": .string($0.message), "step": .optional($0.stage)]
            } ?? .null
        object["review"] =
            invoice.review.map {
                ["by": .id($0.by), "at": .moment($0.at), "comment": .optional($0.comment)]
            } ?? .null
        object["history"] = .array(history.map(entry))
        object["processed_at"] = .moment(invoice.processedAt)
        object["updated_at"] = .moment(invoice.updatedAt)
        // What the record lacks is an empty list, never missing.
        let record = (try? JSONParser.parse(invoice.recordJSON)) ?? .null
        object["fields"] = record["fields"] ?? .object(JSONObject())
        for name in ["line_items", "tax_summary", "flags"] { object[name] = record[name] ?? .array([]) }
        return .json(.object(object))
    }

    static func entry(_ entry: HistoryEntry) -> JSONValue {
        .object([
            "type": .string(entry.action.rawValue), "by": .id(entry.by.userID), "at": .moment(entry.at),
            "version": .integer(entry.version),
            "changes": .array(
                entry.changes.map {
                    .object(["field": .string($0.field), "old": .optional($0.old), "new": .optional($0.new)])
                }), "comment": .optional(entry.comment),
        ])
    }

    /// A task as its owner sees it.
    static func task(_ job: Job, at place: ProgressBoard.Place?, result: JSONValue) -> JSONValue {
        let status =
            switch job.state.name {
            case .ready: "queued"
            case .running: "running"
            case .done: "completed"
            case .dead: "failed"
            case .cancelled: "cancelled"
            }
        let stage =
            job.state.isFinal ? (job.state.name == .done ? "complete" : job.failure?.stage) : place?.stage
        return .object([
            "task_id": .id(job.id), "status": .string(status),
            "progress": .double(job.state.name == .done ? 100 : place?.percent ?? 0),
            "current_stage": .optional(stage),
            "stages": ["fetch", "extraction", "validation", "save", "complete"],
            "created_at": .moment(job.createdAt), "started_at": .moment(job.startedAt),
            "completed_at": .moment(job.finishedAt), "result": result,
            "error": .optional(job.state.name == .dead ? job.failure?.message : nil),
            "invoice_id": .id(job.invoice), "websocket": AddressUpload.watching(job.id, job.invoice),
        ])
    }

    static func job(_ job: Job) -> JSONValue {
        .object([
            "id": .id(job.id), "kind": .string(job.kind), "status": .string(job.state.name.rawValue),
            "owner": .id(job.owner),
            "invoice_id": .id(job.invoice), "attempts": .integer(job.attempts),
            "crashes": .integer(job.crashes),
            "error": .optional(job.failure?.message), "pipeline_version": .optional(version(of: job)),
            "created_at": .moment(job.createdAt),
            "started_at": .moment(job.startedAt), "finished_at": .moment(job.finishedAt),
        ])
    }

    /// The version of the pipeline that a job is bound to: `file`, or a number.
    private static func version(of job: Job) -> String? {
        job.payload["pipeline_version"]?.stringValue.flatMap(PipelineReference.init)?.short
    }
}
