/// Columns of text.
package struct TextTable {
    private let head: [String]
    private let rows: [[String]]

    package init(_ head: [String], _ rows: [[String]]) {
        self.head = head
        self.rows = rows.map { $0.map(\.printable) }
    }

    /// All lines; the last column is not filled up.
    package var text: String {
        let all = [head] + rows
        let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            row.indices.map { $0 == row.count - 1 ? row[$0] : row[$0].padded(to: widths[$0]) }
                .joined(separator: "  ") + "\n"
        }.joined()
    }
}
