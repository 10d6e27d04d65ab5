package import AssayKit

/// What stands in a cell.
package enum SpreadsheetCell: Sendable, Hashable {
    case empty
    /// Text; never a formula, whatever it begins with.
    case text(String)
    case integer(Int)
    /// Money or a quantity, with its decimals.
    case amount(Amount)
    /// A share or the like.
    case real(Double)
    case date(CalendarDate)
    /// Milliseconds since 1970 in UTC.
    case moment(Int64)
}
