internal import AssayKit
package import Storage

/// Invoices as lines of CSV (RFC 4180) or as JSON, for exports.
package enum InvoiceCSV {
    private static let columns = [
        "id", "invoice_number", "invoice_date", "supplier_name", "supplier_gstin", "buyer_name", "total",
        "currency",
        "status", "confidence", "flag_count", "batch_id", "created_at",
    ]

    /// The line of the columns' names.
    package static let head = columns.joined(separator: ",") + "\r\n"

    /// An invoice's line.
    package static func line(_ invoice: Invoice) -> String {
        let shown = Rendered.summary(invoice.summary)
        return columns.map { cell(shown[$0] ?? .null) }.joined(separator: ",") + "\r\n"
    }

    /// An invoice as one line of JSON.
    package static func json(_ invoice: Invoice) -> String {
        var writer = JSONWriter(reservingCapacity: 1024)
        var object = Rendered.summary(invoice.summary)
        // A record that cannot be read is left out; the summary stands.
        if let record = try? JSONParser.parse(invoice.recordJSON) {
            object["fields"] = record["fields"] ?? .null
            object["line_items"] = record["line_items"] ?? .array([])
        }
        writer.value(.object(object))
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// A cell; what a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).
    static func cell(_ value: JSONValue) -> String {
        var text =
            switch value {
            case .string(let text): text
            case .null: ""
            default: value.intValue.map { String($0) } ?? value.doubleValue.map { String($0) } ?? ""
            }
        let isNumber = Amount(text) != nil
        // By scalars: a letter may hide behind a combining mark, a line feed behind a carriage return.
        if let first = text.unicodeScalars.first, !isNumber, "=+-@\t\n\r＝＋－＠".unicodeScalars.contains(first) {
            text = "'" + text
        }
        guard text.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
