import AssayKit
import DocumentLayout

/// Chooses the sums of an invoice so that they agree with each other and with the items.
struct TotalsReader {
    let finder: ValueFinder
    let items: [ItemDraft]
    private var sheet: Sheet { finder.sheet }

    /// What may be one of the sums, by field.
    struct Candidates {
        var taxable: [TotalValue] = []
        var cgst: [TotalValue] = []
        var sgst: [TotalValue] = []
        var igst: [TotalValue] = []
        var cess: [TotalValue] = []
        var total: [TotalValue] = []
        var charges: [TotalValue] = []
        var discount: [TotalValue] = []
        var roundOff: [TotalValue] = []
        var paid: [TotalValue] = []
        var due: [TotalValue] = []
        /// The tax of all heads in one amount.
        var commonTax: [TotalValue] = []
    }

    /// The sums in some rows.
    func read(in rows: Range<Int>, table: ItemTable?, summaries: [ItemTable]) -> Totals {
        var candidates = Candidates()
        var excluded: Set<Int> = []
        if let table {
            for line in table.lines { excluded.insert(line.row) }
            for header in table.headers { excluded.formUnion(header) }
            addSums(table, &candidates, &excluded)
        }
        for summary in summaries {
            for line in summary.lines + summary.closing { excluded.insert(line.row) }
            for header in summary.headers { excluded.formUnion(header) }
        }
        let start = table?.headers.first?.lowerBound ?? rows.lowerBound
        let counts = table.map { self.counts(in: $0) } ?? []
        let lines = MoneyLineReader(finder: finder, counts: counts)
            .lines(in: start..<rows.upperBound, excluding: excluded)
        add(lines, to: &candidates)
        addUnlabelledSum(table, &candidates)
        addAdvance(&candidates)
        addUntaxed(lines, &candidates)
        for summary in summaries { addSummary(summary, &candidates) }
        if sheet.isRecognised { addMisread(&candidates) }
        let words = WordsReader(finder: finder).read(in: rows)
        let totals = TotalsChoice(candidates, items: items, words: words).choose()
        return sheet.isRecognised ? TotalsDoubt(items: items).settled(totals) : totals
    }

    /// Numbers in the closing rows of a table that sum up its counts: "Total  5,000.000 Kg".
    private func counts(in table: ItemTable) -> Set<Int> {
        let quantities = items.compactMap { $0.amount(.quantity) }
        guard !quantities.isEmpty else { return [] }
        let sum = quantities.reduce(Amount(0), +)
        var counts: Set<Int> = []
        for line in table.closing {
            for (offset, column) in line.columns.enumerated()
            where table.columns[column].kind == .quantity || table.columns[column].kind == .unit {
                let token = sheet.rows[line.row].first + offset
                let number = sheet.tokens[token].number
                if number.isNumber, !number.isPercent, number.amount == sum { counts.insert(token) }
            }
        }
        return counts
    }

    /// Adds the amounts without a misread currency sign; only sums that need them make them win.
    private func addMisread(_ candidates: inout Candidates) {
        func variants(_ values: [TotalValue]) -> [TotalValue] {
            values.flatMap { value -> [TotalValue] in
                guard value.tokens.count == 1 else { return [] }
                return MisreadAmount.variants(sheet.tokens[value.tokens[0]].number).map {
                    TotalValue(amount: $0, tokens: value.tokens, support: Confidence.guessed)
                }
            }
        }
        candidates.total += variants(candidates.total)
        candidates.taxable += variants(candidates.taxable)
        candidates.cgst += variants(candidates.cgst)
        candidates.sgst += variants(candidates.sgst)
        candidates.igst += variants(candidates.igst)
    }

    private func addSums(_ table: ItemTable, _ candidates: inout Candidates, _ excluded: inout Set<Int>) {
        for sums in ColumnSums(sheet: sheet).sums(of: table) {
            excluded.insert(sums.row)
            func value(_ token: Int?) -> [TotalValue] {
                guard let token else { return [] }
                return [
                    TotalValue(
                        amount: sheet.tokens[token].number.amount, tokens: [token],
                        support: Confidence.labelled)
                ]
            }
            candidates.taxable += value(sums.value(.taxable))
            candidates.cgst += value(sums.value(.cgst, .cgstAmount))
            candidates.sgst += value(sums.value(.sgst, .sgstAmount))
            candidates.igst += value(sums.value(.igst, .igstAmount))
            candidates.cess += value(sums.value(.cess, .cessAmount))
            candidates.total += value(sums.value(.amount))
            addCommonTax(sums.value(.taxAmount, .tax), &candidates)
        }
    }

