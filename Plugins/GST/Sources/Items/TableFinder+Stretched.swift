import AssayKit
import DocumentLayout

extension TableFinder {
    /// Columns as wide as their cells, where headings stand at the left edge and numbers at the right one: as spreadsheets
    /// print them.
    func stretched(_ columns: [Column], _ body: Range<Int>) -> [Column] {
        guard !sheet.isRecognised, columns.count > 2 else { return columns }
        var ending: [Int: Int] = [:]
        for row in body.prefix(12) {
            for index in sheet.rows[row].tokens where sheet.tokens[index].number.isNumber {
                let box = sheet.tokens[index].box
                let place = columns.indices.dropLast().first { column in
                    box.x0 > columns[column].x1 && box.x1 <= columns[column + 1].x0
                        && columns[column + 1].x0 - box.x1 < 0.65 * box.height
                }
                if let place, columns[place].kind != .serial { ending[place, default: 0] += 1 }
            }
        }
        guard ending.count >= 2, ending.values.reduce(0, +) >= 3 else { return columns }
        var columns = columns
        for index in columns.indices.dropLast() where columns[index].kind != .description {
            columns[index].x1 = max(columns[index].x1, columns[index + 1].x0 - 1)
        }
        return columns
    }
}
