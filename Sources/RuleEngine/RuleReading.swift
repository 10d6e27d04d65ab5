package import AssayKit

/// Reads values for a rule and remembers which: their names, places and least confidence make the evidence.
///
/// Values that are only assumed count as absent, so that no finding rests on a default.
package struct RuleReading: Sendable {
    /// A table of a record.
    package enum Table: String, Sendable {
        /// The items.
        case lineItems = "line_items"
        /// The tax summary.
        case taxSummary = "tax_summary"
    }

    /// What is read from.
    package let record: Record
    /// The least confidence among the values read so far.
    package private(set) var confidence = 1.0
    /// Their names, each once.
    package private(set) var fields: [String] = []
    private var places: [Evidence.Place] = []

    private static let maximumPlaces = 12

    /// A reading from which nothing has been read yet.
    package init(_ record: Record) { self.record = record }

    private mutating func note(_ field: Field, as name: String) {
        confidence = min(confidence, field.confidence)
        if !fields.contains(name) { fields.append(name) }
        guard let page = field.page, places.count < Self.maximumPlaces else { return }
        let place = Evidence.Place(page: page, box: field.box, text: field.raw ?? field.value)
        if !places.contains(place) { places.append(place) }
    }

    /// The header field of that name.
    package mutating func field(_ name: String) -> Field? {
        guard let field = record.fields[name], field.origin != .assumed else { return nil }
        note(field, as: name)
        return field
    }

    /// Its value.
    package mutating func text(_ name: String) -> String? { field(name)?.value }

    /// Its value as a number; a value that is none is not counted as read.
    package mutating func amount(_ name: String) -> Amount? {
        guard let amount = record.fields[name]?.amount, field(name) != nil else { return nil }
        return amount
    }

    /// Its value as a day.
    package mutating func date(_ name: String) -> CalendarDate? {
        guard let date = record.fields[name]?.date, field(name) != nil else { return nil }
        return date
    }

    /// Its value as a State.
    package mutating func state(_ name: String) -> IndianState? {
        guard let value = record.fields[name]?.value, let state = IndianState(printed: value),
            field(name) != nil
        else { return nil }
        return state
    }

    /// Its value as a truth value.
    package mutating func truth(_ name: String) -> Bool? {
        switch text(name) {
        case "true": true
        case "false": false
        default: nil
        }
    }

    private func rows(_ table: Table) -> [Record.Row] {
        switch table {
        case .lineItems: record.lineItems
        case .taxSummary: record.taxSummary
        }
    }

    /// The cell of a row, from 0; nil outside the table.
    package mutating func cell(_ column: String, _ row: Int, in table: Table = .lineItems) -> Field? {
        let rows = rows(table)
        guard rows.indices.contains(row), let cell = rows[row][column], cell.origin != .assumed else {
            return nil
        }
        note(cell, as: table.rawValue + "." + column)
        return cell
    }

    /// The cell's value as a number.
    package mutating func amount(_ column: String, _ row: Int, in table: Table = .lineItems) -> Amount? {
        let rows = rows(table)
        guard rows.indices.contains(row), rows[row][column]?.amount != nil else { return nil }
        return cell(column, row, in: table)?.amount
    }

    /// A finding that rests on all that was read so far.
    package func finding(
        _ message: String, expected: String? = nil, observed: String? = nil, tolerance: String? = nil,
        line: Int? = nil, severity: Severity? = nil
    ) -> Finding {
        Finding(
            severity: severity, message: message, fields: fields,
            evidence: Evidence(
                expected: expected, observed: observed, tolerance: tolerance, line: line, places: places),
            confidence: confidence)
    }
}
