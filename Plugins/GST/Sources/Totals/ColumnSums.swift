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
            let cells = money(line, table, first)
            let half = half(cells)
            for (kind, tokens) in cells {
                guard let token = tokens.last else { continue }
                let amount = Self.halves.contains(kind) ? half ?? number(token) : number(token)
                let known = values[kind]
                values[kind] = ((known?.amount ?? Amount(0)) + amount, (known?.tokens ?? []) + [token])
            }
        }
        let isAdded = table.closing.isEmpty && table.lines.count > 1
        if isAdded, sheet.isRecognised {
            values = values.filter { Self.halves.contains($0.key) || isEven($0.value.tokens) }
        }
        return (values, isAdded)
    }

    /// Whether all amounts have decimals or none has: one without has lost its point, and what they add up to is wrong.
    private func isEven(_ tokens: [Int]) -> Bool {
        Set(tokens.map { sheet.tokens[$0].number }.filter { $0.micros != 0 }.map { $0.scale > 0 }).count <= 1
    }

    private static let halves: Set<ColumnKind> = [.cgst, .cgstAmount, .sgst, .sgstAmount]

    private func number(_ token: Int) -> Amount { sheet.tokens[token].number.amount }

    /// Central and State tax of a row are equal: what both are when one of them was misread.
    private func half(_ cells: [(ColumnKind, [Int])]) -> Amount? {
        let tokens = cells.filter { Self.halves.contains($0.0) }.compactMap(\.1.last)
        guard sheet.isRecognised, tokens.count == 2, number(tokens[0]) != number(tokens[1]) else {
            return nil
        }
        let readings = tokens.map { [number($0)] + MisreadAmount.variants(sheet.tokens[$0].number) }
        let shared = readings[0].filter { first in readings[1].contains { $0 == first } }
        if shared.count == 1 { return shared[0] }
        // "6804" beside "80.4": a currency's sign as a digit, and the point lost.
        let digits = tokens.map { number($0).text.utf8.filter(Folding.isDigit) }
        for (long, short) in [(0, 1), (1, 0)]
        where number(tokens[short]).scale > 0 && number(tokens[long]).scale == 0
            && digits[long].count == digits[short].count + 1 && digits[short].count >= 3
            && digits[long].dropFirst().elementsEqual(digits[short])
        { return number(tokens[short]) }
        return nil
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
