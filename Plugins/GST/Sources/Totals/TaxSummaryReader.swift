import AssayKit
import DocumentLayout

/// Reads the tables that sum up taxes by rate or by HSN.
struct TaxSummaryReader {
    let sheet: Sheet

    /// The rows of the first such table.
    func rows(_ summaries: [ItemTable]) -> [Record.Row] {
        guard let table = summaries.first else { return [] }
        return table.lines.prefix(200).map { row($0, table) }.filter { !$0.isEmpty }
    }

    private func row(_ line: ItemTable.Line, _ table: ItemTable) -> Record.Row {
        var row: Record.Row = [:]
        var rates: [Amount] = []
        for (index, column) in table.columns.enumerated() {
            let tokens = table.tokens(line, index, in: sheet).filter { sheet.tokens[$0].digits > 0 }
            guard let first = tokens.first else { continue }
            let numbers = tokens.filter { sheet.tokens[$0].number.isNumber }
            let money = numbers.last { !sheet.tokens[$0].number.isPercent }
            switch column.kind {
            case .hsn, .description:
                if sheet.tokens[first].digits >= 4 { put("hsn", first, sheet.text(first...first), &row) }
            case .taxable, .amount: put("taxable_value", money, &row)
            case .cgst, .cgstAmount: put("cgst", money, &row)
            case .sgst, .sgstAmount: put("sgst", money, &row)
            case .igst, .igstAmount: put("igst", money, &row)
            case .cess, .cessAmount: put("cess", money, &row)
            case .taxAmount, .tax: put("tax_amount", money, &row)
            case .cgstRate, .sgstRate, .igstRate:
                if let number = numbers.first { rates.append(rate(sheet.tokens[number].number)) }
            case .taxRate, .rate, .unitPrice: put("rate", numbers.first, &row)
            default: break
            }
        }
        // The halves of the tax are alike by law (CGST and SGST Acts, section 9): of recognised ones that differ one is misread.
        let isMisread = sheet.isRecognised && Set(rates.filter { !$0.isZero }).count > 1
        if row["rate"] == nil, !rates.isEmpty, !isMisread {
            let rate = rates.reduce(Amount(0), +)
            row["rate"] = Field(
                rate.text, confidence: Confidence.weak, origin: .derived, derivedFrom: ["tax_summary"])
        }
        return row
    }

    private func rate(_ number: PrintedNumber) -> Amount {
        (sheet.isRecognised ? MisreadRate.mended(number) : nil) ?? number.amount
    }

    private func put(_ name: String, _ token: Int?, _ row: inout Record.Row) {
        guard let token, row[name] == nil else { return }
        put(name, token, sheet.tokens[token].number.amount.text, &row)
    }

    private func put(_ name: String, _ token: Int, _ value: String, _ row: inout Record.Row) {
        row[name] = sheet.field(Reading(value, tokens: [token], support: Confidence.labelled))
    }
}