    /// The sum of a column for all heads is the head's, where the items have one head only.
    private func addCommonTax(_ token: Int?, _ candidates: inout Candidates) {
        guard let token else { return }
        let heads = Set(items.flatMap { item in item.headRates.filter { !$0.value.isZero }.keys })
        let filled = Set(
            items.flatMap { item in
                [ItemDraft.Cell.cgst, .sgst, .igst].filter { !(item.amount($0)?.isZero ?? true) }
            })
        let value = TotalValue(
            amount: sheet.tokens[token].number.amount, tokens: [token], support: Confidence.labelled)
        if filled == [.igst] || (filled.isEmpty && heads == [.igst]) { candidates.igst.append(value) }
    }

    private func add(_ lines: [MoneyLine], to candidates: inout Candidates) {
        func value(_ line: MoneyLine) -> TotalValue {
            TotalValue(amount: line.amount, tokens: line.tokens, support: line.support)
        }
        candidates.cgst += HeadSums.candidates(lines.filter { $0.kind == .cgst })
        candidates.sgst += HeadSums.candidates(lines.filter { $0.kind == .sgst })
        candidates.igst += HeadSums.candidates(lines.filter { $0.kind == .igst })
        candidates.cess += HeadSums.candidates(lines.filter { $0.kind == .cess })
        for line in lines {
            switch line.kind {
            case .taxable: candidates.taxable.append(value(line))
            case .subtotal:
                var candidate = value(line)
                candidate.support = Confidence.positioned
                candidates.taxable.append(candidate)
            case .total:
                var candidate = value(line)
                if line.labelLength <= 5 { candidate.support = min(candidate.support, 0.9) }
                candidates.total.append(candidate)
            case .charges: candidates.charges.append(value(line))
            case .discount: candidates.discount.append(value(line))
            case .roundOff: candidates.roundOff.append(value(line))
            case .paid: candidates.paid.append(value(line))
            case .due: candidates.due.append(value(line))
            case .gst, .totalTax: candidates.commonTax.append(value(line))
            default: break
            }
        }
    }

    /// An amount without a label under the last item that is the sum of the items: Tally prints it so.
    private func addUnlabelledSum(_ table: ItemTable?, _ candidates: inout Candidates) {
        guard let table else { return }
        let values = items.compactMap { $0.amount(.taxable) ?? $0.amount(.amount) }
        guard !values.isEmpty, values.count == items.count else { return }
        let sum = values.reduce(Amount(0), +)
        let hasHeads = [candidates.cgst, candidates.sgst, candidates.igst].contains { !$0.isEmpty }
        if hasHeads { addUnknownSum(sum, table, &candidates) }
        for line in table.lines + table.closing {
            let tokens = sheet.rows[line.row].tokens
            let isTotal = finder.leadingHit(of: sheet.rows[line.row].segments.lowerBound)?.kind == .total
            // What customers pay by the MRP has the tax in it.
            if isTotal, !hasHeads, table.column(.listPrice) != nil, table.column(.unitPrice) == nil {
                continue
            }
            guard tokens.count <= 2, let token = tokens.last, sheet.tokens[token].number.isNumber,
                sheet.tokens[token].number.amount == sum, items.count > 1,
                !isTotal || hasHeads || candidates.total.count > 1
            else { continue }
            candidates.taxable.append(TotalValue(amount: sum, tokens: [token], support: Confidence.weak))
        }
    }

    /// Without taxes and without a total of another name the sum of the items is the total: "Total Value" of a challan.
    private func addUntaxed(_ lines: [MoneyLine], _ candidates: inout Candidates) {
        let values = items.compactMap { $0.amount(.amount) ?? $0.amount(.taxable) }
        let heads = candidates.cgst + candidates.sgst + candidates.igst + candidates.commonTax
        // A receipt whose only sum is called "Amount".
        if candidates.total.isEmpty, candidates.taxable.allSatisfy({ $0.support == Confidence.positioned }),
            heads.isEmpty, items.isEmpty, let only = lines.first(where: { $0.kind == .subtotal }),
            lines.filter({ $0.kind == .subtotal || $0.kind == .taxable }).allSatisfy({
                $0.amount == only.amount
            })
        {
            candidates.taxable = []
            candidates.total.append(
                TotalValue(amount: only.amount, tokens: only.tokens, support: Confidence.positioned))
            return
        }
        guard candidates.total.isEmpty, heads.isEmpty, !values.isEmpty, values.count == items.count,
            let line = lines.last(where: { $0.kind == .subtotal || $0.kind == .taxable }),
            line.amount == values.reduce(Amount(0), +)
        else { return }
        candidates.total.append(
            TotalValue(amount: line.amount, tokens: line.tokens, support: Confidence.positioned))
    }

