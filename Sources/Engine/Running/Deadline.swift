/// The moment by which a document must be done.
///
/// A pipeline's `limits.timeout` is meant for a document of up to 20 pages; a longer one has proportionally more time.
struct Deadline: Sendable {
    /// Pages that one timeout is meant for.
    static let pagesOfOneTimeout = 20
    private let began = ContinuousClock.now
    /// Milliseconds from the beginning.
    private(set) var total: Int

    init(milliseconds: Int) { total = max(0, milliseconds) }

    /// What is left, milliseconds; 0 when it has passed.
    var remainingMilliseconds: Int {
        max(0, total - Int(began.duration(to: .now).inMilliseconds))
    }

    /// The same beginning with the time that so many pages may take.
    func extended(toPages pages: Int) -> Deadline {
        guard pages > Self.pagesOfOneTimeout else { return self }
        var longer = self
        let product = total.multipliedReportingOverflow(by: pages)
        longer.total = product.overflow ? Int.max : product.partialValue / Self.pagesOfOneTimeout
        return longer
    }

    /// Milliseconds for one call: what is left, but when it covers several pages no more than half of all, so that they
    /// can be tried one by one after it.
    func limit(of own: Int?, pages: Int) -> Int {
        let remaining = remainingMilliseconds
        let fair = pages > 1 ? max(1000, total / 2) : remaining
        return max(1, min(own ?? fair, remaining))
    }
}

extension Duration {
    /// Milliseconds with their fraction.
    var inMilliseconds: Double { self / .milliseconds(1) }
}
