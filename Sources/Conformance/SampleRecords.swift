internal import AssayKit

/// What components are told beside the words: records for validators, an event for notifiers.
enum SampleRecords {
    /// What the component is told where a case is not about that.
    static func usual(for kind: ComponentKind) -> [UInt8] {
        kind == .validator ? encoded([invoice]) : Array("{}".utf8)
    }

    /// Records that every validator must stand.
    static var all: [(name: String, told: [UInt8])] {
        [
            ("no record yet", Array("{}".utf8)),
            ("a record without fields", encoded([Record()])),
            ("many records", encoded(Array(repeating: invoice, count: 200))),
            ("hostile values", encoded([hostile, invoice])),
        ]
    }

    /// Records in the form in which the engine sends them.
    static func encoded(_ records: [Record]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        records.writeMember(to: &writer)
        writer.endObject()
        return writer.bytes
    }

    static let event = NotificationEvent(
        id: "evt_1", type: "invoice.processed", timestamp: "2026-01-01T00:00:00Z", attempt: 1,
        data: ["id": "inv_1"])

    /// An invoice with what most have.
    private static let invoice: Record = {
        let values = [
            "document_type": "tax_invoice", "invoice_number": "INV-2026-001", "invoice_date": "2026-04-01",
            "due_date": "2026-05-01", "supplier_name": "Acme Traders", "supplier_gstin": "29ABCDE1234F1Z5",
            "buyer_name": "Beta Stores", "buyer_gstin": "29FGHIJ5678K1Z3", "taxable_total": "1000.00",
            "cgst": "90.00", "sgst": "90.00", "tax_total": "180.00", "total": "1180.00", "currency": "INR",
            "bank_account": "000111222333", "ifsc": "ABCD0123456",
        ]
        let row = [
            "description": "Widgets", "quantity": "2", "unit_price": "500.00", "taxable_value": "1000.00",
        ]
        return Record(pages: [1], fields: fields(values), lineItems: [fields(row)])
    }()

    /// All fields with what a hostile document may hold: quotes that break JSON written by hand, endless numbers,
    /// dates that are none, nothing at all.
    private static let hostile: Record = {
        let texts = [
            "\"},\\\"\n\u{0}", "", String(repeating: "9", count: 100_000), "-99999999999999999999.99",
            "1e999",
            "NaN", "2026-02-30", "\u{202E}INV-1",
        ]
        var values: [String: String] = [:]
        for (index, field) in FieldTable.fields.enumerated() {
            values[field.name] = texts[index % texts.count]
        }
        return Record(
            pages: [1, 4_000_000], fields: fields(values),
            lineItems: texts.map { text in
                fields(Dictionary(uniqueKeysWithValues: FieldTable.lineItemFields.map { ($0.name, text) }))
            })
    }()

    private static func fields(_ values: [String: String]) -> [String: Field] {
        values.mapValues { Field($0, raw: $0, confidence: 0.9, page: 1, box: Box(20, 20, 80, 30)) }
    }
}
