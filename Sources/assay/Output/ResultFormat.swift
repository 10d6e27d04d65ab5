internal import AssayKit
internal import Commands
internal import Engine
internal import IndianTax

/// How results are written.
enum ResultFormat: String, CaseIterable, Sendable {
    case json, jsonl, csv, table
    /// Invoices in the Indian e-invoice schema.
    case inv01 = "inv-01"
}

/// Turns results into text, a document at a time.
struct ResultPrinter {
    let format: ResultFormat
    let style: Style
    let width: Int
    private var count = 0

    init(format: ResultFormat, style: Style, width: Int) {
        self.format = format
        self.style = style
        self.width = width
    }

    /// What stands before all results.
    func head() -> String {
        switch format {
        case .json, .inv01: "["
        case .csv: CSVRow.head
        case .jsonl, .table: ""
        }
    }

    /// One document's results.
    mutating func text(_ results: [InvoiceResult]) -> String {
        var text = ""
        for result in results {
            switch format {
            case .json:
                text += count == 0 ? "\n" : ",\n"
                text += Self.indented(result)
            case .inv01:
                text += count == 0 ? "\n" : ",\n"
                text += JSONWriter.prettyText(INV01Writer(result.record).json)
            case .jsonl: text += String(decoding: result.encoded(), as: UTF8.self) + "\n"
            case .csv: text += CSVRow(result).text
            case .table:
                text += (count == 0 ? "" : "\n") + ResultTable(result, style: style, width: width).text
            }
            count += 1
        }
        return text
    }

    /// What stands after all results.
    func foot() -> String { [.json, .inv01].contains(format) ? (count == 0 ? "]\n" : "\n]\n") : "" }

    /// What a format demands of a result and the result does not have, in a sentence; nil when nothing is missing.
    func complaint(about result: InvoiceResult) -> String? {
        guard format == .inv01 else { return nil }
        let missing = INV01Writer(result.record).missing
        return missing.isEmpty
            ? nil : "\(result.file): INV-01 demands what was not found: " + missing.joined(separator: ", ")
    }

    private static func indented(_ result: InvoiceResult) -> String {
        let bytes = result.encoded()
        // What was just written is JSON; should it not be, the compact form is shown as it is.
        guard let json = try? JSONParser.parse(bytes) else { return String(decoding: bytes, as: UTF8.self) }
        return JSONWriter.prettyText(json)
    }
}
