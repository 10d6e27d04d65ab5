internal import CSQLite

/// One row of an answer, read column by column from the left; gone when the closure it was lent to returns.
package struct Row: ~Copyable {
    private let statement: OpaquePointer
    private let count: Int32
    private var column: Int32 = 0

    init(_ statement: OpaquePointer) {
        self.statement = statement
        count = sqlite3_data_count(statement)
    }

    /// The next column's whole number.
    package mutating func integer() throws(SQLiteError) -> Int64 {
        guard let value = try optionalInteger() else { throw missing("a number") }
        return value
    }

    /// The next column's whole number; nil for NULL.
    package mutating func optionalInteger() throws(SQLiteError) -> Int64? {
        let (index, type) = try next()
        if type == SQLITE_NULL { return nil }
        guard type == SQLITE_INTEGER else { throw missing("a whole number") }
        return sqlite3_column_int64(statement, index)
    }

    /// The next column's number; nil for NULL.
    package mutating func optionalReal() throws(SQLiteError) -> Double? {
        let (index, type) = try next()
        return type == SQLITE_NULL ? nil : sqlite3_column_double(statement, index)
    }

    /// The next column's truth: any number but 0.
    package mutating func bool() throws(SQLiteError) -> Bool { try integer() != 0 }

    /// The next column's text.
    package mutating func text() throws(SQLiteError) -> String {
        guard let value = try optionalText() else { throw missing("a text") }
        return value
    }

    /// The next column's text; nil for NULL.
    package mutating func optionalText() throws(SQLiteError) -> String? {
        guard let bytes = try optionalBytes() else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The next column's bytes.
    package mutating func bytes() throws(SQLiteError) -> [UInt8] {
        guard let value = try optionalBytes() else { throw missing("bytes") }
        return value
    }

    /// The next column's bytes; nil for NULL.
    package mutating func optionalBytes() throws(SQLiteError) -> [UInt8]? {
        let (index, type) = try next()
        if type == SQLITE_NULL { return nil }
        guard let start = sqlite3_column_blob(statement, index) else { return [] }
        let size = Int(sqlite3_column_bytes(statement, index))
        return Array(UnsafeRawBufferPointer(start: start, count: size))
    }

    private mutating func next() throws(SQLiteError) -> (Int32, Int32) {
        guard column < count else { throw missing("a further column") }
        defer { column += 1 }
        return (column, sqlite3_column_type(statement, column))
    }

    private func missing(_ what: String) -> SQLiteError {
        let name = sqlite3_column_name(statement, max(column - 1, 0)).map { String(cString: $0) } ?? "?"
        return SQLiteError(.mismatch, "column \(column) (\(name)) does not hold \(what)")
    }
}
