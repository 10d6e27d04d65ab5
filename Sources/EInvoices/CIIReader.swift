internal import AssayKit
internal import XMLReading

/// Reads a UN/CEFACT Cross Industry Invoice of any profile: Factur-X, ZUGFeRD 1 and 2, XRechnung.
///
/// Source: EN 16931-3-3; ZUGFeRD 1.0 has the same parts under longer names.
struct CIIReader {
    private let root: XMLElement
    private let agreement: XMLElement
    private let delivery: XMLElement
    private let settlement: XMLElement
    private let transaction: XMLElement

    init(root: XMLElement) {
        self.root = root
        let nothing = XMLElement(name: "")
        let transaction =
            root.first("SupplyChainTradeTransaction") ?? root.first("SpecifiedSupplyChainTradeTransaction")
            ?? nothing
        self.transaction = transaction
        func part(_ name: String) -> XMLElement {
            transaction.first("ApplicableHeaderTrade" + name)
                ?? transaction.first("ApplicableSupplyChainTrade" + name) ?? nothing
        }
        agreement = part("Agreement")
        delivery = part("Delivery")
        settlement = part("Settlement")
    }

    func invoice() -> EInvoice {
        var draft = InvoiceDraft()
        readParties(&draft)
        readHeader(&draft)
        readPayment(&draft)
        readTotals(&draft)
        readTaxes(&draft)
        for line in transaction.all("IncludedSupplyChainTradeLineItem") { read(line: line, &draft) }
        let context =
            root.first("ExchangedDocumentContext") ?? root.first("SpecifiedExchangedDocumentContext")
        return EInvoice(
            syntax: .cii, profile: context?.text("GuidelineSpecifiedDocumentContextParameter", "ID"),
            record: draft.record, problems: draft.problems)
    }

    private func readHeader(_ draft: inout InvoiceDraft) {
        let document = root.first("ExchangedDocument") ?? root.first("HeaderExchangedDocument")
        let isIndian = draft.record["supplier_gstin"] != nil
        draft.set(
            DocumentType(code: document?.text("TypeCode"), isIndian: isIndian).rawValue, as: "document_type",
            raw: document?.text("TypeCode"))
        draft.set(text: document?.text("ID"), as: "invoice_number")
        draft.set(date: document.flatMap { Self.date($0, "IssueDateTime") }, as: "invoice_date")
        draft.set(text: settlement.text("InvoiceCurrencyCode")?.uppercased(), as: "currency")
        draft.set(
            text: agreement.text("BuyerOrderReferencedDocument", "IssuerAssignedID")
                ?? agreement.text("BuyerOrderReferencedDocument", "ID"), as: "po_number")
        draft.set(
            text: delivery.text("DespatchAdviceReferencedDocument", "IssuerAssignedID")
                ?? delivery.text("DespatchAdviceReferencedDocument", "ID"), as: "delivery_note")
        if let original = settlement.first("InvoiceReferencedDocument") {
            draft.set(
                text: original.text("IssuerAssignedID") ?? original.text("ID"), as: "original_invoice_number")
            draft.set(
                date: Self.date(original, "FormattedIssueDateTime") ?? Self.date(original, "IssueDateTime"),
                as: "original_invoice_date")
        }
    }

    private func readParties(_ draft: inout InvoiceDraft) {
        for (party, element) in [
            ("supplier", agreement.first("SellerTradeParty")), ("buyer", agreement.first("BuyerTradeParty")),
        ] {
            guard let element else { continue }
            draft.set(text: element.text("Name"), as: party + "_name")
            let registrations = element.all("SpecifiedTaxRegistration", "ID")
            let number =
                registrations.first { $0.attributes["schemeID"] == "VA" }
                ?? registrations.first { $0.attributes["schemeID"] == nil }
            draft.set(taxNumber: number?.text(), of: party)
            draft.set(text: Self.address(element.first("PostalTradeAddress")), as: party + "_address")
            draft.set(text: element.text("PostalTradeAddress", "PostcodeCode"), as: party + "_pin")
        }
        let seller = agreement.first("SellerTradeParty", "DefinedTradeContact")
        draft.set(
            text: seller?.text("TelephoneUniversalCommunication", "CompleteNumber"), as: "supplier_phone")
        draft.set(text: seller?.text("EmailURIUniversalCommunication", "URIID"), as: "supplier_email")
        let recipient = delivery.first("ShipToTradeParty")
        draft.set(text: recipient?.text("Name"), as: "ship_to_name")
        draft.set(text: Self.address(recipient?.first("PostalTradeAddress")), as: "ship_to_address")
    }

