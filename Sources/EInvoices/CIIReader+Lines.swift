internal import AssayKit
internal import XMLReading

extension CIIReader {
    /// Reads a line; one that only carries a note has no row.
    func read(line: XMLElement, _ draft: inout InvoiceDraft) {
        func part(_ name: String) -> XMLElement? {
            line.first("SpecifiedLineTrade" + name) ?? line.first("SpecifiedSupplyChainTrade" + name)
        }
        let (agreement, settlement) = (part("Agreement"), part("Settlement"))
        let product = line.first("SpecifiedTradeProduct")
        let quantity = part("Delivery")?.first("BilledQuantity")
        let sums =
            settlement?.first("SpecifiedTradeSettlementLineMonetarySummation")
            ?? settlement?.first("SpecifiedTradeSettlementMonetarySummation")
        var row = Record.Row()
        row["quantity"] = draft.amount(quantity?.text(), of: "line_items.quantity")
        row["unit_price"] = draft.amount(
            agreement?.text("NetPriceProductTradePrice", "ChargeAmount"), of: "line_items.unit_price")
        row["taxable_value"] = draft.amount(sums?.text("LineTotalAmount"), of: "line_items.taxable_value")
        guard !row.isEmpty else { return }
        row["list_price"] = draft.amount(
            agreement?.text("GrossPriceProductTradePrice", "ChargeAmount"), of: "line_items.list_price")
        row["description"] = InvoiceDraft.text(product?.text("Name") ?? product?.text("Description"))
        row["unit"] = InvoiceDraft.text(quantity?.attributes["unitCode"])
        row["hsn"] = InvoiceDraft.text(product?.text("DesignatedProductClassification", "ClassCode"))
        row["rate"] = draft.amount(
            settlement?.first("ApplicableTradeTax").flatMap(Self.rate), of: "line_items.rate")
        let allowances = settlement?.all("SpecifiedTradeAllowanceCharge") ?? []
        row["discount"] = draft.sum(
            allowances.filter { $0.text("ChargeIndicator", "Indicator") == "false" }.map {
                $0.text("ActualAmount")
            }, of: "line_items.discount")
        draft.append(line: row)
    }
}
