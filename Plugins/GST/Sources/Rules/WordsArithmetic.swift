import AssayKit
import IndianTax
import RuleEngine

/// Rules about the amount in words.
enum WordsArithmetic {
    static let all = [words]

    /// Source: policy; where words and figures differ, one of them was changed or mistaken.
    static let words = Rule(
        RuleCard(
            "ARI-06", "Words and figures differ", .high,
            when:
                "the amount in words is another number of rupees than the total; low where only the paise differ",
            evidence: "the number that the words say, and the figures",
            basis: .policy("the amount in words repeats the total"), tolerance: "the same rupees",
            falsePositives: ["the tax in words taken for the total"],
            fields: ["amount_in_words", "total", "amount_due", "cgst", "sgst", "igst", "taxable_total"])
    ) { input in
        var reading = input.reading()
        guard let text = reading.text("amount_in_words"), let total = reading.amount("total") else {
            return .notApplicable
        }
        guard let spelled = AmountInWords.parse(text) else {
            return .inconclusive("the amount in words could not be understood")
        }
        let rounded = total.rounded(toDecimals: 0)
        let figures = [total, rounded] + [reading.record.amount("amount_due")].compactMap { $0 }
        if figures.contains(spelled) { return .pass }
        var others = input.reading()
        if let taxes = others.taxes(), !taxes.total.isZero, spelled == taxes.total || spelled == taxes.heads {
            return .inconclusive("the words spell the tax, not the total")
        }
        let isPaise = spelled.distance(to: total) < Amount(1)
        if !isPaise, isPart(spelled, of: rounded) || isPart(spelled, of: total) {
            return .inconclusive("the words look cut off")
        }
        return .hit([
            reading.finding(
                "The words say \(spelled.text), the figures say \(total.text)", expected: total.text,
                observed: spelled.text, tolerance: "the same rupees", severity: isPaise ? .low : nil)
        ])
    }

    /// Whether an amount's words are the beginning or the end of another's.
    private static func isPart(_ spelled: Amount, of total: Amount) -> Bool {
        func words(_ amount: Amount) -> [Substring] {
            AmountInWords.write(amount).split(separator: " ").filter { $0 != "Rupees" && $0 != "Only" }
        }
        let some = words(spelled)
        let all = words(total)
        return some.count < all.count && (all.suffix(some.count) == some[...] || all.starts(with: some))
    }
}