    private func readPayment(_ draft: inout InvoiceDraft) {
        draft.set(
            date: settlement.all("SpecifiedTradePaymentTerms").compactMap {
                Self.date($0, "DueDateDateTime")
            }.first, as: "due_date")
        let means = settlement.first(
            "SpecifiedTradeSettlementPaymentMeans", "PayeePartyCreditorFinancialAccount")
        draft.setAccount(means?.text("IBANID") ?? means?.text("ProprietaryID"))
        draft.set(text: means?.text("AccountName"), as: "bank_account_holder")
        let bank = settlement.first(
            "SpecifiedTradeSettlementPaymentMeans", "PayeeSpecifiedCreditorFinancialInstitution")
        draft.set(text: bank?.text("Name"), as: "bank_name")
        draft.set(ifsc: bank?.text("BICID"))
    }

    private func readTotals(_ draft: inout InvoiceDraft) {
        guard
            let sums = settlement.first("SpecifiedTradeSettlementHeaderMonetarySummation")
                ?? settlement.first("SpecifiedTradeSettlementMonetarySummation")
        else { return }
        let currency = settlement.text("InvoiceCurrencyCode")
        for (name, element) in [
            ("taxable_total", "TaxBasisTotalAmount"), ("tax_total", "TaxTotalAmount"),
            ("total", "GrandTotalAmount"), ("amount_paid", "TotalPrepaidAmount"),
            ("amount_due", "DuePayableAmount"), ("round_off", "RoundingAmount"),
            ("other_charges", "ChargeTotalAmount"),
        ] {
            draft.set(amount: Self.amount(sums.all(element), in: currency), as: name)
        }
    }

    private func readTaxes(_ draft: inout InvoiceDraft) {
        let taxes = settlement.all("ApplicableTradeTax")
        for tax in taxes {
            var row = Record.Row()
            row["rate"] = draft.amount(Self.rate(tax), of: "tax_summary.rate")
            row["taxable_value"] = draft.amount(tax.text("BasisAmount"), of: "tax_summary.taxable_value")
            row["tax_amount"] = draft.amount(tax.text("CalculatedAmount"), of: "tax_summary.tax_amount")
            draft.append(tax: row)
        }
        draft.setReverseCharge(categories: taxes.compactMap { $0.text("CategoryCode") })
    }

    // MARK: Values

    /// A date in format 102, the only one of a whole day; what is written otherwise is passed on as it is.
    private static func date(_ element: XMLElement, _ name: String) -> String? {
        element.text(name, "DateTimeString") ?? element.text(name, "DateTime") ?? element.text(name)
    }

    /// The amount in the invoice's own currency: totals may stand there in the currency of the books as well.
    private static func amount(_ elements: [XMLElement], in currency: String?) -> String? {
        let own = elements.first { $0.attributes["currencyID"].map { $0 == currency } ?? true }
        return (own ?? elements.first)?.text()
    }

    static func rate(_ tax: XMLElement) -> String? {
        tax.text("RateApplicablePercent") ?? tax.text("ApplicablePercent")
    }

    private static func address(_ address: XMLElement?) -> String? {
        guard let address else { return nil }
        let place = [address.text("PostcodeCode"), address.text("CityName")].compactMap(\.self)
        let parts =
            [address.text("LineOne"), address.text("LineTwo"), address.text("LineThree")]
            + [place.isEmpty ? nil : place.joined(separator: " ")]
            + [address.text("CountrySubDivisionName"), address.text("CountryID")]
        return PartyAddress.joined(parts)
    }
}
