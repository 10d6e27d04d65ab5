internal import AssayKit
internal import IndianTax

/// Reads invoices in the Indian e-invoice schema, INV-01 1.1: as they are sent to the registration portal, and as it
/// sends them back, signed.
///
/// Source: CGST Rules 2017, rule 48(4); FORM GST INV-01.
enum INV01Reader {
    /// Files that hold more are refused.
    static let maximumInvoices = 1000

    static func read(_ bytes: [UInt8]) throws(EInvoiceError) -> [EInvoice] {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let json: JSONValue
        do {
            json = try JSONParser.parse(hasMark ? Array(bytes.dropFirst(3)) : bytes)
        } catch {
            throw EInvoiceError("the JSON is not well-formed: \(error)")
        }
        let candidates = json.arrayValue ?? [json]
        guard candidates.count <= maximumInvoices else {
            throw EInvoiceError("it holds \(candidates.count) invoices; the limit is \(maximumInvoices)")
        }
        var invoices: [EInvoice] = []
        for candidate in candidates {
            if let invoice = try invoice(candidate) { invoices.append(invoice) }
        }
        guard !invoices.isEmpty else {
            throw EInvoiceError(isForeign: true, "it has neither DocDtls nor SignedInvoice, as INV-01 has")
        }
        return invoices
    }

    /// An invoice, or the portal's answer around it; nil for another object.
    private static func invoice(_ json: JSONValue) throws(EInvoiceError) -> EInvoice? {
        if json["DocDtls"]?.objectValue != nil { return INV01Document(json: json).invoice() }
        let answer = json["result"] ?? json
        guard let signed = answer["SignedInvoice"]?.stringValue else { return nil }
        guard let token = SignedPayload(compact: signed), let inner = token.data else {
            throw EInvoiceError("SignedInvoice is no signed token with an invoice in it")
        }
        var invoice = INV01Document(json: inner, answer: answer).invoice()
        invoice.signedQR = answer["SignedQRCode"]?.stringValue
        return invoice
    }
}

/// One invoice of that schema.
struct INV01Document {
    private let json: JSONValue
    /// The portal's answer, which names the registration.
    private let answer: JSONValue?

    init(json: JSONValue, answer: JSONValue? = nil) {
        self.json = json
        self.answer = answer
    }

    func invoice() -> EInvoice {
        var draft = InvoiceDraft()
        readHeader(&draft)
        readParty("supplier", "SellerDtls", &draft)
        readParty("buyer", "BuyerDtls", &draft)
        draft.set(text: text("BuyerDtls", "Pos"), as: "place_of_supply")
        draft.set(text: text("ShipDtls", "TrdNm") ?? text("ShipDtls", "LglNm"), as: "ship_to_name")
        draft.set(text: address(json["ShipDtls"]), as: "ship_to_address")
        readTotals(&draft)
        for item in json["ItemList"]?.arrayValue ?? [] { read(item: item, &draft) }
        readRegistration(&draft)
        return EInvoice(
            syntax: .inv01, profile: text("Version"), record: draft.record, problems: draft.problems,
            signedQR: json["SignedQRCode"]?.stringValue)
    }

    private func readHeader(_ draft: inout InvoiceDraft) {
        let type = text("DocDtls", "Typ")
        let kind: DocumentType =
            switch type?.uppercased() {
            case "CRN": .creditNote
            case "DBN": .debitNote
            default: .taxInvoice
            }
        draft.set(kind.rawValue, as: "document_type", raw: type)
        draft.set(text: text("DocDtls", "No"), as: "invoice_number")
        draft.set(date: text("DocDtls", "Dt"), as: "invoice_date")
        // The schema has no currency: all its amounts are rupees.
        draft.set("INR", as: "currency", origin: .assumed)
        let original = json["RefDtls"]?["PrecDocDtls"]?.arrayValue?.first
        draft.set(text: Self.plain(original?["InvNo"]), as: "original_invoice_number")
        draft.set(date: Self.plain(original?["InvDt"]), as: "original_invoice_date")
        let order = json["RefDtls"]?["ContrDtls"]?.arrayValue?.first
        draft.set(text: Self.plain(order?["PORefr"]), as: "po_number")
        draft.set(date: Self.plain(order?["PORefDt"]), as: "po_date")
        switch text("TranDtls", "RegRev")?.uppercased() {
        case "Y": draft.set("true", as: "reverse_charge", raw: "Y")
        case "N": draft.set("false", as: "reverse_charge", raw: "N")
        default: break
        }
        draft.set(text: text("EwbDtls", "VehNo"), as: "vehicle_number")
        draft.setAccount(text("PayDtls", "AccDet"))
        draft.set(text: text("PayDtls", "Nm"), as: "bank_account_holder")
        draft.set(ifsc: text("PayDtls", "FinInsBr"))
    }

