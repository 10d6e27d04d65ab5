package import AssayKit

/// What a reviewer changes.
package struct Correction: Sendable, Hashable {
    /// New values by field name; nil takes the field out.
    package var fields: [String: String?]
    /// New line items, whole; nil leaves them.
    ///
    /// Cells that keep their value keep their evidence.
    package var lineItems: [[String: String]]?

    package init(fields: [String: String?] = [:], lineItems: [[String: String]]? = nil) {
        self.fields = fields
        self.lineItems = lineItems
    }

    /// Applies it to a record.
    ///
    /// - Returns: What changed, for the history; empty when nothing did.
    package func apply(to record: inout Record) -> [HistoryChange] {
        var changes: [HistoryChange] = []
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            let old = record.fields[name]
            guard old?.value != value else { continue }
            changes.append(HistoryChange(field: name, old: old?.value, new: value))
            record.fields[name] = value.map { Self.corrected($0, from: old) }
        }
        guard let lineItems else { return changes }
        let oldRows = record.lineItems
        for row in 0..<max(oldRows.count, lineItems.count) {
            let before = row < oldRows.count ? oldRows[row] : [:]
            let after = row < lineItems.count ? lineItems[row] : [:]
            for column in Set(before.keys).union(after.keys).sorted()
            where before[column]?.value != after[column] {
                changes.append(
                    HistoryChange(
                        field: "line_items[\(row + 1)].\(column)", old: before[column]?.value,
                        new: after[column]))
            }
        }
        record.lineItems = lineItems.enumerated().map { index, cells in
            let old = index < oldRows.count ? oldRows[index] : [:]
            var row: Record.Row = [:]
            for (column, value) in cells {
                row[column] =
                    if let cell = old[column], cell.value == value { cell } else {
                        Self.corrected(value, from: old[column])
                    }
            }
            return row
        }
        return changes
    }

    /// A reviewer's value: certain, and standing where the old one stood.
    private static func corrected(_ value: String, from old: Field?) -> Field {
        Field(value, confidence: 1, page: old?.page, box: old?.box, origin: .corrected)
    }
}

/// One value that changed.
package struct HistoryChange: Sendable, Hashable {
    /// A field's name, or `line_items[2].rate`.
    package let field: String
    package let old: String?
    package let new: String?

    package init(field: String, old: String?, new: String?) {
        self.field = field
        self.old = old
        self.new = new
    }
}

/// Something that happened to an invoice.
package struct HistoryEntry: Sendable, Hashable {
    /// What it was.
    package enum Action: String, Sendable, Hashable {
        case submitted, created, processed, failed, corrected, approved, rejected, reprocessed
        /// Others came after it, and something else is found by comparing with them.
        case compared
    }

    package let action: Action
    package let by: Actor
    package let at: Timestamp
    /// The invoice's version afterwards.
    package let version: Int
    package let changes: [HistoryChange]
    package let comment: String?

    package init(
        action: Action, by: Actor, at: Timestamp, version: Int, changes: [HistoryChange], comment: String?
    ) {
        self.action = action
        self.by = by
        self.at = at
        self.version = version
        self.changes = changes
        self.comment = comment
    }
}
