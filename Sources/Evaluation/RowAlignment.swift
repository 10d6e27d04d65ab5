internal import AssayKit

/// Pairs the rows that were read with those of the truth, in order.
struct RowAlignment {
    /// The truth's row and the given row that stand beside each other; nil where one has no partner.
    let pairs: [(truth: Int?, given: Int?)]

    /// The pairing with the most right rows and, among those, the most right cells.
    init(truth: [JSONValue], given: [JSONValue]) {
        let (rows, columns) = (truth.count, given.count)
        var likeness = [[Int]](repeating: [Int](repeating: 0, count: columns), count: rows)
        for row in 0..<rows {
            for column in 0..<columns { likeness[row][column] = Self.likeness(truth[row], given[column]) }
        }
        var best = [[Int]](repeating: [Int](repeating: 0, count: columns + 1), count: rows + 1)
        for row in stride(from: rows - 1, through: 0, by: -1) {
            for column in stride(from: columns - 1, through: 0, by: -1) {
                best[row][column] = max(
                    best[row + 1][column], best[row][column + 1],
                    likeness[row][column] > 0 ? likeness[row][column] + best[row + 1][column + 1] : 0)
            }
        }
        var pairs: [(truth: Int?, given: Int?)] = []
        var (row, column) = (0, 0)
        while row < rows || column < columns {
            if row < rows, column < columns, likeness[row][column] > 0,
                best[row][column] == likeness[row][column] + best[row + 1][column + 1]
            {
                pairs.append((truth: row, given: column))
                row += 1
                column += 1
            } else if row < rows, column == columns || best[row][column] == best[row + 1][column] {
                pairs.append((truth: row, given: nil))
                row += 1
            } else {
                pairs.append((truth: nil, given: column))
                column += 1
            }
        }
        self.pairs = pairs
    }

    /// A right row weighs more than any number of right cells.
    private static func likeness(_ truth: JSONValue, _ given: JSONValue) -> Int {
        let verdicts = Self.verdicts(truth, given)
        let right = verdicts.filter { $0.verdict == .right }.count
        let isRight = Self.isRight(verdicts)
        return right == 0 && !isRight ? 0 : right + (isRight ? 1000 : 0)
    }

    /// The verdict on each scored cell of the truth's row.
    static func verdicts(_ truth: JSONValue, _ given: JSONValue?) -> [(cell: ScoredField, verdict: Verdict)] {
        ScoredField.cells.compactMap { cell in
            cell.verdict(on: GivenValue(given?[cell.name]), truth: truth).map { (cell: cell, verdict: $0) }
        }
    }

    /// Whether every scored cell is right.
    static func isRight(_ verdicts: [(cell: ScoredField, verdict: Verdict)]) -> Bool {
        verdicts.allSatisfy { $0.verdict == .right || $0.verdict == .rightlyAbsent }
    }
}
