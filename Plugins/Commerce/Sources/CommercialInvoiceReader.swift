internal import AssayKit
internal import DocumentLayout

/// Reads one commercial invoice.
struct CommercialInvoiceReader {
    let page: CommercePage
    private var sheet: Sheet { page.sheet }

    func record() -> Record {
        var record = Record(pages: sheet.pages.map(\.number))
        let sums = InvoiceSums(page: page).read()
        let items = ArithmeticItems(page: page).rows()
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
