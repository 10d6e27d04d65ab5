import AssayKit
import DocumentLayout

/// Settles what headings leave open: "Rate" of a unit or of the tax, "Amount" before or after tax.
struct ColumnRoles {
    let sheet: Sheet

    /// The table with every column's kind settled as far as the table itself can.
    func settled(_ table: ItemTable) -> ItemTable {
        var table = table
        settleDescription(&table)
        settleRate(&table)
        settleTaxes(&table)
        settleNetPrices(&table)
        settleAmounts(&table)
        settleQuantities(&table)
        return table
    }

    private func numbers(_ table: ItemTable, _ column: Int) -> [PrintedNumber] {
        table.lines.flatMap { line in
            table.tokens(line, column, in: sheet).map { sheet.tokens[$0].number }.filter(\.isNumber)
        }
    }

    /// Without a heading that names them, what is sold stands in the column of an unknown heading with the longest words.
    private func settleDescription(_ table: inout ItemTable) {
        guard table.column(.description) == nil else { return }
        var best: (column: Int, letters: Int)?
        for index in table.columns.indices
        where table.columns[index].kind == .ignored && ColumnVocabulary.exact(table.columns[index].key) == nil
        {
            let cells = table.lines.map { table.tokens($0, index, in: sheet) }.filter { !$0.isEmpty }
            let letters = cells.joined().reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
            let digits = cells.joined().reduce(0) { $0 + Int(sheet.tokens[$1].digits) }
            guard !cells.isEmpty, letters >= 8 * cells.count, digits * 4 < letters,
                letters > best?.letters ?? 0
            else { continue }
            best = (index, letters)
        }
        if let best { table.columns[best.column].kind = .description }
    }

    /// The columns with the one of the names known, as far as the table's words tell it.
    func described(_ columns: [Column], lines table: ItemTable) -> [Column] {
        var table = table
        settleDescription(&table)
        // "Item" over numbers alone, beside "Description", counts the rows.
        let names = table.columns.indices.filter { table.columns[$0].kind == .description }
        if names.count > 1, let first = names.first, first == 0, table.column(.serial) == nil {
            let words = table.lines.flatMap { table.tokens($0, first, in: sheet) }
                .filter { sheet.tokens[$0].box.x1 < table.columns[names[1]].x0 }
            if !words.isEmpty,
                words.allSatisfy({ sheet.tokens[$0].letters == 0 && sheet.tokens[$0].digits > 0 })
            {
                table.columns[first].kind = .serial
            }
        }
        return table.columns
    }

    private func settleRate(_ table: inout ItemTable) {
        let hasPrice = table.columns.contains { $0.kind == .unitPrice || $0.kind == .inclusivePrice }
        for index in table.columns.indices where table.columns[index].kind == .rate {
            let values = numbers(table, index)
            let percents = values.filter(\.isPercent).count
            let slabs = values.filter { Self.isSlab($0.micros) }.count
            let others = table.columns.indices.filter { $0 != index && table.columns[$0].kind == .rate }
            let isTax =
                percents * 2 > values.count
                || (!values.isEmpty && slabs == values.count
                    && (hasPrice || (others.contains { $0 < index } && !others.isEmpty)))
            table.columns[index].kind = isTax ? .taxRate : .unitPrice
        }
        for index in table.columns.indices where table.columns[index].kind == .discount {
            let values = numbers(table, index)
            if !values.isEmpty, values.allSatisfy({ $0.isPercent || $0.micros == 0 }),
                values.contains(where: \.isPercent)
            {
                table.columns[index].kind = .discountPercent
            }
        }
    }

    /// A column "GST" or "IGST" that holds nothing but rates is one of rates.
    private func settleTaxes(_ table: inout ItemTable) {
        for index in table.columns.indices {
            let rate: ColumnKind
            switch table.columns[index].kind {
            case .tax, .taxAmount: rate = .taxRate
            case .cgst, .cgstAmount: rate = .cgstRate
            case .sgst, .sgstAmount: rate = .sgstRate
            case .igst, .igstAmount: rate = .igstRate
            default: continue
            }
            let values = numbers(table, index)
            guard values.contains(where: { $0.micros != 0 }), areRates(values),
                !table.columns.contains(where: { $0.kind == rate }), !areTaxes(values, table)
            else { continue }
            table.columns[index].kind = rate
        }
    }

    /// Whether numbers are rates; of recognised ones a few may have lost their point.
    private func areRates(_ values: [PrintedNumber]) -> Bool {
        let plain = values.count { Self.isSlab($0.micros) }
        guard sheet.isRecognised, plain < values.count else { return plain == values.count }
        return plain * 3 >= values.count * 2
            && values.allSatisfy { Self.isSlab($0.micros) || MisreadRate.mended($0) != nil }
    }

