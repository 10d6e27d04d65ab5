/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// Bytes before the mistake.
    public let offset: Int
    /// Line of the mistake, from 1.
    public let line: Int
    /// Column of the mistake in bytes, from 1.
    public let column: Int

    /// "line 3, column 7: ...".
    public var description: String { "line \(line), column \(column): \(message)" }
}
