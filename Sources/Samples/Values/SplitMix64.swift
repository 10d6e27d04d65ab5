/// A small generator of numbers that depend on nothing but the seed.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A generator for one purpose, unmoved by how many numbers another purpose took.
    init(seed: UInt64, stream: String) {
        // FNV-1a: the names of streams are few and short.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in stream.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        state = seed ^ hash
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A whole number in a range.
    ///
    /// Not the standard library's, whose way of folding may change between versions.
    mutating func number(in range: ClosedRange<Int>) -> Int {
        let span = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int(next() % span)
    }

    /// A share in 0..<1.
    mutating func share() -> Double { Double(next() >> 11) / Double(UInt64(1) << 53) }

    /// Whether a thing of this likelihood happens.
    mutating func happens(_ likelihood: Double) -> Bool { share() < likelihood }

    /// One of some things; the fallback stands in for an empty list.
    mutating func pick<Element>(_ things: [Element], else fallback: Element) -> Element {
        things.isEmpty ? fallback : things[number(in: 0...(things.count - 1))]
    }

    /// One character of a text, as text.
    mutating func letter(of alphabet: String) -> String {
        String(pick(Array(alphabet), else: "A"))
    }

    /// So many digits, the first not zero.
    mutating func digits(_ count: Int) -> String {
        (0..<count).map { String(number(in: ($0 == 0 ? 1 : 0)...9)) }.joined()
    }

    /// Roughly normal: mean 0, deviation 1, never beyond 6.
    mutating func bell() -> Double {
        var sum = 0.0
        for _ in 0..<12 { sum += share() }
        return sum - 6
    }
}