    private func readParty(_ party: String, _ member: String, _ draft: inout InvoiceDraft) {
        draft.set(text: text(member, "LglNm") ?? text(member, "TrdNm"), as: party + "_name")
        // "URP" stands for a buyer without a registration.
        if let number = text(member, "Gstin"), number.uppercased() != "URP" {
            draft.set(number.uppercased(), as: party + "_gstin", raw: number)
        }
        draft.set(text: address(json[member]), as: party + "_address")
        draft.set(text: text(member, "Pin"), as: party + "_pin")
        draft.set(text: text(member, "Stcd"), as: party + "_state")
        guard party == "supplier" else { return }
        draft.set(text: text(member, "Ph"), as: "supplier_phone")
        draft.set(text: text(member, "Em"), as: "supplier_email")
    }

    private func readTotals(_ draft: inout InvoiceDraft) {
        for (name, member) in [
            ("taxable_total", "AssVal"), ("cgst", "CgstVal"), ("sgst", "SgstVal"), ("igst", "IgstVal"),
            ("other_charges", "OthChrg"), ("post_tax_discount", "Discount"), ("round_off", "RndOffAmt"),
            ("total", "TotInvVal"),
        ] {
            draft.set(amount: text("ValDtls", member), as: name)
        }
        let cess = draft.sum([text("ValDtls", "CesVal"), text("ValDtls", "StCesVal")], of: "cess")
        if let cess { draft.set(cess.value, as: "cess", raw: cess.raw, origin: cess.origin) }
        draft.set(amount: text("PayDtls", "PaidAmt"), as: "amount_paid")
        draft.set(amount: text("PayDtls", "PaymtDue"), as: "amount_due")
    }

    private func read(item: JSONValue, _ draft: inout InvoiceDraft) {
        var row = Record.Row()
        for (column, member) in [
            ("quantity", "Qty"), ("unit_price", "UnitPrice"), ("discount", "Discount"),
            ("taxable_value", "AssAmt"), ("rate", "GstRt"), ("cgst", "CgstAmt"), ("sgst", "SgstAmt"),
            ("igst", "IgstAmt"), ("amount", "TotItemVal"),
        ] {
            row[column] = draft.amount(Self.plain(item[member]), of: "line_items." + column)
        }
        row["cess"] = draft.sum(
            ["CesAmt", "CesNonAdvlAmt", "StateCesAmt", "StateCesNonAdvlAmt"].map { Self.plain(item[$0]) },
            of: "line_items.cess")
        row["description"] = InvoiceDraft.text(Self.plain(item["PrdDesc"]))
        row["hsn"] = InvoiceDraft.text(Self.plain(item["HsnCd"]))
        row["unit"] = InvoiceDraft.text(Self.plain(item["Unit"]))
        draft.append(line: row)
    }

    private func readRegistration(_ draft: inout InvoiceDraft) {
        func registered(_ member: String) -> String? {
            Self.plain(answer?[member]) ?? Self.plain(json[member])
        }
        if let written = registered("Irn") {
            draft.set(IRN(written)?.text ?? written, as: "irn", raw: written)
        }
        draft.set(text: registered("AckNo"), as: "ack_number")
        draft.set(date: registered("AckDt"), as: "ack_date")
        draft.set(text: registered("EwbNo"), as: "eway_bill_number")
    }

    private func text(_ path: String...) -> String? {
        var value: JSONValue? = json
        for name in path { value = value?[name] }
        return Self.plain(value)
    }

    /// A string or number as text; nil for anything else, and for an empty string.
    static func plain(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text): text.allSatisfy(\.isWhitespace) ? nil : text
        case .number(let text): text
        default: nil
        }
    }

    private func address(_ party: JSONValue?) -> String? {
        PartyAddress.joined(["Addr1", "Addr2", "Loc"].map { Self.plain(party?[$0]) })
    }
}
