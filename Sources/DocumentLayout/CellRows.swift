internal import AssayKit

/// Brings words of table cells that the reader found to be in one line to one height.
///
/// A cell with one line of text beside one with two has its line between those two; which of them it goes with, the
/// reader of the page has settled.
enum CellRows {
    /// The words of one cell in one line.
    private struct Run {
        var words: [Int]
        var middle: Float
        var height: Float
    }

    /// Moves words up or down by less than their height.
    static func align(_ words: inout [Token]) {
        var lines: [Int32: [Int32: [Int]]] = [:]
        for index in words.indices where words[index].cell != 0 && words[index].line > 0 {
            lines[words[index].line, default: [:]][words[index].cell, default: []].append(index)
        }
        for (_, cells) in lines where cells.count > 1 {
            let runs = cells.values.map { run($0, words) }.sorted { $0.middle < $1.middle }
            let level = runs[runs.count / 2].middle
            for run in runs {
                let shift = run.middle - level
                guard abs(shift) < run.height else { continue }
                for index in run.words {
                    words[index].shift += shift
                    words[index].box.y0 -= shift
                    words[index].box.y1 -= shift
                }
            }
        }
    }

    private static func run(_ members: [Int], _ words: [Token]) -> Run {
        let tall = members.map { words[$0].box }.max { $0.height < $1.height } ?? words[members[0]].box
        return Run(words: members, middle: tall.midY, height: tall.height)
    }
}
