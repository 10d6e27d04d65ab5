import Foundation

/// One measured figure beside its anchor and its goal.
struct Figure {
    enum Goal {
        case atLeast(Double)
        case atMost(Double)
        case none
    }

    let name: String
    let ours: String
    let anchor: String
    /// What the goal speaks of: a ratio, milliseconds or megabytes.
    let value: Double
    let unit: String
    let goal: Goal

    private var verdict: String {
        switch goal {
        case .atLeast(let limit): value >= limit ? "met" : "short"
        case .atMost(let limit): value <= limit ? "met" : "short"
        case .none: ""
        }
    }

    private var goalText: String {
        switch goal {
        case .atLeast(let limit): "≥ \(format(limit)) \(unit)"
        case .atMost(let limit): "≤ \(format(limit)) \(unit)"
        case .none: ""
        }
    }

    func print() {
        let cells = [
            (name, 44), (ours, 26), (anchor, 40), ("\(format(value)) \(unit)", 14), (goalText, 12),
            (verdict, 6),
        ]
        Figure.write(
            cells.map { $0.0.padding(toLength: max($0.1, $0.0.count), withPad: " ", startingAt: 0) }
                .joined(separator: "  "))
    }

    /// Straight out: nobody waits for a buffer to fill.
    private static func write(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    static func printHeader() {
        Figure.write(
            "figure".padding(toLength: 44, withPad: " ", startingAt: 0)
                + "  ours                        anchor                                    measured        goal"
        )
    }
}

func format(_ number: Double) -> String {
    String(format: number >= 100 ? "%.0f" : number >= 10 ? "%.1f" : "%.2f", number)
}

/// The middle of some measurements.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted.count % 2 == 1
        ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
}
