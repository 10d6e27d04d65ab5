/// The bars of the histograms of times: single tenths of a ms at first, then thirty-two a doubling.
///
/// A bar is never wider than a thirty-second of its times, so a percentile read from bars is at most 3.2 % too large.
package enum TimeBar {
    private static let fine: Int64 = 64

    /// The bar of a time in tenths of a ms.
    package static func number(of tenths: Int64) -> Int {
        guard tenths >= fine else { return Int(max(tenths, 0)) }
        // 64...127 is doubling 0: each doubling has 32 bars.
        let doubling = Int64.bitWidth - 1 - tenths.leadingZeroBitCount - 6
        let place = Int(tenths >> Int64(doubling + 1)) - 32
        return Int(fine) + doubling * 32 + place
    }

    /// The largest time of a bar, in tenths of a ms.
    package static func upperBound(of bar: Int) -> Int64 {
        guard bar >= fine else { return Int64(max(bar, 0)) }
        let doubling = (bar - Int(fine)) / 32
        guard doubling < 57 else { return .max }
        let place = Int64((bar - Int(fine)) % 32) + 32
        // The last one ends where numbers do.
        return ((place + 1) << Int64(doubling + 1)) &- 1
    }

    /// The least bar's bound at or below which a share of all times lies (nearest rank); nil when there are none.
    ///
    /// `share`: In percent, 1...100.
    package static func percentile(_ share: Int, of counts: [Int: Int64]) -> Int64? {
        let total = counts.values.reduce(0, &+)
        guard total > 0 else { return nil }
        let rank = (total * Int64(share) + 99) / 100
        var seen: Int64 = 0
        for (bar, count) in counts.sorted(by: { $0.key < $1.key }) {
            seen += count
            if seen >= rank { return upperBound(of: bar) }
        }
        return nil
    }
}
