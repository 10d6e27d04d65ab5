internal import Glibc

/// Reproducible randomness (SplitMix64): the same seed gives the same ledger everywhere.
struct AnomalyRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// 0 up to 1.
    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// A whole number of a range.
    mutating func whole(_ range: ClosedRange<Int>) -> Int {
        let span = UInt64(range.upperBound - range.lowerBound + 1)
        return range.lowerBound + Int(next() % span)
    }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// One of a list; the list must not be empty.
    mutating func pick<T>(_ list: [T]) -> T { list[whole(0...(list.count - 1))] }

    /// Around 0 with a deviation of 1.
    mutating func normal() -> Double {
        sqrt(-2 * log(max(unit(), 1e-12))) * cos(2 * Double.pi * unit())
    }

    /// A list in another order.
    mutating func shuffled<T>(_ list: [T]) -> [T] {
        var list = list
        for place in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(place, whole(0...place)) }
        return list
    }
}
