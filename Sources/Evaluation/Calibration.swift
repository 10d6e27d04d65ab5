/// How well confidences agree with how often values are right.
struct Calibration: Hashable, Sendable {
    private struct Bin: Hashable, Sendable {
        var count = 0
        var right = 0
        var confidence = 0.0
    }

    private var bins = [Bin](repeating: Bin(), count: 10)

    mutating func count(confidence: Double, isRight: Bool) {
        let place = min(max(Int(confidence * 10), 0), 9)
        bins[place].count += 1
        bins[place].right += isRight ? 1 : 0
        bins[place].confidence += confidence
    }

    /// The expected calibration error over ten bins of equal width; nil without a value.
    ///
    /// Source: Naeini, Cooper, Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", 2015.
    var error: Double? {
        let total = bins.reduce(0) { $0 + $1.count }
        guard total > 0 else { return nil }
        return bins.reduce(0) { sum, bin in sum + abs(Double(bin.right) - bin.confidence) } / Double(total)
    }
}
