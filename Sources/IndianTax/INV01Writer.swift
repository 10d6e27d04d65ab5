package import AssayKit

/// Writes a record in the Indian e-invoice schema, INV-01 1.1.
///
/// What the record does not have is left out, and named if the schema demands it: nothing is invented.
package struct INV01Writer {
    /// An invoice in the schema's form.
    package let json: JSONValue
    /// Paths that the schema demands and the record has no value for: "SellerDtls.Loc".
    package let missing: [String]

    /// Writes a record.
    package init(_ record: Record) {
        var draft = INV01Draft(record: record)
        json = draft.invoice()
        missing = draft.missing
    }
}

/// The object as it grows.
private struct INV01Draft {
    let record: Record
    var missing: [String] = []

    mutating func invoice() -> JSONValue {
        var root = JSONObject()
        root.append("Version", "1.1")
        root.append("TranDtls", .object(transaction()))
        root.append("DocDtls", .object(document()))
        root.append("SellerDtls", .object(party("supplier", "SellerDtls")))
        root.append("BuyerDtls", .object(party("buyer", "BuyerDtls")))
        root.append("ItemList", .array(items()))
        root.append("ValDtls", .object(values()))
        if let payment = payment() { root.append("PayDtls", .object(payment)) }
        if let references = references() { root.append("RefDtls", .object(references)) }
        for (member, name) in [("Irn", "irn"), ("AckNo", "ack_number"), ("AckDt", "ack_date")] {
            if let text = record.text(name) { root.append(member, .string(text)) }
        }
        return .object(root)
    }

    private func transaction() -> JSONObject {
        var object = JSONObject()
        object.append("TaxSch", "GST")
        object.append("SupTyp", "B2B")
        if let reverse = record.text("reverse_charge") {
            object.append("RegRev", reverse == "true" ? "Y" : "N")
        }
        return object
    }

    private mutating func document() -> JSONObject {
        var object = JSONObject()
        let kind: String =
            switch record.text("document_type").flatMap(DocumentType.init(rawValue:)) {
            case .creditNote: "CRN"
            case .debitNote: "DBN"
            default: "INV"
            }
        object.append("Typ", .string(kind))
        put(record.text("invoice_number"), "No", of: "DocDtls", in: &object)
        put(record.date("invoice_date").map(Self.date), "Dt", of: "DocDtls", in: &object)
        return object
    }

    private mutating func party(_ name: String, _ group: String) -> JSONObject {
        var object = JSONObject()
        let isBuyer = name == "buyer"
        // Source: INV-01, BuyerDtls.Gstin: URP for a recipient without a registration.
        put(record.text(name + "_gstin") ?? (isBuyer ? "URP" : nil), "Gstin", of: group, in: &object)
        put(record.text(name + "_name"), "LglNm", of: group, in: &object)
        if isBuyer { put(state("place_of_supply")?.code, "Pos", of: group, in: &object) }
        let (first, second) = Self.lines(record.text(name + "_address") ?? "")
        put(first, "Addr1", of: group, in: &object)
        if let second { object.append("Addr2", .string(second)) }
        // The record keeps an address whole, so its town stands in Addr1 or Addr2.
        missing.append(group + ".Loc")
        if let pin = record.text(name + "_pin").flatMap({ Int($0) }) {
            object.append("Pin", .integer(pin))
        } else if !isBuyer {
            missing.append(group + ".Pin")
        }
        let state = state(name + "_state") ?? record.text(name + "_gstin").flatMap { GSTIN($0)?.state }
        put(state?.code, "Stcd", of: group, in: &object)
        return object
    }

    private mutating func items() -> [JSONValue] {
        if record.lineItems.isEmpty { missing.append("ItemList") }
        return record.lineItems.enumerated().map { index, row in
            var object = JSONObject()
            let group = "ItemList[\(index)]"
            object.append("SlNo", .string(String(index + 1)))
            if let text = row["description"]?.value { object.append("PrdDesc", .string(text)) }
            let code = row["hsn"]?.value
            // Source: chapter 99 of the tariff holds services.
            if let code { object.append("IsServc", code.hasPrefix("99") ? "Y" : "N") }
            put(code, "HsnCd", of: group, in: &object)
            for (member, column, isDemanded) in [
                ("Qty", "quantity", false), ("UnitPrice", "unit_price", true),
                ("Discount", "discount", false),
                ("AssAmt", "taxable_value", true), ("GstRt", "rate", true), ("CgstAmt", "cgst", false),
                ("SgstAmt", "sgst", false), ("IgstAmt", "igst", false), ("CesAmt", "cess", false),
            ] {
                put(row[column]?.amount, member, of: group, isDemanded: isDemanded, in: &object)
            }
            if let unit = row["unit"]?.value { object.append("Unit", .string(unit)) }
            put(Self.gross(row), "TotAmt", of: group, in: &object)
            put(Self.sum(row), "TotItemVal", of: group, in: &object)
            return .object(object)
        }
    }

