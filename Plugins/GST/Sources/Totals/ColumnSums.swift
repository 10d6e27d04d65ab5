import AssayKit
import DocumentLayout

/// What the sum row of a table states, column by column.
struct ColumnSums {
    let sheet: Sheet

    /// A table's sums by kind of column.
    struct Sums {
        var values: [(kind: ColumnKind, token: Int)] = []
        var row: Int

        func value(_ kinds: ColumnKind...) -> Int? { values.first { kinds.contains($0.kind) }?.token }
    }

    /// The sums of each closing row that has numbers in two or more columns of money.
    func sums(of table: ItemTable) -> [Sums] {
        table.closing.compactMap { line in
            var sums = Sums(row: line.row)
            let first = sheet.rows[line.row].first
            for (offset, column) in line.columns.enumerated() {
                let number = sheet.tokens[first + offset].number
                let kind = table.columns[column].kind
                guard number.isNumber, !number.isPercent, kind.isMoney else { continue }
                sums.values.removeAll { $0.kind == kind }
                sums.values.append((kind, first + offset))
            }
            return sums.values.count >= 2 && isSum(line.row) ? sums : nil
        }
    }

    /// Whether a row says "Total", or says nothing at all beside its numbers.
    private func isSum(_ row: Int) -> Bool {
        let tokens = sheet.rows[row].tokens
        if tokens.contains(where: { isTotal($0) }) { return true }
        return tokens.allSatisfy { sheet.tokens[$0].letters <= 3 }
    }

    private func isTotal(_ token: Int) -> Bool {
        sheet.key(token, equals: "total") || sheet.key(token, equals: "subtotal")
            || sheet.key(token, equals: "totals")
            || sheet.key(token, equals: "grandtotal")
    }

    /// The sums of a tax table: its sum row, or its rows added up.
    ///
    /// - Returns: Each head's amount with the words it stands on, and whether it was added up here.
    func totals(ofSummary table: ItemTable) -> (
        values: [ColumnKind: (amount: Amount, tokens: [Int])], isAdded: Bool
    ) {
        var values: [ColumnKind: (amount: Amount, tokens: [Int])] = [:]
        let lines = table.closing.isEmpty ? table.lines : table.closing
        for line in lines {
            let first = sheet.rows[line.row].first
            for (kind, tokens) in money(line, table, first) {
                guard let token = tokens.last else { continue }
                let amount = sheet.tokens[token].number.amount
                let known = values[kind]
                values[kind] = ((known?.amount ?? Amount(0)) + amount, (known?.tokens ?? []) + [token])
            }
        }
        return (values, table.closing.isEmpty && table.lines.count > 1)
    }

    private func money(_ line: ItemTable.Line, _ table: ItemTable, _ first: Int) -> [(ColumnKind, [Int])] {
        var cells: [(ColumnKind, [Int])] = []
        for (index, column) in table.columns.enumerated() where column.kind.isMoney {
            let tokens = line.columns.indices.filter { line.columns[$0] == index }.map { first + $0 }
                .filter { sheet.tokens[$0].number.isNumber && !sheet.tokens[$0].number.isPercent }
            if !tokens.isEmpty { cells.append((column.kind, tokens)) }
        }
        return cells
    }
}
