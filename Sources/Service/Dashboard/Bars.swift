internal import AssayKit
internal import Storage

/// Histograms of times as answers show them.
enum Bars {
    /// How many times each bar holds.
    static func counts(
        _ entries: [(key: TallySums.Key, tally: Tally)], bar: (TallySums.Key) -> String
    ) -> [Int: Int64] {
        var counts: [Int: Int64] = [:]
        for entry in entries {
            guard let number = Int(bar(entry.key)) else { continue }
            counts[number, default: 0] += entry.tally.count
        }
        return counts
    }

    /// The bars that hold something, each with its upper bound in ms.
    static func json(_ counts: [Int: Int64]) -> JSONValue {
        .array(
            counts.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { bar, count in
                .object(["le_ms": milliseconds(bar), "count": .count(count)])
            })
    }

    static func percentile(_ share: Int, _ counts: [Int: Int64]) -> JSONValue {
        TimeBar.percentile(share, of: counts).map { .double(Double($0) / 10) } ?? .null
    }

    private static func milliseconds(_ bar: Int) -> JSONValue {
        .double(Double(TimeBar.upperBound(of: bar)) / 10)
    }
}
