/// What is known of one invoice: fields, line items, tax summary, flags.
public struct Record: Sendable, Hashable {
    /// A row of a table: cells by column name.
    public typealias Row = [String: Field]

    /// The pages of the file that it stands on, from 1.
    public var pages: [Int]
    /// Values by the names of the ``FieldTable``.
    public var fields: [String: Field]
    /// The rows of the item table, in the order of the page.
    public var lineItems: [Row]
    /// The rows of the tax summary (per rate or per HSN), in the order of the page.
    public var taxSummary: [Row]
    /// Findings so far.
    public var flags: [Flag]

    /// A record, empty unless told otherwise.
    public init(
        pages: [Int] = [], fields: [String: Field] = [:], lineItems: [Row] = [], taxSummary: [Row] = [],
        flags: [Flag] = []
    ) {
        self.pages = pages
        self.fields = fields
        self.lineItems = lineItems
        self.taxSummary = taxSummary
        self.flags = flags
    }

    /// The field of that name.
    public subscript(name: String) -> Field? {
        get { fields[name] }
        set { fields[name] = newValue }
    }

    /// The field's value as an exact decimal; nil when absent or none.
    public func amount(_ name: String) -> Amount? { fields[name]?.amount }
    /// The field's value as a date; nil when absent or none.
    public func date(_ name: String) -> CalendarDate? { fields[name]?.date }
    /// The field's value.
    public func text(_ name: String) -> String? { fields[name]?.value }
}
