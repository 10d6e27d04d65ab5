/// Time in quarters of an hour, the smallest step between the days of two time zones of our age.
///
/// Slots are gathered in nodes of 16, those in nodes of 16 again: any span is a few nodes of each level, whatever its
/// length and its time zone.
package enum TimeSlot {
    /// ms.
    package static let length: Int64 = 900_000
    /// From single slots (level 0) to nodes of 4096 of them, some 43 days.
    package static let levels = 4
    private static let shift: Int64 = 4

    /// The slot of a moment.
    package static func containing(_ moment: Timestamp) -> Int64 {
        let number = moment.milliseconds / length
        return moment.milliseconds % length < 0 ? number - 1 : number
    }

    /// The node of a level that holds a slot.
    package static func node(of slot: Int64, level: Int) -> Int64 { slot >> (shift * Int64(level)) }

    /// The largest nodes that cover slots from `begin` up to, not including, `end`.
    ///
    /// nil stands for the beginning and the end of time.
    package static func nodes(from begin: Int64?, to end: Int64?) -> [(level: Int, nodes: Range<Int64>)] {
        let bound: Int64 = 1 << 50
        var low = min(max(begin ?? -bound, -bound), bound)
        var high = min(max(end ?? bound, -bound), bound)
        var found: [(level: Int, nodes: Range<Int64>)] = []
        for level in 0..<levels where low < high {
            guard level < levels - 1 else {
                found.append((level, low..<high))
                break
            }
            // Whatever does not fill a node of the next level is taken from this one.
            let nextLow = (low + 15) >> shift
            let nextHigh = high >> shift
            guard nextLow < nextHigh else {
                found.append((level, low..<high))
                break
            }
            if low < nextLow << shift { found.append((level, low..<(nextLow << shift))) }
            if nextHigh << shift < high { found.append((level, (nextHigh << shift)..<high)) }
            (low, high) = (nextLow, nextHigh)
        }
        return found
    }
}
