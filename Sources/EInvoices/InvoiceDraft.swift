internal import AssayKit
internal import IndianTax

/// A record that is being filled from the values of an electronic invoice.
///
/// Whatever cannot be taken as what it should be is left out and noted, never bent.
struct InvoiceDraft {
    private(set) var record = Record()
    private(set) var problems: [String] = []
    /// More are not noted.
    private static let maximumProblems = 50

    // MARK: Header

    mutating func set(text: String?, as name: String) { record[name] = Self.text(text) }

    mutating func set(amount: String?, as name: String) { record[name] = self.amount(amount, of: name) }

    mutating func set(date: String?, as name: String) {
        guard let written = date else { return }
        guard let value = Self.date(written) else { return note(written, of: name, "no date") }
        record[name] = Field(value.iso, raw: written, confidence: 1)
    }

    mutating func set(_ value: String, as name: String, raw: String? = nil, origin: Origin = .read) {
        record[name] = Field(value, raw: raw, confidence: 1, origin: origin)
    }

    /// A party's tax number: a GSTIN where it has that form, else a VAT number.
    mutating func set(taxNumber: String?, of party: String) {
        guard let written = taxNumber else { return }
        let compact = written.filter { !$0.isWhitespace }.uppercased()
        guard !compact.isEmpty else { return }
        let name = GSTIN(compact) == nil ? party + "_vat_id" : party + "_gstin"
        record[name] = Field(compact, raw: written, confidence: 1)
    }

    // MARK: Rows

    /// The field of an amount; nil for none.
    mutating func amount(_ text: String?, of name: String) -> Field? {
        guard let text else { return nil }
        guard let value = Self.amount(text) else {
            note(text, of: name, "no decimal number")
            return nil
        }
        return Field(value.text, raw: text, confidence: 1)
    }

    static func text(_ text: String?) -> Field? {
        guard let text else { return nil }
        let single = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return single.isEmpty ? nil : Field(single, raw: text == single ? nil : text, confidence: 1)
    }

    mutating func append(line: Record.Row) { if !line.isEmpty { record.lineItems.append(line) } }

    mutating func append(tax: Record.Row) { if !tax.isEmpty { record.taxSummary.append(tax) } }

    private mutating func note(_ text: String, of name: String, _ what: String) {
        guard problems.count < Self.maximumProblems else { return }
        problems.append("\(name) is \(what): \"\(text.prefix(40))\"")
    }

    // MARK: Values

    /// A decimal as XML and JSON write it, to six decimals: `1234.5`, `+1.00`, `.5`, `-0`.
    static func amount(_ text: String) -> Amount? {
        var digits = Substring(text)
        let isNegative = digits.hasPrefix("-")
        if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
        let point = digits.firstIndex(of: ".") ?? digits.endIndex
        let whole = digits[..<point]
        var fraction = digits[point...].dropFirst()
        guard !whole.isEmpty || !fraction.isEmpty,
            (whole + fraction).utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        // Prices with seven decimals exist; what is beyond a millionth is no money.
        fraction = fraction.prefix(6)
        // 1180.0 is how programs write 1180.00.
        if fraction.count == 1 { fraction += "0" }
        let sign = isNegative ? "-" : ""
        return Amount("\(sign)\(whole.isEmpty ? "0" : whole)\(fraction.isEmpty ? "" : "." + fraction)")
    }

    /// `2026-11-21`, also with a time or zone behind it, `20261121`, `21/11/2026`.
    static func date(_ text: String) -> CalendarDate? {
        let head = text.prefix { $0.isNumber || $0 == "-" || $0 == "/" }
        let parts = head.split { $0 == "-" || $0 == "/" }
        if parts.count == 1, head.utf8.count == 8, let number = Int(head) {
            return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        }
        guard parts.count >= 3, let first = Int(parts[0]), let month = Int(parts[1]), let last = Int(parts[2])
        else { return nil }
        return head.contains("/") && parts[0].count <= 2
            ? CalendarDate(year: last, month: month, day: first)
            : CalendarDate(year: first, month: month, day: last)
    }
}
