internal import AssayKit
package import Engine
package import Storage

/// The engine's results in the store's words.
package enum ResultOutcome {
    /// What is stored of a result that was read.
    package static func outcome(_ result: InvoiceResult) -> InvoiceOutcome {
        InvoiceOutcome(
            status: status(result.status), record: result.record, confidence: result.confidence,
            pages: result.pages, steps: .array(result.steps.map(step)), metadata: .object(result.metadata),
            notes: result.notes)
    }

    /// Why a document failed, and whether another try may help: nil when it did not.
    ///
    /// A worker that died counts as a crash, so that a document that kills its workers is given up as poison; what ran
    /// out of time or memory will again.
    package static func failure(_ results: [InvoiceResult]) -> JobFailure? {
        results.first { $0.status == .failed }?.error.map(failure)
    }

    /// An error of the engine as the queue sees it.
    package static func failure(_ error: ResultError) -> JobFailure {
        let kind: JobFailure.Kind =
            switch error.code {
            case "crashed": .crash
            case "cancelled", "spawn_failed", "missing_plugin", "unreadable_file": .retryable
            default: .permanent
            }
        return JobFailure(kind, code: error.code, message: error.message, stage: error.step)
    }

    private static func status(_ status: ResultStatus) -> InvoiceStatus {
        switch status {
        case .processed: .processed
        case .approved: .approved
        case .needsReview: .needsReview
        case .flagged: .flagged
        case .failed: .failed
        }
    }

    private static func step(_ report: StepReport) -> JSONValue {
        var object = JSONObject()
        object["name"] = .string(report.name)
        object["uses"] = .string(report.uses)
        if let version = report.version { object["version"] = .string(version) }
        object["status"] = .string(report.status.rawValue)
        object["ms"] = .double((report.milliseconds * 10).rounded() / 10)
        if report.cachedPages > 0 { object["cached_pages"] = .integer(report.cachedPages) }
        return .object(object)
    }
}
