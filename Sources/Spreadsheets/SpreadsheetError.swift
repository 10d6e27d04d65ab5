/// Why a spreadsheet cannot be written.
package struct SpreadsheetError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One sentence with the mend.
    package let description: String

    init(_ description: String) { self.description = description }
}
