/// What became of a document.
package enum ResultStatus: String, Sendable, Hashable, CaseIterable {
    /// Read, and nothing speaks against it.
    case processed
    /// Read, and approved by the pipeline's own rule.
    case approved
    /// Read, but a person should look at it.
    case needsReview = "needs_review"
    /// A finding of severity medium or above.
    case flagged
    /// A step that must not fail did.
    case failed
}
