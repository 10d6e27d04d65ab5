internal import ExpressionViews
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
        /// A step's option; its component evaluates it.
        case option
    }

    package let text: String
    package let purpose: Purpose
    let scalar: YAMLScalar
    let span: YAMLSpan
    /// For each character of ``text`` its place in the scalar, where the two differ.
    private let places: [Int]?

    init(text: String, purpose: Purpose, scalar: YAMLScalar, span: YAMLSpan) {
        self.text = text
        self.purpose = purpose
        self.scalar = scalar
        self.span = span
        places = nil
    }

    /// A text with expressions in it.
    init(_ text: ExpressionText, scalar: YAMLScalar, span: YAMLSpan) {
        self.text = text.literal
        purpose = .option
        self.scalar = scalar
        self.span = span
        places = text.places
    }

    /// A stretch of ``text``, in Unicode scalars, as one of the scalar.
    func place(_ range: Range<Int>) -> Range<Int> {
        guard let places, places.indices.contains(range.lowerBound) else { return range }
        let last = places[min(max(range.lowerBound, range.upperBound - 1), places.count - 1)]
        return places[range.lowerBound]..<max(places[range.lowerBound] + 1, last + 1)
    }
}
