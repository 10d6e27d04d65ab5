/// Counts of right, wrong and missing values, and the rates that follow.
package struct Tally: Hashable, Sendable {
    /// Values given and right.
    package var truePositives = 0
    /// Values given and wrong, or given where the truth has none.
    package var falsePositives = 0
    /// Values of the truth that were not given, or given wrong.
    package var falseNegatives = 0
    /// Values given with a confidence of 0.9 or more.
    package var confident = 0
    /// Those of them that are wrong.
    package var wrongConfident = 0

    /// The share of the given values that are right; nil when none was given.
    package var precision: Double? { Self.share(truePositives, of: truePositives + falsePositives) }
    /// The share of the truth's values that were given right; nil when the truth has none.
    package var recall: Double? { Self.share(truePositives, of: truePositives + falseNegatives) }
    /// The harmonic mean of both; nil when there is nothing to count.
    package var f1: Double? {
        Self.share(2 * truePositives, of: 2 * truePositives + falsePositives + falseNegatives)
    }
    /// The share of the confident values that are wrong; nil when none was confident.
    package var wrongConfidentRate: Double? { Self.share(wrongConfident, of: confident) }

    /// From this confidence on a value counts as confident.
    static let confidence = 0.9

    /// Sums two counts.
    static func + (left: Tally, right: Tally) -> Tally {
        var sum = left
        sum.truePositives += right.truePositives
        sum.falsePositives += right.falsePositives
        sum.falseNegatives += right.falseNegatives
        sum.confident += right.confident
        sum.wrongConfident += right.wrongConfident
        return sum
    }

    mutating func count(_ verdict: Verdict, confidence: Double?) {
        switch verdict {
        case .right: truePositives += 1
        case .wrong(let wasThere):
            falsePositives += 1
            if wasThere { falseNegatives += 1 }
        case .missed: falseNegatives += 1
        case .rightlyAbsent: return
        }
        guard let confidence, confidence >= Self.confidence else { return }
        confident += 1
        if case .wrong = verdict { wrongConfident += 1 }
    }

    private static func share(_ part: Int, of whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}
