internal import AssayKit
internal import DocumentLayout

/// Reads one receipt.
struct ReceiptReader {
    let page: CommercePage
    private var sheet: Sheet { page.sheet }

    func record() -> Record {
        var record = Record(pages: sheet.pages.map(\.number))
        let shop = ShopReader(page: page)
        let name = shop.name()
        if let name { record["supplier_name"] = sheet.field(name.reading) }
        if let name, let address = shop.address(below: name.row) {
            record["supplier_address"] = sheet.field(address)
        }
        if let date = DateFinder(page: page).reading(withoutLabel: 0.9) {
            record["invoice_date"] = sheet.field(date)
        }
        let till = TillReader(page: page)
        if let total = till.total() { record["total"] = total.field(in: sheet) }
        if let tax = till.tax(below: record.amount("total")) { record["tax_total"] = sheet.field(tax) }
        if let number = NumberFinder(page: page).reading() { record["invoice_number"] = sheet.field(number) }
        if let currency = CurrencyScanner(page: page).reading() { record["currency"] = sheet.field(currency) }
        putType(&record)
        return record
    }

    /// A receipt shows what was paid, or says what it is.
    private func putType(_ record: inout Record) {
        guard record["total"] != nil || record["invoice_date"] != nil else { return }
        let said = sheet.tokens.indices.first { index in
            ["receipt", "cashier", "cash", "resit", "ticket", "kassenbon", "quittung", "change", "tunai"]
                .contains { sheet.keys[sheet.tokens[index].keyRange].elementsEqual($0.utf8) }
        }
        let paid = page.hits.first { $0.term == .paid || $0.term == .change }?.tokens.lowerBound
        guard let place = said ?? paid else { return }
        record["document_type"] = sheet.field(
            Reading(DocumentType.retailReceipt.rawValue, place...place, support: Confidence.weak))
    }
}
