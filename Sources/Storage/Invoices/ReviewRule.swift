/// What may be done to an invoice in which status.
package enum ReviewRule {
    /// The status after a decision.
    ///
    /// An approved invoice may still be rejected and the other way round; a failed one may only be rejected.
    ///
    /// - Throws: ``StorageError/wrongState(_:)`` naming the status.
    package static func decide(
        _ decision: ReviewDecision, on status: InvoiceStatus
    ) throws(StorageError) -> InvoiceStatus {
        switch (decision, status) {
        case (_, .queued), (_, .processing):
            throw .wrongState("the invoice is \(status.rawValue); wait until it has been processed")
        case (.approve, .failed):
            throw .wrongState("the invoice failed; reprocess it, or correct it by hand, before approving it")
        case (.approve, .approved), (.reject, .rejected):
            throw .wrongState("the invoice is \(status.rawValue) already")
        case (.approve, _), (.reject, _): return decision.status
        }
    }

    /// The status after a correction: a person has looked at it, so a failed one can be reviewed again.
    ///
    /// - Throws: ``StorageError/wrongState(_:)`` while a worker has it, and after a decision.
    package static func correct(_ status: InvoiceStatus) throws(StorageError) -> InvoiceStatus {
        switch status {
        case .queued, .processing:
            throw .wrongState("the invoice is \(status.rawValue); wait until it has been processed")
        case .approved, .rejected:
            throw .wrongState("the invoice is \(status.rawValue); a decided invoice is not changed any more")
        case .failed: return .needsReview
        case .processed, .needsReview, .flagged: return status
        }
    }

    /// Checks that an invoice may be read anew.
    ///
    /// - Throws: ``StorageError/wrongState(_:)`` while a worker has it, and once it is approved.
    package static func reprocess(_ status: InvoiceStatus) throws(StorageError) {
        switch status {
        case .queued, .processing:
            throw .wrongState("the invoice is \(status.rawValue) already; wait until it has been processed")
        case .approved:
            throw .wrongState("the invoice is approved; reject it before reprocessing it")
        case .processed, .needsReview, .flagged, .failed, .rejected: return
        }
    }
}
