internal import AssayKit

/// How a document that did not fail is called.
enum StatusRule {
    /// `flagged` by any flag of severity medium or above, then `needs_review` below the threshold or when something
    /// asks for a person, then `approved` when the pipeline's rule says so, else `processed`.
    static func status(
        flags: [Flag], confidence: Double?, threshold: Double, needsReview: Bool, isApproved: Bool
    ) -> ResultStatus {
        if flags.contains(where: { $0.severity >= .medium }) { return .flagged }
        if needsReview { return .needsReview }
        if let confidence, confidence < threshold { return .needsReview }
        return isApproved ? .approved : .processed
    }
}
