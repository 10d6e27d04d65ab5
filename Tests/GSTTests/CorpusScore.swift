import AssayKit

/// How many fields and rows came out right.
struct CorpusScore {
    private(set) var right = 0
    private(set) var wrong = 0
    private(set) var missing = 0
    private(set) var rowsRight = 0
    private(set) var rowsTruth = 0
    private(set) var rowsFound = 0
    private var lines: [String] = []

    /// The header fields that truth files hold.
    private static let header = [
        "document_type", "invoice_number", "invoice_date", "due_date", "supplier_name", "supplier_gstin",
        "supplier_pan", "buyer_name", "buyer_gstin", "place_of_supply", "reverse_charge", "taxable_total",
        "cgst",
        "sgst", "igst", "cess", "round_off", "total", "currency", "amount_in_words", "irn", "ack_number",
        "ack_date",
        "eway_bill_number", "po_number", "bank_account", "ifsc",
    ]
    private static let cells = [
        "description", "hsn", "quantity", "unit", "unit_price", "discount", "taxable_value", "rate", "cgst",
        "sgst",
        "igst", "cess", "amount",
    ]

    var headerF1: Double {
        let precision = Double(right) / Double(max(right + wrong, 1))
        let recall = Double(right) / Double(max(right + wrong + missing, 1))
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    mutating func add(_ name: String, _ truth: JSONValue, _ records: [Record]) {
        lines.append("== \(name): \(records.count) record(s)")
        let record = records.first ?? Record()
        for field in Self.header {
            guard let expected = truth[field] else { continue }
            let found = record[field]
            let wanted = expected.stringValue ?? expected.boolValue.map { $0 ? "true" : "false" }
            let derived = truth["derived"]?[field]?.stringValue
            switch (wanted, found) {
            case (nil, nil): continue
            case (nil, let found?):
                if let derived, Self.isSame(field, derived, found.value) { right += 1; continue }
                wrong += 1
                lines.append("   extra   \(field): \(found.value) [\(found.origin.rawValue)]")
            case (let wanted?, nil):
                missing += 1
                lines.append("   missing \(field): \(wanted)")
            case (let wanted?, let found?):
                if Self.isSame(field, wanted, found.value)
                    || derived.map({ Self.isSame(field, $0, found.value) }) ?? false
                {
                    right += 1
                } else {
                    wrong += 1
                    lines.append("   wrong   \(field): \(found.value) ≠ \(wanted) (\(found.confidence))")
                }
            }
        }
        addRows(truth["line_items"]?.arrayValue ?? [], record.lineItems)
    }

    private mutating func addRows(_ truth: [JSONValue], _ rows: [Record.Row]) {
        rowsTruth += truth.count
        rowsFound += rows.count
        for (place, expected) in truth.enumerated() {
            guard place < rows.count else {
                lines.append("   row \(place + 1) missing: \(expected["description"]?.stringValue ?? "")")
                continue
            }
            var faults: [String] = []
            for cell in Self.cells {
                guard let value = expected[cell] else { continue }
                let found = rows[place][cell]?.value
                let derived = expected["derived"]?[cell]?.stringValue
                let isRight =
                    switch (value.stringValue ?? (found == nil ? nil : derived), found) {
                    case (nil, nil): true
                    case (let wanted?, let found?): Self.isSame(cell, wanted, found)
                    default: false
                    }
                if !isRight { faults.append("\(cell): \(found ?? "nil") ≠ \(value.stringValue ?? "nil")") }
            }
            if faults.isEmpty {
                rowsRight += 1
            } else {
                lines.append("   row \(place + 1) " + faults.joined(separator: "; "))
            }
        }
        if rows.count > truth.count { lines.append("   rows: \(rows.count) ≠ \(truth.count)") }
    }

    /// Numbers by value, States by code, names by letters and digits, the rest exactly.
    private static func isSame(_ field: String, _ wanted: String, _ found: String) -> Bool {
        let definition =
            FieldTable.field(field)?.type ?? FieldTable.lineItemFields.first { $0.name == field }?.type
            ?? .text
        switch definition {
        case .amount: return Amount(wanted) != nil && Amount(wanted) == Amount(found)
        case .state:
            if let state = IndianState(printed: wanted) {
                return state.comparableCode == IndianState(printed: found)?.comparableCode
            }
            return key(wanted) == key(found)
        case .text: return key(wanted) == key(found)
        default: return wanted.uppercased() == found.uppercased()
        }
    }

    private static func key(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    func summary(_ title: String) -> [String] {
        let rowF1 = 2 * Double(rowsRight) / Double(max(rowsTruth + rowsFound, 1))
        return lines + [
            "\(title): header right \(right), wrong \(wrong), missing \(missing), F1 \(headerF1); rows \(rowsRight) of \(rowsTruth), \(rowsFound) found, F1 \(rowF1)"
        ]
    }
}
