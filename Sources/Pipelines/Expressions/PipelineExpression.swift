internal import YAML

/// A jq expression of a pipeline and the place where it stands.
package struct PipelineExpression: Sendable {
    /// What the expression decides.
    package enum Purpose: Sendable, Hashable {
        /// Whether the step of this index runs.
        case step(Int)
        /// Whether the notification of this index tells.
        case notify(Int)
        case autoApprove, needsReview
    }

    package let text: String
    package let purpose: Purpose
    let scalar: YAMLScalar
    let span: YAMLSpan
}
