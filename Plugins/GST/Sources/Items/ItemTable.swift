import AssayKit
import DocumentLayout

/// A table as it was found: its columns, and its rows with each word in a column.
struct ItemTable {
    /// One row of the page inside a table.
    struct Line {
        /// Place in ``Sheet/rows``.
        var row: Int
        /// For each word of the row its column.
        var columns: [Int]
    }

    var columns: [Column]
    /// The rows that head it, also where it is repeated on later pages.
    var headers: [ClosedRange<Int>]
    /// The rows of items.
    var lines: [Line] = []
    /// Sums and taxes that stand in the table below the items.
    var closing: [Line] = []
    /// The first row below the table.
    var end: Int

    /// The first column of a kind.
    func column(_ kind: ColumnKind) -> Int? { columns.firstIndex { $0.kind == kind } }

    /// The words of a line in a column.
    func tokens(_ line: Line, _ column: Int, in sheet: Sheet) -> [Int] {
        let first = sheet.rows[line.row].first
        return line.columns.indices.compactMap { line.columns[$0] == column ? first + $0 : nil }
    }
}
