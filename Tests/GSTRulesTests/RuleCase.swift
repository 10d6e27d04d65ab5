import AssayKit
import RuleEngine
import Testing

/// What a rule should say.
enum Verdict: Sendable, Equatable, CustomStringConvertible {
    case hit(Severity)
    case pass
    case inconclusive
    case notApplicable

    init(_ outcome: RuleOutcome, of card: RuleCard) {
        self =
            switch outcome {
            case .hit(let findings): .hit(findings.compactMap(\.severity).max() ?? card.severity)
            case .pass: .pass
            case .inconclusive: .inconclusive
            case .notApplicable: .notApplicable
            }
    }

    var description: String {
        switch self {
        case .hit(let severity): "hit(\(severity.rawValue))"
        case .pass: "pass"
        case .inconclusive: "inconclusive"
        case .notApplicable: "not applicable"
        }
    }
}

/// A change of the clean invoice, and what a rule says of it.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let rule: String
    let name: String
    /// Field → value; "0.rate" is a cell of the first line, "s0.rate" one of the tax summary; "" removes.
    let changes: [String: String]
    /// Field → confidence.
    let confidence: [String: Double]
    let text: String
    let isRecognised: Bool
    let today: String
    let options: RuleOptions
    let expected: Verdict

    init(
        _ rule: String, _ name: String, _ changes: [String: String] = [:], confidence: [String: Double] = [:],
        text: String = "", isRecognised: Bool = false, today: String = "2024-06-20",
        options: RuleOptions = RuleOptions(), _ expected: Verdict
    ) {
        self.rule = rule
        self.name = name
        self.changes = changes
        self.confidence = confidence
        self.text = text
        self.isRecognised = isRecognised
        self.today = today
        self.options = options
        self.expected = expected
    }

    /// A case of the clean invoice itself.
    init(_ rule: String, _ name: String, _ expected: Verdict) { self.init(rule, name, [:], expected) }

    var testDescription: String { "\(rule) \(name)" }

    /// A supply within Karnataka of two lines of goods, with nothing wrong.
    static let cleanFields: [String: String] = [
        "document_type": "tax_invoice", "invoice_number": "INV/24-25/118", "invoice_date": "2024-06-14",
        "due_date": "2024-07-14", "supplier_name": "Sample Traders Private Limited",
        "supplier_gstin": "29AAGCB7383J1Z4", "supplier_pan": "AAGCB7383J", "supplier_state": "Karnataka",
        "supplier_pin": "560001", "buyer_name": "Other Works LLP", "buyer_gstin": "29AAFCC9980M1ZR",
        "place_of_supply": "29-Karnataka", "reverse_charge": "false", "taxable_total": "3500.00",
        "cgst": "315.00", "sgst": "315.00", "total": "4130.00", "amount_paid": "1000.00",
        "amount_due": "3130.00", "amount_in_words": "Rupees Four Thousand One Hundred Thirty Only",
    ]
    static let cleanLines: [[String: String]] = [
        [
            "description": "Steel bolts", "hsn": "7318", "quantity": "100", "unit": "Nos",
            "unit_price": "25.00",
            "taxable_value": "2500.00", "rate": "18", "cgst": "225.00", "sgst": "225.00",
        ],
        [
            "description": "Brackets", "hsn": "73269099", "quantity": "4", "unit": "Nos",
            "unit_price": "250.00",
            "taxable_value": "1000.00", "rate": "18", "cgst": "90.00", "sgst": "90.00",
        ],
    ]
    static let cleanSummary: [[String: String]] = [
        ["hsn": "7318", "rate": "18", "taxable_value": "2500.00", "cgst": "225.00", "sgst": "225.00"],
        ["hsn": "73269099", "rate": "18", "taxable_value": "1000.00", "cgst": "90.00", "sgst": "90.00"],
    ]

    /// The clean invoice with the changes made.
    func record() -> Record {
        func field(_ value: String, _ name: String) -> Field {
            Field(
                value, raw: value, confidence: confidence[name] ?? 0.98, page: 1, box: Box(10, 10, 90, 20))
        }
        var record = Record(pages: [1])
        for (name, value) in Self.cleanFields { record[name] = field(value, name) }
        func row(_ cells: [String: String], _ prefix: String) -> Record.Row {
            var row = Record.Row()
            for (name, value) in cells { row[name] = field(value, prefix + name) }
            return row
        }
        record.lineItems = Self.cleanLines.enumerated().map { row($1, "\($0).") }
        record.taxSummary = Self.cleanSummary.enumerated().map { row($1, "s\($0).") }
        for (key, value) in changes {
            let parts = key.split(separator: ".")
            let new = value.isEmpty ? nil : field(value, key)
            if key == "lines" {
                record.lineItems = []
            } else if key == "summary" {
                record.taxSummary = []
            } else if parts.count == 1 {
                record[key] = new
            } else if parts[0].hasPrefix("s"), let place = Int(parts[0].dropFirst()) {
                record.taxSummary[place][String(parts[1])] = new
            } else if let place = Int(parts[0]) {
                record.lineItems[place][String(parts[1])] = new
            }
        }
        return record
    }

    func input() -> RuleInput {
        let words = PrintedText(text)
        let facts = DocumentFacts(
            wordCount: text.isEmpty ? 0 : 100, isRecognised: isRecognised, text: words)
        return RuleInput(
            record(), document: facts, today: CalendarDate(iso: today) ?? .distantDay, options: options)
    }
}

extension CalendarDate {
    /// A day that no case means; it makes a wrong test fail.
    static var distantDay: CalendarDate {
        guard let day = CalendarDate(dayNumber: 2_000_000) else {
            preconditionFailure("the number is in range")
        }
        return day
    }
}
