package import AssayKit

/// The events that every store writes with a change.
extension EventDraft {
    /// An invoice has been read, or has failed.
    ///
    /// `result`: What was read, where it was.
    package static func settled(
        _ invoice: InvoiceSummary, job: JobID?, failure: JobFailure?, result: JSONValue? = nil
    ) -> EventDraft {
        var body = invoiceBody(invoice)
        if failure == nil {
            body["progress"] = .double(100)
            body["result"] = result.map(bounded) ?? .null
        }
        if let failure {
            body["error"] = .string(failure.message)
            body["code"] = .string(failure.code)
            body["stage"] = failure.stage.map { .string($0) } ?? .null
        }
        return about(invoice, failure == nil ? "complete" : "error", job: job, body)
    }

    /// A finding of an invoice.
    package static func flag(_ flag: Flag, of invoice: InvoiceSummary, job: JobID?) -> EventDraft {
        about(
            invoice, "flag", job: job,
            JSONObject([
                .init(key: "rule", value: .string(flag.rule)),
                .init(key: "severity", value: .string(flag.severity.rawValue)),
                .init(key: "message", value: .string(flag.message)),
            ]))
    }

    /// A person has changed, approved or rejected it, or it waits anew.
    package static func review(
        _ action: HistoryEntry.Action, of invoice: InvoiceSummary, job: JobID?
    ) -> EventDraft {
        var body = invoiceBody(invoice)
        body["action"] = .string(action.rawValue)
        return about(invoice, "review", job: job, body)
    }

    /// A batch has got further.
    package static func progress(of batch: Batch) -> EventDraft {
        var counts = JSONObject()
        for status in InvoiceStatus.allCases {
            counts[status.rawValue] = .integer(batch.counts.byStatus[status, default: 0])
        }
        return EventDraft(
            "batch_progress", owner: batch.owner, batch: batch.id,
            body: JSONObject([
                .init(key: "status", value: .string(batch.status.rawValue)),
                .init(key: "progress", value: .double(batch.counts.progress(expected: batch.expected))),
                .init(key: "counts", value: .object(counts)),
            ]))
    }

    /// An invoice is no more.
    package static func deleted(_ invoice: InvoiceSummary, job: JobID?) -> EventDraft {
        var body = invoiceBody(invoice)
        body["action"] = "deleted"
        return about(invoice, "review", job: job, body)
    }

    /// A batch is no more.
    package static func deleted(_ batch: Batch) -> EventDraft {
        EventDraft(
            "batch_progress", owner: batch.owner, batch: batch.id,
            body: JSONObject([.init(key: "status", value: "deleted")]))
    }

    /// The largest result that goes along with its event, bytes; of a larger one the rows stay out.
    private static let largestResult = 64 << 10

    private static func bounded(_ result: JSONValue) -> JSONValue {
        guard JSONWriter.bytes(result).count > largestResult, var object = result.objectValue,
            var values = object["structured_data"]?.objectValue
        else { return result }
        values["line_items"] = .array([])
        object["structured_data"] = .object(values)
        object["line_items_left_out"] = true
        return .object(object)
    }

    private static func about(
        _ invoice: InvoiceSummary, _ type: String, job: JobID?, _ body: JSONObject
    ) -> EventDraft {
        EventDraft(
            type, owner: invoice.owner, job: job, invoice: invoice.id, batch: invoice.batch, body: body)
    }

    private static func invoiceBody(_ invoice: InvoiceSummary) -> JSONObject {
        JSONObject([
            .init(key: "status", value: .string(invoice.status.rawValue)),
            .init(key: "version", value: .integer(invoice.version)),
            .init(key: "confidence", value: invoice.confidence.map(JSONValue.double) ?? .null),
            .init(key: "flag_count", value: .integer(invoice.flagCount)),
        ])
    }
}
