/// The one formula for how far a value can be trusted.
///
/// confidence = support × recognition', where *support* says how the value was found (below) and *recognition'* is
/// the least confidence of its words as OCR gives it, weakened to its square root: OCR's own figure is a share of
/// certain characters rather than a probability of the whole word. Text that was not recognised has 1.
///
/// | support | found by |
/// |---|---|
/// | 0.99 | a check character or arithmetic over several printed values confirms it |
/// | 0.95 | a label that means nothing else, beside the value, of the right type |
/// | 0.85 | such a label above the value, or a weaker label |
/// | 0.70 | position alone: a title line, a column without a clear heading |
/// | 0.50 | a guess that the document does not contradict |
package enum Confidence {
    package static let confirmed = 0.99
    package static let labelled = 0.95
    package static let weak = 0.85
    package static let positioned = 0.70
    package static let guessed = 0.50

    /// The confidence of a value.
    package static func of(support: Double, recognition: Double) -> Double {
        // Tesseract gives 0 to words that it reads well but did not expect.
        let share = min(max(recognition, 0.1), 1)
        return min(max(support, 0), 1) * share.squareRoot()
    }
}
