internal import CSQLite

/// A prepared statement: one owner, finalised with it.
struct Statement: ~Copyable {
    let pointer: OpaquePointer
    let sql: String
    private let connection: OpaquePointer

    /// - Throws: When the text is no statement, with SQLite's words for why.
    init(_ sql: String, on connection: OpaquePointer) throws(SQLiteError) {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(
            connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared else {
            throw code == SQLITE_OK
                ? SQLiteError(.other, "the statement is empty", sql: sql)
                : Self.error(connection, code, sql)
        }
        pointer = prepared
        self.sql = sql
        self.connection = connection
    }

    deinit { _ = sqlite3_finalize(pointer) }

    /// Puts the arguments into the numbered placeholders.
    borrowing func bind(_ arguments: [(any SQLConvertible)?]) throws(SQLiteError) {
        guard Int(sqlite3_bind_parameter_count(pointer)) == arguments.count else {
            throw SQLiteError(
                .other,
                "\(sqlite3_bind_parameter_count(pointer)) arguments are wanted, \(arguments.count) given",
                sql: sql)
        }
        for (offset, argument) in arguments.enumerated() {
            let code = bind(argument?.sqlValue ?? .null, at: Int32(offset) + 1)
            guard code == SQLITE_OK else { throw Self.error(connection, code, sql) }
        }
    }

    private borrowing func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(pointer, index)
        case .integer(let number): return sqlite3_bind_int64(pointer, index, number)
        case .real(let number): return sqlite3_bind_double(pointer, index, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                // An empty buffer may have no address, and a null address would bind NULL.
                guard let start = bytes.baseAddress else { return csqlite_bind_text(pointer, index, "", 0) }
                return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    csqlite_bind_text(pointer, index, $0, UInt64(bytes.count))
                }
            }
        case .blob(let bytes):
            return bytes.withUnsafeBytes {
                csqlite_bind_blob(pointer, index, $0.baseAddress, UInt64($0.count))
            }
        }
    }

    /// Goes to the next row.
    ///
    /// - Returns: false after the last one.
    borrowing func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        case let code: throw Self.error(connection, code, sql)
        }
    }

    /// Makes it ready for the next use and forgets the arguments.
    borrowing func reset() {
        // Its code only repeats the error that step() has thrown already.
        _ = sqlite3_reset(pointer)
        _ = sqlite3_clear_bindings(pointer)
    }

    static func error(_ connection: OpaquePointer, _ code: Int32, _ sql: String?) -> SQLiteError {
        let extended = sqlite3_extended_errcode(connection)
        return SQLiteError(
            code: extended & 0xff == code & 0xff ? extended : code,
            message: String(cString: sqlite3_errmsg(connection)), sql: sql)
    }
}