    /// Whether numbers that look like rates are amounts all the same: each is what some rate gives on its row's base.
    private func areTaxes(_ values: [PrintedNumber], _ table: ItemTable) -> Bool {
        guard let base = table.column(.taxable) ?? table.column(.amount) else { return false }
        let bases = numbers(table, base)
        guard bases.count == values.count else { return false }
        return zip(values, bases).allSatisfy { value, base in
            [25, 50, 90, 140, 120, 180, 280].contains { perMille in
                (value.amount * Amount(1000) - base.amount * Amount(perMille)).magnitude <= Amount(20)
            }
        }
    }

    /// Whether a number is a rate of the tax, or of one of its halves.
    static func isSlab(_ micros: Int64) -> Bool {
        switch abs(micros) {
        case 0, 50_000, 100_000, 125_000, 250_000, 500_000, 750_000, 1_000_000, 1_500_000, 2_500_000,
            3_000_000,
            5_000_000, 6_000_000, 9_000_000, 12_000_000, 14_000_000, 18_000_000, 20_000_000, 28_000_000,
            40_000_000:
            true
        default: false
        }
    }

    /// "List Price", "Less Disc." and "Net Price": what is left of a row's list price is its value.
    private func settleNetPrices(_ table: inout ItemTable) {
        guard table.column(.taxable) == nil, let list = table.column(.listPrice),
            let net = table.column(.unitPrice), let discount = table.column(.discount), list < net
        else { return }
        var fits = 0
        for line in table.lines {
            guard let price = first(line, list, table), let value = first(line, net, table) else { continue }
            let count = table.column(.quantity).flatMap { first(line, $0, table) } ?? Amount(1)
            let less = first(line, discount, table) ?? Amount(0)
            guard (count * price - less - value).magnitude <= Amount(1) else { return }
            fits += 1
        }
        guard fits > 0, table.columns[(net + 1)...].contains(where: { $0.kind.isMoney }) else { return }
        table.columns[net].kind = .taxable
        table.columns[list].kind = .unitPrice
    }

    private func settleAmounts(_ table: inout ItemTable) {
        // "Net amount", the tax, "Gross": the last one is with tax.
        if let last = table.columns.indices.last, table.columns[last].kind == .gross,
            table.column(.amount) == nil, table.columns[..<last].contains(where: { $0.kind.isTaxMoney })
        {
            table.columns[last].kind = .amount
        }
        let hasTaxable = table.column(.taxable) != nil
        for index in table.columns.indices where table.columns[index].kind == .net {
            let follows = table.columns[(index + 1)...].contains { $0.kind == .amount }
            table.columns[index].kind = follows ? (hasTaxable ? .gross : .taxable) : .amount
        }
        let amounts = table.columns.indices.filter { table.columns[$0].kind == .amount }
        if amounts.count > 1 {
            // Only the last one is the row's; the one before the taxes is their base.
            for index in amounts.dropLast() {
                let follows = table.columns[(index + 1)...].contains { $0.kind.isTaxMoney }
                let isBase = follows && table.column(.taxable) == nil
                table.columns[index].kind = isBase ? .taxable : .gross
            }
        }
        // The only amount, with the tax behind it and nothing after that, is what the tax is of.
        if amounts.count == 1, let only = amounts.first, table.column(.taxable) == nil,
            let last = table.columns.last, last.kind.isTaxMoney,
            table.columns[(only + 1)...].contains(where: { $0.kind.isTaxMoney })
        {
            table.columns[only].kind = .taxable
        }
        let taxables = table.columns.indices.filter { table.columns[$0].kind == .taxable }
        for index in taxables.dropLast() { table.columns[index].kind = .gross }
    }

    /// Of two columns of quantities the one that explains the amounts is kept.
    private func settleQuantities(_ table: inout ItemTable) {
        if table.column(.quantity) == nil, table.column(.quantityPrice) == nil, let unit = table.column(.unit)
        {
            let filled = table.lines.filter { !table.tokens($0, unit, in: sheet).isEmpty }.count
            if filled > 0, numbers(table, unit).count * 2 >= filled { table.columns[unit].kind = .quantity }
        }
        let places = table.columns.indices.filter { table.columns[$0].kind == .quantity }
        guard places.count > 1, let price = table.column(.unitPrice) else {
            for index in places.dropFirst() { table.columns[index].kind = .ignored }
            return
        }
        let base = table.column(.taxable) ?? table.column(.amount)
        var votes = [Int](repeating: 0, count: places.count)
        for line in table.lines {
            guard let base, let amount = first(line, base, table), let unit = first(line, price, table) else {
                continue
            }
            for (vote, place) in places.enumerated() {
                guard let count = first(line, place, table) else { continue }
                if (count * unit - amount).magnitude <= Amount(micros: 1_000_000, scale: 2) {
                    votes[vote] += 1
                }
            }
        }
        let best = votes.indices.max { (votes[$0], $0) < (votes[$1], $1) } ?? 0
        for (vote, place) in places.enumerated() where vote != best { table.columns[place].kind = .ignored }
    }

    private func first(_ line: ItemTable.Line, _ column: Int, _ table: ItemTable) -> Amount? {
        table.tokens(line, column, in: sheet).map { sheet.tokens[$0].number }.first(where: \.isNumber)?.amount
    }
}
