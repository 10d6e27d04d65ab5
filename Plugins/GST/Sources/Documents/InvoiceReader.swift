import AssayKit
import DocumentLayout

/// Reads one invoice out of some pages of a sheet.
struct InvoiceReader {
    let finder: ValueFinder
    let options: InvoiceOptions
    private var sheet: Sheet { finder.sheet }

    /// The record of the invoice on these pages: places in ``Sheet/pages``, neighbours.
    func record(pages: Range<Int>) -> Record {
        var record = Record(pages: pages.map { sheet.pages[$0].number })
        guard let first = pages.first, let last = pages.last else { return record }
        let rows = sheet.pages[first].rows.lowerBound..<sheet.pages[last].rows.upperBound
        let found = TableFinder(finder: finder).tables(in: rows)
        let table = found.items.map(ColumnRoles(sheet: sheet).settled)
        let drafts = table.map { items($0, rows) } ?? []
        let headEnd = table?.headers.first?.lowerBound ?? rows.upperBound
        let head = rows.lowerBound..<max(min(headEnd, rows.upperBound), rows.lowerBound)
        let parties = PartyReader(finder: finder, options: options, rows: rows, head: head).read()
        let header = HeaderReader(finder: finder, options: options, rows: rows).read()
        let totals = TotalsReader(finder: finder, items: drafts).read(
            in: rows, table: table, summaries: found.summaries)
        for (name, reading) in header { record[name] = sheet.field(reading) }
        put(parties, into: &record)
        put(totals, into: &record)
        let valued = ItemAmounts.settled(drafts, totals: totals, table: table)
        let summary = TaxSummaryReader(sheet: sheet).rows(found.summaries)
        record.lineItems = ItemRates.settled(valued, summary: summary).map { $0.row(in: sheet) }
        record.taxSummary = summary
        putType(rows, totals, drafts, &record)
        putCurrency(rows, &record)
        return record
    }

    private func items(_ table: ItemTable, _ rows: Range<Int>) -> [ItemDraft] {
        var drafts = ItemReader(finder: finder).items(table)
        if drafts.count == 1, drafts[0][.hsn] == nil,
            let code = DocumentCode(finder: finder).read(in: rows, outside: table)
        {
            drafts[0][.hsn] = code
        }
        return drafts
    }

    private func put(_ parties: Parties, into record: inout Record) {
        let values: [(String, Reading?)] = [
            ("supplier_name", parties.supplierName), ("supplier_gstin", parties.supplierGSTIN),
            ("supplier_pan", parties.supplierPAN), ("buyer_name", parties.buyerName),
            ("buyer_gstin", parties.buyerGSTIN), ("buyer_pan", parties.buyerPAN),
            ("ship_to_name", parties.shipToName),
            ("supplier_address", parties.supplier.address), ("supplier_pin", parties.supplier.pin),
            ("supplier_state", parties.supplier.state), ("supplier_phone", parties.supplier.phone),
            ("supplier_email", parties.supplier.email), ("buyer_address", parties.buyer.address),
            ("buyer_pin", parties.buyer.pin), ("buyer_state", parties.buyer.state),
            ("ship_to_address", parties.shipTo.address),
        ]
        for (name, reading) in values {
            if let reading { record[name] = sheet.field(reading) }
        }
    }

    private func put(_ totals: Totals, into record: inout Record) {
        let values: [(String, TotalValue?)] = [
            ("taxable_total", totals.taxable), ("cgst", totals.cgst), ("sgst", totals.sgst),
            ("igst", totals.igst),
            ("cess", totals.cess), ("round_off", totals.roundOff), ("total", totals.total),
            ("other_charges", totals.charges), ("amount_paid", totals.paid), ("amount_due", totals.due),
        ]
        for (name, value) in values {
            if let value { record[name] = value.field(in: sheet) }
        }
        if let words = totals.words { record["amount_in_words"] = sheet.field(words.reading) }
    }

    private func putType(
        _ rows: Range<Int>, _ totals: Totals, _ items: [ItemDraft], _ record: inout Record
    ) {
        let heads = [totals.cgst, totals.sgst, totals.igst].compactMap { $0?.amount }
        let facts = DocumentTypeReader.Facts(
            hasTax: heads.contains { !$0.isZero }
                || items.contains { $0.taxes.map { !$0.isZero } ?? false },
            hasGSTIN: record["supplier_gstin"] != nil, hasBuyerGSTIN: record["buyer_gstin"] != nil,
            hasNumber: record["invoice_number"] != nil, hasTotal: record["total"] != nil,
            date: record.date("invoice_date"))
        guard let reading = DocumentTypeReader(finder: finder, rows: rows).read(facts) else { return }
        var field = sheet.field(reading)
        if reading.tokens.isEmpty { field.origin = .derived }
        record["document_type"] = field
    }

    /// The currency that a sign or word names; rupees are assumed where a GSTIN stands.
    private func putCurrency(_ rows: Range<Int>, _ record: inout Record) {
        if let found = CurrencyReader(sheet: sheet).read(in: rows, isIndian: record["supplier_gstin"] != nil)
        {
            record["currency"] = sheet.field(found)
        } else if record["supplier_gstin"] != nil {
            record["currency"] = Field("INR", confidence: Confidence.weak, origin: .assumed)
        }
    }
}