    private mutating func values() -> JSONObject {
        var object = JSONObject()
        for (member, name, isDemanded) in [
            ("AssVal", "taxable_total", true), ("CgstVal", "cgst", false), ("SgstVal", "sgst", false),
            ("IgstVal", "igst", false), ("CesVal", "cess", false), ("Discount", "post_tax_discount", false),
            ("OthChrg", "other_charges", false), ("RndOffAmt", "round_off", false),
            ("TotInvVal", "total", true),
        ] {
            put(record.amount(name), member, of: "ValDtls", isDemanded: isDemanded, in: &object)
        }
        return object
    }

    private func payment() -> JSONObject? {
        var object = JSONObject()
        for (member, name) in [
            ("Nm", "bank_account_holder"), ("AccDet", "bank_account"), ("FinInsBr", "ifsc"),
        ] {
            if let text = record.text(name) { object.append(member, .string(text)) }
        }
        for (member, name) in [("PaidAmt", "amount_paid"), ("PaymtDue", "amount_due")] {
            if let amount = record.amount(name) { object.append(member, .number(amount.text)) }
        }
        return object.isEmpty ? nil : object
    }

    private func references() -> JSONObject? {
        var object = JSONObject()
        if let number = record.text("original_invoice_number") {
            var original = JSONObject()
            original.append("InvNo", .string(number))
            if let date = record.date("original_invoice_date") {
                original.append("InvDt", .string(Self.date(date)))
            }
            object.append("PrecDocDtls", .array([.object(original)]))
        }
        if let order = record.text("po_number") { object.append("ContrDtls", [["PORefr": .string(order)]]) }
        return object.isEmpty ? nil : object
    }

    // MARK: Values

    private mutating func put(
        _ text: String?, _ member: String, of group: String, in object: inout JSONObject
    ) {
        if let text { object.append(member, .string(text)) } else { missing.append(group + "." + member) }
    }

    private mutating func put(
        _ amount: Amount?, _ member: String, of group: String, isDemanded: Bool = true,
        in object: inout JSONObject
    ) {
        if let amount {
            object.append(member, .number(amount.text))
        } else if isDemanded {
            missing.append(group + "." + member)
        }
    }

    private func state(_ name: String) -> IndianState? {
        record.text(name).flatMap { IndianState(code: $0) ?? IndianState(printed: $0) }
    }

    /// What a row comes to before its discount.
    private static func gross(_ row: Record.Row) -> Amount? {
        if let taxable = row["taxable_value"]?.amount { return taxable + (row["discount"]?.amount ?? .zero) }
        guard let quantity = row["quantity"]?.amount, let price = row["unit_price"]?.amount else {
            return nil
        }
        return quantity * price
    }

    /// What a row comes to with its taxes.
    private static func sum(_ row: Record.Row) -> Amount? {
        guard let taxable = row["taxable_value"]?.amount else { return nil }
        let heads = ["cgst", "sgst", "igst", "cess"].compactMap { row[$0]?.amount }
        if !heads.isEmpty { return heads.reduce(taxable, +) }
        return row["tax_amount"]?.amount.map { taxable + $0 }
    }

    /// "21/11/2026".
    private static func date(_ date: CalendarDate) -> String {
        let parts = date.iso.split(separator: "-")
        return parts.reversed().joined(separator: "/")
    }

    /// An address in one or two lines of at most 100 characters, as the schema has them.
    private static func lines(_ address: String) -> (first: String?, second: String?) {
        guard !address.isEmpty else { return (nil, nil) }
        guard address.count > 100 else { return (address, nil) }
        let head = address.prefix(100)
        let cut = head.lastIndex { $0 == "," || $0.isWhitespace } ?? head.endIndex
        let rest = address[cut...].drop { $0 == "," || $0.isWhitespace }.prefix(100)
        return (String(address[..<cut]), rest.isEmpty ? nil : String(rest))
    }
}
