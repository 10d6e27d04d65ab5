internal import AssayKit
internal import DocumentLayout

/// Reads one commercial invoice.
struct CommercialInvoiceReader {
    let page: CommercePage
    private var sheet: Sheet { page.sheet }

    func record() -> Record {
        var record = Record(pages: sheet.pages.map(\.number))
        var sums = InvoiceSums(page: page).read()
        let isCredit = isCreditNote && (sums.total ?? sums.due).map { $0.amount < Amount(0) } ?? false
        if isCredit { sums.negate() }
        let items = ArithmeticItems(page: page, isCredit: isCredit).rows()
        let readings: [(String, Reading?)] = [
            ("invoice_number", NumberFinder(page: page).reading()),
            ("invoice_date", date()),
            ("currency", CurrencyScanner(page: page).reading()),
        ]
        for (name, reading) in readings {
            if let reading { record[name] = sheet.field(reading) }
        }
        for (name, sum) in [
            ("taxable_total", sums.net), ("tax_total", sums.tax), ("total", sums.total),
            ("amount_due", sums.due),
        ] {
            if let sum { record[name] = sum.field(in: sheet) }
        }
        let parties = PartyScanner(page: page).read()
        for (name, reading) in [
            ("supplier_name", parties.seller), ("buyer_name", parties.buyer),
            ("supplier_vat_id", parties.sellerNumber), ("buyer_vat_id", parties.buyerNumber),
        ] {
            if let reading { record[name] = sheet.field(reading) }
        }
        record.lineItems = items
        return record
    }

    /// Whether the document calls itself a credit note: its sums are those credited, whatever sign they print (EN 16931,
    /// type 381); a correction's (384) keep theirs.
    private var isCreditNote: Bool {
        page.hits.contains { hit in
            guard hit.term == .number else { return false }
            let key = hit.tokens.flatMap { sheet.keys[sheet.tokens[$0].keyRange] }
            return ["avoir", "gutschrift", "creditnote", "creditmemo"].contains {
                key.starts(with: Array($0.utf8))
            }
        }
    }

    /// The date of issue, often printed right behind the number.
    private func date() -> Reading? {
        let finder = DateFinder(page: page)
        if let labelled = page.hits.first(where: { $0.term == .date && $0.weight == 2 }),
            let found = finder.date(of: labelled)
        {
            return finder.reading(found, support: Confidence.labelled)
        }
        for hit in page.hits where hit.term == .number {
            guard let rest = page.rest(of: hit), let found = page.dates.dates(in: rest).first else {
                continue
            }
            return finder.reading(found, support: Confidence.labelled)
        }
        return finder.reading(withoutLabel: Confidence.positioned)
    }
}
