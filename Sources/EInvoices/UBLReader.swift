internal import AssayKit
internal import XMLReading

/// Reads an invoice or credit note in UBL 2.
///
/// Source: EN 16931-3-2.
struct UBLReader {
    private let root: XMLElement
    private var isCreditNote: Bool { root.name == "CreditNote" }

    init(root: XMLElement) { self.root = root }

    func invoice() -> EInvoice {
        var draft = InvoiceDraft()
        readParties(&draft)
        readHeader(&draft)
        readPayment(&draft)
        readTotals(&draft)
        for line in root.all(isCreditNote ? "CreditNoteLine" : "InvoiceLine") { read(line: line, &draft) }
        return EInvoice(
            syntax: .ubl, profile: root.text("CustomizationID"), record: draft.record,
            problems: draft.problems)
    }

    private func readHeader(_ draft: inout InvoiceDraft) {
        let code = root.text(isCreditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode")
        let isIndian = draft.record["supplier_gstin"] != nil
        draft.set(
            DocumentType(code: isCreditNote ? code ?? "381" : code, isIndian: isIndian).rawValue,
            as: "document_type", raw: code)
        draft.set(text: root.text("ID"), as: "invoice_number")
        draft.set(date: root.text("IssueDate"), as: "invoice_date")
        draft.set(date: root.text("DueDate") ?? root.text("PaymentMeans", "PaymentDueDate"), as: "due_date")
        draft.set(text: root.text("DocumentCurrencyCode")?.uppercased(), as: "currency")
        draft.set(text: root.text("OrderReference", "ID"), as: "po_number")
        draft.set(date: root.text("OrderReference", "IssueDate"), as: "po_date")
        draft.set(text: root.text("DespatchDocumentReference", "ID"), as: "delivery_note")
        let original = root.first("BillingReference", "InvoiceDocumentReference")
        draft.set(text: original?.text("ID"), as: "original_invoice_number")
        draft.set(date: original?.text("IssueDate"), as: "original_invoice_date")
    }

    private func readParties(_ draft: inout InvoiceDraft) {
        for (party, element) in [
            ("supplier", root.first("AccountingSupplierParty", "Party")),
            ("buyer", root.first("AccountingCustomerParty", "Party")),
        ] {
            guard let element else { continue }
            draft.set(
                text: element.text("PartyLegalEntity", "RegistrationName")
                    ?? element.text("PartyName", "Name"), as: party + "_name")
            let schemes = element.all("PartyTaxScheme")
            let number =
                schemes.first { ["VAT", "GST"].contains($0.text("TaxScheme", "ID")) }
                ?? (schemes.count == 1 ? schemes.first : nil)
            draft.set(taxNumber: number?.text("CompanyID"), of: party)
            draft.set(text: Self.address(element.first("PostalAddress")), as: party + "_address")
            draft.set(text: element.text("PostalAddress", "PostalZone"), as: party + "_pin")
        }
        let contact = root.first("AccountingSupplierParty", "Party", "Contact")
        draft.set(text: contact?.text("Telephone"), as: "supplier_phone")
        draft.set(text: contact?.text("ElectronicMail"), as: "supplier_email")
        draft.set(text: root.text("Delivery", "DeliveryParty", "PartyName", "Name"), as: "ship_to_name")
        draft.set(
            text: Self.address(root.first("Delivery", "DeliveryLocation", "Address")), as: "ship_to_address")
    }

    private func readPayment(_ draft: inout InvoiceDraft) {
        let account = root.first("PaymentMeans", "PayeeFinancialAccount")
        draft.setAccount(account?.text("ID"))
        draft.set(text: account?.text("Name"), as: "bank_account_holder")
        let branch = account?.first("FinancialInstitutionBranch")
        draft.set(ifsc: branch?.text("ID") ?? branch?.text("FinancialInstitution", "ID"))
        draft.set(
            text: branch?.text("Name") ?? branch?.text("FinancialInstitution", "Name"), as: "bank_name")
    }

    private func readTotals(_ draft: inout InvoiceDraft) {
        let sums = root.first("LegalMonetaryTotal")
        for (name, element) in [
            ("taxable_total", "TaxExclusiveAmount"), ("total", "TaxInclusiveAmount"),
            ("amount_paid", "PrepaidAmount"), ("round_off", "PayableRoundingAmount"),
            ("amount_due", "PayableAmount"), ("other_charges", "ChargeTotalAmount"),
        ] {
            draft.set(amount: sums?.text(element), as: name)
        }
        let currency = root.text("DocumentCurrencyCode")
        // A second total may give the tax in the currency of the books.
        let totals = root.all("TaxTotal")
        let own =
            totals.first { $0.first("TaxAmount")?.attributes["currencyID"] == currency } ?? totals.first
        draft.set(amount: own?.text("TaxAmount"), as: "tax_total")
        var categories: [String] = []
        for tax in own?.all("TaxSubtotal") ?? [] {
            var row = Record.Row()
            let percent = tax.text("TaxCategory", "Percent") ?? tax.text("Percent")
            row["rate"] = draft.amount(percent, of: "tax_summary.rate")
            row["taxable_value"] = draft.amount(tax.text("TaxableAmount"), of: "tax_summary.taxable_value")
            row["tax_amount"] = draft.amount(tax.text("TaxAmount"), of: "tax_summary.tax_amount")
            draft.append(tax: row)
            if let category = tax.text("TaxCategory", "ID") { categories.append(category) }
        }
        draft.setReverseCharge(categories: categories)
    }

    private func read(line: XMLElement, _ draft: inout InvoiceDraft) {
        let quantity = line.first(isCreditNote ? "CreditedQuantity" : "InvoicedQuantity")
        let item = line.first("Item")
        var row = Record.Row()
        row["quantity"] = draft.amount(quantity?.text(), of: "line_items.quantity")
        row["unit_price"] = draft.amount(line.text("Price", "PriceAmount"), of: "line_items.unit_price")
        row["taxable_value"] = draft.amount(
            line.text("LineExtensionAmount"), of: "line_items.taxable_value")
        guard !row.isEmpty else { return }
        row["list_price"] = draft.amount(
            line.text("Price", "AllowanceCharge", "BaseAmount"), of: "line_items.list_price")
        row["description"] = InvoiceDraft.text(item?.text("Name") ?? item?.text("Description"))
        row["unit"] = InvoiceDraft.text(quantity?.attributes["unitCode"])
        row["hsn"] = InvoiceDraft.text(item?.text("CommodityClassification", "ItemClassificationCode"))
        row["rate"] = draft.amount(item?.text("ClassifiedTaxCategory", "Percent"), of: "line_items.rate")
        row["discount"] = draft.sum(
            line.all("AllowanceCharge").filter { $0.text("ChargeIndicator") == "false" }.map {
                $0.text("Amount")
            }, of: "line_items.discount")
        draft.append(line: row)
    }

    private static func address(_ address: XMLElement?) -> String? {
        guard let address else { return nil }
        let place = [address.text("PostalZone"), address.text("CityName")].compactMap(\.self)
        let parts =
            [address.text("StreetName"), address.text("AdditionalStreetName")]
            + [address.text("AddressLine", "Line"), place.isEmpty ? nil : place.joined(separator: " ")]
            + [address.text("CountrySubentity"), address.text("Country", "IdentificationCode")]
        return PartyAddress.joined(parts)
    }
}
