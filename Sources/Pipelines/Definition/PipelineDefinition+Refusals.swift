extension PipelineDefinition {
    /// The mistake that a component found in its options when a worker made it.
    ///
    /// - Parameters:
    ///   - step: Its place among the steps; behind them come the notifications.
    ///   - message: The component's own words.
    ///   - mend: What to do; empty when it said nothing.
    /// - Returns: nil when there is no such step.
    package func diagnostic(forRefusalBy step: Int, _ message: String, mend: String) -> Diagnostic? {
        let spans = steps.map(\.optionSpan) + notify.map(\.optionSpan)
        guard spans.indices.contains(step) else { return nil }
        var mistakes = Mistakes(in: sources)
        mistakes.add(
            .optionRefused, at: spans[step], message, mend: mend.isEmpty ? "correct the options" : mend)
        return mistakes.all.first
    }
}
