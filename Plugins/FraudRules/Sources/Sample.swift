internal import Glibc

/// Robust figures of a handful of numbers.
struct Sample {
    private let sorted: [Double]

    init(_ values: some Sequence<Double>) { sorted = values.filter(\.isFinite).sorted() }

    var count: Int { sorted.count }
    /// The largest of up to seven, the second largest of more: one that was wrong itself must not hide the next.
    var nearlyLargest: Double? { sorted.count < 8 ? sorted.last : sorted[sorted.count - 2] }
    var median: Double? { Self.middle(sorted) }

    /// The value below which nine of ten lie.
    var ninetieth: Double? {
        sorted.isEmpty ? nil : sorted[min(sorted.count - 1, Int((Double(sorted.count) * 0.9).rounded(.down)))]
    }

    /// The median distance from the median.
    var deviation: Double? {
        guard let median else { return nil }
        return Self.middle(sorted.map { abs($0 - median) }.sorted())
    }

    private static func middle(_ sorted: [Double]) -> Double? {
        guard let last = sorted.indices.last else { return nil }
        let half = last / 2
        return last % 2 == 0 ? sorted[half] : (sorted[half] + sorted[half + 1]) / 2
    }
}
