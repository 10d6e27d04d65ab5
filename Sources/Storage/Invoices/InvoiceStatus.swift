/// Where an invoice stands.
package enum InvoiceStatus: String, Sendable, Hashable, CaseIterable {
    /// Waits for a worker.
    case queued
    /// A worker reads it.
    case processing
    /// Read, and nothing speaks against it.
    case processed
    /// Read, but a person should look at it.
    case needsReview = "needs_review"
    /// A finding of severity medium or above.
    case flagged
    /// It could not be read.
    case failed
    /// A person, or the pipeline's rule, accepts it.
    case approved
    /// A person does not.
    case rejected

    /// Whether the machine is done with it.
    package var isSettled: Bool { self != .queued && self != .processing }

    /// Whether a person may decide about it, or change it.
    package var isReviewable: Bool {
        switch self {
        case .processed, .needsReview, .flagged: true
        case .queued, .processing, .failed, .approved, .rejected: false
        }
    }
}

/// What a person decides.
package enum ReviewDecision: String, Sendable, Hashable {
    case approve, reject

    /// What the invoice becomes.
    package var status: InvoiceStatus {
        switch self {
        case .approve: .approved
        case .reject: .rejected
        }
    }
}
