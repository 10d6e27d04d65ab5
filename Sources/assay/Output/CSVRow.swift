internal import AssayKit
internal import Engine

/// A result as a row of a spreadsheet: the header fields, the rules that raised flags, why it failed.
struct CSVRow {
    private static let names = FieldTable.fields.map(\.name)
    /// The first row.
    static let head =
        (["file", "part", "status", "confidence", "pages"] + names + ["line_items", "flags", "error"])
        .joined(separator: ",") + "\r\n"

    /// The row with its line end.
    let text: String

    init(_ result: InvoiceResult) {
        var cells = [
            result.file, "\(result.part.index)/\(result.part.count)", result.status.rawValue,
            result.confidence.map { "\(($0 * 1000).rounded() / 1000)" } ?? "", "\(result.pages)",
        ]
        cells += Self.names.map { result.record[$0]?.value ?? "" }
        cells.append("\(result.record.lineItems.count)")
        cells.append(result.record.flags.map { "\($0.rule) \($0.severity.rawValue)" }.joined(separator: "; "))
        cells.append(result.error?.message ?? "")
        text = cells.map(Self.cell).joined(separator: ",") + "\r\n"
    }

    /// A cell by RFC 4180 that no spreadsheet takes for a formula: what begins like one, and is no number, gets an
    /// apostrophe before it.
    static func cell(_ value: String) -> String {
        var value = value
        if let first = value.unicodeScalars.first,
            "=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first),
            Amount(value) == nil
        {
            value = "'" + value
        }
        guard value.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            return value
        }
        return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
    }
}
