internal import CSQLite

/// What SQLite refused, where, and why; never holds a statement's arguments.
package struct SQLiteError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a caller may do about it.
    package enum Kind: Sendable, Equatable {
        /// The disk or the quota is full; nothing was written.
        case full
        /// Someone else holds the database; nothing was written.
        case busy
        /// The file is damaged or is no database.
        case corrupt
        /// A unique, check or foreign key rule of the schema said no.
        case constraint
        /// The file cannot be opened or written by this user.
        case inaccessible
        /// The disk failed.
        case input
        /// A column did not hold what the reader expected.
        case mismatch
        /// The migrations of the file are not those of this program.
        case migration
        /// The database has been closed.
        case closed
        /// Anything else: a mistake in a statement.
        case other
    }

    package let kind: Kind
    /// SQLite's extended result code; 0 when the error is not SQLite's.
    package let code: Int32
    /// The cause in words.
    package let message: String
    /// The statement, with placeholders in place of arguments; nil outside of one.
    package let sql: String?

    package var description: String {
        let place = sql.map { " in: \($0)" } ?? ""
        return code == 0 ? message + place : "SQLite error \(code) (\(message))\(place)"
    }

    init(code: Int32, message: String, sql: String? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
        kind = Self.kind(of: code)
    }

    init(_ kind: Kind, _ message: String, sql: String? = nil) {
        self.kind = kind
        code = 0
        self.message = message
        self.sql = sql
    }

    static let closed = SQLiteError(.closed, "the database has been closed")

    private static func kind(of code: Int32) -> Kind {
        switch code & 0xff {
        case SQLITE_FULL: .full
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .inaccessible
        case SQLITE_IOERR: .input
        default: .other
        }
    }
}
