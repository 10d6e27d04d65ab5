internal import AssayKit
internal import RuleEngine

/// What an electronic invoice and the pages that show it have in common, and where they differ.
struct PrintComparison {
    /// The values that are compared.
    static let fields = [
        "invoice_number", "invoice_date", "due_date", "supplier_name", "supplier_gstin", "supplier_vat_id",
        "buyer_name", "buyer_gstin", "buyer_vat_id", "taxable_total", "tax_total", "cgst", "sgst", "igst",
        "total", "amount_due", "currency", "bank_account", "irn",
    ]
    /// Those whose difference moves money or hides who gets it.
    private static let grave: Set = [
        "invoice_number", "supplier_name", "supplier_gstin", "supplier_vat_id", "total", "amount_due",
        "bank_account", "irn",
    ]
    /// A value of the page that was read with less confidence contradicts nothing.
    static let leastConfidence = 0.6

    /// The electronic invoice's record; values that the page has too point at their places.
    let placed: Record
    /// A finding for each difference.
    let flags: [Flag]

    init(invoice: Record, printed: Record, words: PrintedWords) {
        var placed = invoice
        var flags: [Flag] = []
        placed.pages = printed.pages
        for (name, own) in invoice.fields {
            guard let other = printed[name], Self.agree(name, own.value, other.value) else { continue }
            placed[name]?.page = other.page
            placed[name]?.box = other.box
        }
        for name in Self.fields {
            guard let own = invoice[name], let other = printed[name],
                other.confidence >= Self.leastConfidence,
                !Self.agree(name, own.value, other.value),
                !words.contains(own.value, as: FieldTable.field(name)?.type ?? .text)
            else { continue }
            flags.append(Self.contradiction(name, own, other, onPage: printed.pages.first ?? 1))
        }
        if !words.isEmpty, !words.isRecognised, let total = invoice["total"], total.amount?.isZero == false,
            !words.contains(total.value, as: .amount),
            !flags.contains(where: { $0.fields == ["total"] })
        {
            flags.append(
                EInvoiceRules.unprinted.flag(
                    "The electronic invoice's total, \(total.value), stands nowhere on the page.",
                    evidence: Evidence(expected: total.value, observed: "not on the page"),
                    onPage: printed.pages.first ?? 1))
        }
        self.placed = placed
        self.flags = flags
    }

    private static func contradiction(
        _ name: String, _ own: Field, _ other: Field, onPage page: Int
    ) -> Flag {
        let title = name.split(separator: "_").joined(separator: " ")
        return EInvoiceRules.contradiction.flag(
            "The electronic invoice's \(title) is “\(own.value.prefix(80))”, the page's “\(other.value.prefix(80))”.",
            fields: [name], severity: grave.contains(name) ? nil : .medium,
            evidence: Evidence(
                expected: own.value, observed: other.value,
                places: other.page.map { [.init(page: $0, box: other.box, text: other.raw)] } ?? []),
            onPage: page, confidence: other.confidence)
    }

    /// Whether two values of a field say the same.
    static func agree(_ name: String, _ left: String, _ right: String) -> Bool {
        switch FieldTable.field(name)?.type {
        case .amount:
            guard let left = Amount(left), let right = Amount(right) else { return left == right }
            return left == right
        case .state:
            guard let left = IndianState(printed: left), let right = IndianState(printed: right) else {
                return PrintedWords.folded(left) == PrintedWords.folded(right)
            }
            return left.comparableCode == right.comparableCode
        case .text: return PrintedWords.folded(left) == PrintedWords.folded(right)
        case .identifier: return PrintedWords.folded(left) == PrintedWords.folded(right)
        default: return left == right
        }
    }
}
