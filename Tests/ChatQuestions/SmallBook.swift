package import AssayKit
package import Chat

/// An invoice of the small book that the questions are about.
package struct BookEntry: Sendable {
    package var id: String
    package var number: String?
    package var date: String?
    package var supplier: String?
    package var gstin: String?
    package var total: String?
    package var currency: String?
    package var status: String
    package var confidence: Double?
    package var flags: [Flag] = []
    package var rate: String?
    package var tax: String?
    package var received: String
    package var decided: String?
    package var comment: String?
    package var dueDate: String?
    package var buyer: String?

    /// What a pipeline would have read.
    package var record: Record {
        var record = Record()
        func put(_ name: String, _ value: String?) {
            if let value { record.fields[name] = Field(value, confidence: confidence ?? 0.5, origin: .read) }
        }
        put("document_type", supplier == nil ? nil : "tax_invoice")
        put("invoice_number", number)
        put("invoice_date", date)
        put("due_date", dueDate)
        put("supplier_name", supplier)
        put("supplier_gstin", gstin)
        put("buyer_name", buyer)
        put("total", total)
        put("tax_total", tax)
        put("currency", currency)
        if let rate { record.lineItems = [["rate": Field(rate, confidence: 1, origin: .read)]] }
        record.flags = flags
        return record
    }

    package var invoice: ChatInvoice {
        ChatInvoice(
            id: id, number: number, date: date.flatMap { CalendarDate(iso: $0) }, supplier: supplier,
            total: total.flatMap { Amount($0) }, currency: currency, status: status, confidence: confidence,
            findings: flags.count)
    }
}

/// Fourteen invoices whose figures can be checked by hand; the day is 15 April 2026, a Wednesday.
package enum SmallBook {
    package static var today: CalendarDate {
        guard let day = CalendarDate(iso: "2026-04-15") else { preconditionFailure("no day") }
        return day
    }

    private static func flag(_ rule: String, _ severity: Severity, _ message: String) -> Flag {
        Flag(rule: rule, severity: severity, message: message, source: "test")
    }

    private static let acme = "27AAPFU0939F1ZV"
    private static let textiles = "29AAGCB7383J1Z4"
    private static let electricals = "07AAACS8577K1ZD"
    private static let metro = "33AABCM1234N1Z5"
    private static let post = "09AAAGM0289C1Z3"

    /// Two whose names begin alike, and a third.
    private static let buyers = [
        "Bharat Stores": [1, 2, 4, 6, 8, 9], "Bharat Exports LLP": [3, 5, 11], "Kaveri Mills": [7, 13, 14],
    ]

    package static let entries: [BookEntry] = invoices.map { entry in
        var entry = entry
        entry.buyer = buyers.first { $0.value.contains(Int(entry.id) ?? 0) }?.key
        return entry
    }

    private static let invoices: [BookEntry] = [
        BookEntry(
            id: "1", number: "AT-101", date: "2026-03-02", supplier: "Acme Traders Pvt. Ltd.", gstin: acme,
            total: "11800.00", currency: "INR", status: "approved", confidence: 0.98, rate: "18.00",
            tax: "1800.00", received: "2026-03-03", decided: "2026-03-10", dueDate: "2026-04-02"),
        BookEntry(
            id: "2", number: "AT-102", date: "2026-03-20", supplier: "Acme Traders Pvt. Ltd.", gstin: acme,
            total: "59000.00", currency: "INR", status: "flagged", confidence: 0.91,
            flags: [
                flag("ARI-05", .high, "The total is not the sum of its parts."),
                flag("IDN-02", .low, "The name is spelt in another way."),
            ], rate: "18", tax: "9000.00", received: "2026-03-21"),
        BookEntry(
            id: "3", number: "AT-103", date: "2026-04-02", supplier: "Acme Traders Pvt. Ltd.", gstin: acme,
            total: "2360.00", currency: "INR", status: "approved", confidence: 0.97,
            flags: [flag("IDN-02", .low, "The name is spelt in another way.")], rate: "18", tax: "360.00",
            received: "2026-04-03", decided: "2026-04-04"),
        BookEntry(
            id: "4", number: "ST/26/7", date: "2026-03-05", supplier: "Sharma Textiles", gstin: textiles,
            total: "10500.00", currency: "INR", status: "approved", confidence: 0.95, rate: "5",
            tax: "500.00",
            received: "2026-03-06", decided: "2026-04-01"),
        BookEntry(
            id: "5", number: "ST/26/8", date: "2026-04-06", supplier: "Sharma Textiles", gstin: textiles,
            total: "21000.00", currency: "INR", status: "needs_review", confidence: 0.62, rate: "5",
            tax: "1000.00", received: "2026-04-07"),
        BookEntry(
            id: "6", number: "SE-1", date: "2026-02-10", supplier: "Sharma Electricals", gstin: electricals,
            total: "118000.00", currency: "INR", status: "rejected", confidence: 0.93,
            flags: [flag("TAX-03", .critical, "The rate is not one that the law knows.")], rate: "18",
            tax: "18000.00", received: "2026-02-11", decided: "2026-02-20", comment: "Wrong goods"),
        BookEntry(
            id: "7", number: "SE-2", date: "2026-04-10", supplier: "Sharma Electricals", gstin: electricals,
            total: "5900.00", currency: "INR", status: "processed", confidence: 0.89, rate: "18",
            tax: "900.00",
            received: "2026-04-10"),
        BookEntry(
            id: "8", number: "MF-77", date: "2026-03-28", supplier: "Metro Foods & Co", gstin: metro,
            total: "2100.00", currency: "INR", status: "processed", confidence: 0.96, rate: "5",
            tax: "100.00",
            received: "2026-03-29"),
        BookEntry(
            id: "9", number: "MF-77", date: "2026-03-28", supplier: "Metro Foods & Co", gstin: metro,
            total: "2100.00", currency: "INR", status: "flagged", confidence: 0.96,
            flags: [flag("DUP-01", .high, "The same invoice came before.")], rate: "5", tax: "100.00",
            received: "2026-04-15"),
        BookEntry(id: "10", status: "queued", received: "2026-04-15"),
        BookEntry(
            id: "11", number: "GL-9", date: "2026-03-15", supplier: "Globex GmbH", gstin: "97GLOBEX",
            total: "1200.00", currency: "EUR", status: "approved", confidence: 0.99, rate: "19",
            tax: "191.60",
            received: "2026-03-16", decided: "2026-04-14"),
        BookEntry(id: "12", status: "failed", received: "2026-04-14"),
        BookEntry(
            id: "13", number: "IP-55", date: "2026-01-08", supplier: "India Post", gstin: post,
            total: "590.00",
            currency: "INR", status: "approved", confidence: 0.90, rate: "18", tax: "90.00",
            received: "2026-01-09", decided: "2026-01-10"),
        BookEntry(
            id: "14", number: "IP-56", date: "2026-04-01", supplier: "India Post", total: "1180.00",
            currency: "INR", status: "needs_review", confidence: 0.55,
            flags: [flag("FLD-01", .low, "The GSTIN is missing.")], rate: "18", tax: "180.00",
            received: "2026-04-02"),
    ]
}
