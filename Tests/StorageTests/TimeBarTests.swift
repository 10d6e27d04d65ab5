import Storage
import Testing

@Suite("The dashboard's time: slots and bars")
struct TimeBarTests {
    @Test("every time lies in its bar, and bars are narrow and without gaps")
    func bars() {
        var last = -1
        for bar in 0..<1200 {
            let upper = TimeBar.upperBound(of: bar)
            #expect(TimeBar.number(of: upper) == bar)
            if bar > 0 {
                let lower = TimeBar.upperBound(of: bar - 1) + 1
                #expect(TimeBar.number(of: lower) == bar, "\(bar)")
                #expect(bar < 64 || (upper - lower + 1) * 32 <= lower, "\(bar) is wide")
            }
            last = bar
        }
        #expect(last == 1199)
        #expect(TimeBar.number(of: .max) < 2000 && TimeBar.number(of: -5) == 0)
        #expect(TimeBar.upperBound(of: TimeBar.number(of: .max)) == .max)
    }

    @Test(
        "percentiles by nearest rank",
        arguments: [
            (share: 50, times: [1, 2, 3, 4], expected: 2), (50, [1, 2, 3], 2), (90, [1, 2, 3], 3),
            (99, Array(1...60), 60), (1, Array(1...60), 1), (100, [5, 5, 9], 9),
        ] as [(share: Int, times: [Int64], expected: Int64)])
    func percentiles(share: Int, times: [Int64], expected: Int64) {
        var counts: [Int: Int64] = [:]
        for time in times { counts[TimeBar.number(of: time), default: 0] += 1 }
        #expect(TimeBar.percentile(share, of: counts) == expected)
        #expect(TimeBar.percentile(share, of: [:]) == nil)
    }

    @Test("the nodes of a span cover each of its slots once, and no other")
    func nodes() {
        for begin in stride(from: Int64(-5000), to: 5000, by: 617) {
            for length in [0, 1, 15, 16, 17, 96, 255, 4096, 9000] as [Int64] {
                var covered: [Int64: Int] = [:]
                let pieces = TimeSlot.nodes(from: begin, to: begin + length)
                for (level, nodes) in pieces {
                    for node in nodes {
                        let width: Int64 = 1 << (4 * Int64(level))
                        for slot in (node * width)..<((node + 1) * width) { covered[slot, default: 0] += 1 }
                    }
                }
                #expect(covered.count == Int(length) && covered.values.allSatisfy { $0 == 1 })
                #expect(covered.keys.allSatisfy { $0 >= begin && $0 < begin + length })
                #expect(pieces.map { $0.nodes.count }.reduce(0, +) <= 120)
            }
        }
        #expect(TimeSlot.nodes(from: 5, to: 5).isEmpty && TimeSlot.nodes(from: 6, to: 5).isEmpty)
        #expect(TimeSlot.nodes(from: nil, to: nil).map(\.level) == [3])
        #expect(TimeSlot.containing(Timestamp(milliseconds: -1)) == -1)
        #expect(TimeSlot.containing(Timestamp(milliseconds: 900_000)) == 1)
    }
}
