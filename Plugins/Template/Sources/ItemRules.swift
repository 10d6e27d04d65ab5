internal import AssayKit
internal import RegularExpressions

/// How the table of line items is found and read.
struct ItemRules: Sendable, Decodable {
    /// A column by its heading, or by where it stands.
    struct Column: Sendable, Decodable {
        let headings: [String]
        /// Left and right edge, points.
        let edges: ClosedRange<Float>?
        let pattern: RegularExpression?

        private enum Key: String, CodingKey { case heading, x, regex }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            headings = try container.decodeIfPresent(OneOrMore<String>.self, forKey: .heading)?.all ?? []
            let edges = try container.decodeIfPresent([Float].self, forKey: .x)
            guard edges.map({ $0.count == 2 && $0[0] < $0[1] }) ?? !headings.isEmpty else {
                throw PluginError(
                    .configuration, code: "column", "a column needs a heading, or x: [left, right]",
                    mend: "Say where the column stands.")
            }
            self.edges = edges.map { $0[0]...$0[1] }
            pattern = try container.decodeIfPresent(String.self, forKey: .regex)
                .map(RegularExpression.init(option:))
        }
    }

    /// By name.
    let columns: [(name: String, column: Column)]
    /// A whole row, with a named group a column; in place of columns.
    let row: RegularExpression?
    /// What stands in the row before the first item; nil: the headings.
    let start: [String]
    /// What stands at the beginning of the rows that end the table.
    let end: [String]
    /// Rows that are passed over.
    let skip: [RegularExpression]
    /// Rows below an item whose named groups belong to it.
    let below: [RegularExpression]
    /// A row that fills these begins an item; others continue the one before.
    let begins: [String]

    private enum Key: String, CodingKey { case columns, row, start, end, skip, below, begins }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let columns = try container.decodeIfPresent([String: Column].self, forKey: .columns) ?? [:]
        self.columns = columns.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        row = try container.decodeIfPresent(String.self, forKey: .row).map(RegularExpression.init(option:))
        start = try container.decodeIfPresent(OneOrMore<String>.self, forKey: .start)?.all ?? []
        end = try container.decodeIfPresent(OneOrMore<String>.self, forKey: .end)?.all ?? []
        skip = try (container.decodeIfPresent([String].self, forKey: .skip) ?? [])
            .map(RegularExpression.init(option:))
        below = try (container.decodeIfPresent([String].self, forKey: .below) ?? [])
            .map(RegularExpression.init(option:))
        let begins = try container.decodeIfPresent([String].self, forKey: .begins)
        // Without a word on it: a row with a figure of money begins an item.
        self.begins =
            begins
            ?? ["amount", "taxable_value", "unit_price", "quantity"].filter { columns[$0] != nil }.prefix(1)
            .map(\.self)
        guard (row != nil) != !columns.isEmpty else {
            throw PluginError(
                .configuration, code: "line_items", "line_items need either columns or row",
                mend: "Name the columns, or write one pattern for a whole row.")
        }
    }
}