    /// An advance on which tax is charged is its base: a receipt voucher has no other.
    private func addAdvance(_ candidates: inout Candidates) {
        guard candidates.taxable.isEmpty else { return }
        candidates.taxable += candidates.paid.map {
            TotalValue(amount: $0.amount, tokens: $0.tokens, support: Confidence.positioned)
        }
    }

    /// A line below the items that only states their sum, whatever it is called, where the tax follows.
    private func addUnknownSum(_ sum: Amount, _ table: ItemTable, _ candidates: inout Candidates) {
        for line in table.closing {
            let first = sheet.rows[line.row].first
            let amounts = line.columns.indices.filter { offset in
                let number = sheet.tokens[first + offset].number
                return table.columns[line.columns[offset]].kind.isMoney && number.isNumber
                    && !number.isPercent
            }
            let label = finder.leadingHit(of: sheet.rows[line.row].segments.lowerBound)?.kind
            // "Total  111.300  110.850  2,35,078.65": weights beside the sum.
            if amounts.count == 1, let offset = amounts.first,
                sheet.tokens[first + offset].number.amount == sum,
                sheet.rows[line.row].tokens.count > 2, !isOtherSum(label, sum, candidates)
            {
                candidates.taxable.append(
                    TotalValue(amount: sum, tokens: [first + offset], support: Confidence.weak))
                return
            }
        }
        let rows = table.closing.map(\.row) + Array(table.end..<min(table.end + 12, sheet.rows.count))
        for row in rows {
            let numbers = sheet.rows[row].tokens.filter {
                sheet.tokens[$0].number.isNumber && !sheet.tokens[$0].number.isPercent
            }
            guard let token = numbers.first, numbers.count == 1, sheet.tokens[token].number.amount == sum,
                !sheet.rows[row].segments.contains(where: {
                    isOtherSum(finder.leadingHit(of: $0)?.kind, sum, candidates)
                })
            else { continue }
            candidates.taxable.append(TotalValue(amount: sum, tokens: [token], support: Confidence.weak))
            return
        }
    }

    /// Whether a label announces another amount than what the items cost; "Total Freight" may be just that.
    private func isOtherSum(_ kind: LabelKind?, _ sum: Amount, _ candidates: Candidates) -> Bool {
        guard let kind, kind.isMoney else { return false }
        switch kind {
        case .subtotal, .charges: return false
        case .total: return !candidates.total.contains { $0.amount > sum }
        default: return true
        }
    }

    private func addSummary(_ summary: ItemTable, _ candidates: inout Candidates) {
        let (values, _) = ColumnSums(sheet: sheet).totals(ofSummary: summary)
        func found(_ kinds: ColumnKind...) -> [TotalValue] {
            kinds.compactMap { values[$0] }.map {
                TotalValue(amount: $0.amount, tokens: $0.tokens, support: Confidence.weak)
            }
        }
        candidates.taxable += found(.taxable)
        // Sums in one row under their headings, the total last.
        if summary.lines.count == 1, summary.column(.hsn) == nil, summary.column(.taxable) != nil,
            let last = summary.columns.last, last.kind == .amount
        {
            candidates.total += found(.amount)
        }
        if summary.lines.count == 1, summary.column(.hsn) == nil, let line = summary.lines.first {
            for (index, column) in summary.columns.enumerated()
            where column.kind == .ignored && HeadingKey(bytes: column.key).has("round") {
                guard
                    let token = summary.tokens(line, index, in: sheet).first(where: {
                        sheet.tokens[$0].number.isNumber
                    })
                else { continue }
                candidates.roundOff.append(
                    TotalValue(
                        amount: sheet.tokens[token].number.amount, tokens: [token], support: Confidence.weak))
            }
        }
        candidates.cgst += found(.cgstAmount, .cgst)
        candidates.sgst += found(.sgstAmount, .sgst)
        candidates.igst += found(.igstAmount, .igst)
        candidates.cess += found(.cessAmount, .cess)
    }
}
