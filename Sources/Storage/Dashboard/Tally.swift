/// How many, and what they come to together.
package struct Tally: Sendable, Hashable {
    /// How many.
    package var count: Int64
    /// Their sum: millionths of a unit, ms or tenths of ms, as the fact says.
    package var sum: Int128

    package init(count: Int64 = 0, sum: Int128 = 0) {
        self.count = count
        self.sum = sum
    }

    /// Whether nothing is left of it.
    package var isEmpty: Bool { count == 0 && sum == 0 }

    package static func + (left: Tally, right: Tally) -> Tally {
        Tally(count: left.count &+ right.count, sum: left.sum &+ right.sum)
    }

    package static func - (left: Tally, right: Tally) -> Tally {
        Tally(count: left.count &- right.count, sum: left.sum &- right.sum)
    }

    package static func += (left: inout Tally, right: Tally) { left = left + right }
    package static func -= (left: inout Tally, right: Tally) { left = left - right }
}
