internal import CSQLite

/// One connection to a database file; belongs to one thread at a time.
package final class Connection {
    /// What a connection may do.
    package enum Mode: Sendable {
        /// Reads and writes; creates the file where it is missing.
        case writing
        /// Reads; never writes, never checkpoints.
        case reading
    }

    let pointer: OpaquePointer
    /// Statements by their text: preparing one costs more than running it.
    private var statements: [String: PreparedStatement] = [:]
    private var endings: [(Bool) -> Void] = []

    private final class PreparedStatement {
        let statement: Statement
        var isBusy = false
        init(_ statement: consuming Statement) { self.statement = statement }
    }

    /// Opens a file in write-ahead mode, synced at every commit.
    ///
    /// - Parameters:
    ///   - path: The file; its folder must exist.
    ///   - mode: What the connection may do.
    ///   - patience: How long to wait for someone else's lock, in ms.
    /// - Throws: When it cannot be opened or is no database.
    package init(_ path: String, mode: Mode, patience: Int = 5000) throws(SQLiteError) {
        var opened: OpaquePointer?
        let access =
            mode == .writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
        let code = sqlite3_open_v2(
            path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard let opened else { throw SQLiteError(code: SQLITE_NOMEM, message: "out of memory") }
        guard code == SQLITE_OK else {
            let error = Statement.error(opened, code, nil)
            sqlite3_close_v2(opened)
            throw error
        }
        pointer = opened
        sqlite3_busy_timeout(pointer, Int32(clamping: patience))
        try execute("PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF")
        switch mode {
        case .writing: try execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")
        case .reading: try execute("PRAGMA query_only=ON")
        }
    }

    deinit {
        statements = [:]
        sqlite3_close_v2(pointer)
    }

    /// Runs a script of statements without arguments.
    package func execute(_ script: String) throws(SQLiteError) {
        let code = sqlite3_exec(pointer, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw Statement.error(pointer, code, script) }
    }

    /// Runs one statement.
    ///
    /// - Parameters:
    ///   - sql: The statement with placeholders `?1`, `?2`, …
    ///   - arguments: What stands for them; nil for NULL.
    /// - Returns: How many rows it changed.
    /// - Throws: ``SQLiteError``.
    @discardableResult
    package func run(_ sql: String, _ arguments: (any SQLConvertible)?...) throws -> Int {
        try run(sql, arguments: arguments)
    }

    /// Runs one statement with a list of arguments.
    @discardableResult
    package func run(_ sql: String, arguments: [(any SQLConvertible)?]) throws -> Int {
        try each(sql, arguments) { _ in }
        return Int(sqlite3_changes64(pointer))
    }

    /// All rows of an answer.
    package func rows<T>(
        _ sql: String, _ arguments: (any SQLConvertible)?..., read: (inout Row) throws -> T
    ) throws -> [T] {
        try rows(sql, arguments: arguments, read: read)
    }

    /// All rows of an answer to a statement with a list of arguments.
    package func rows<T>(
        _ sql: String, arguments: [(any SQLConvertible)?], read: (inout Row) throws -> T
    ) throws -> [T] {
        var found: [T] = []
        try each(sql, arguments) { row in found.append(try read(&row)) }
        return found
    }

    /// The first row of an answer; nil when there is none.
    package func first<T>(
        _ sql: String, _ arguments: (any SQLConvertible)?..., read: (inout Row) throws -> T
    ) throws -> T? {
        try rows(sql, arguments: arguments, read: read).first
    }

    /// Calls `body` when the transaction that is going on has ended, with whether it was committed.
    package func afterTransaction(_ body: @escaping (Bool) -> Void) { endings.append(body) }

    /// The number of the calls that wait for the end of the transaction.
    var endingCount: Int { endings.count }

    /// Takes back the calls registered since; they are told that nothing was committed.
    func cancelEndings(from start: Int) {
        let cancelled = endings[start...]
        endings.removeSubrange(start...)
        for ending in cancelled { ending(false) }
    }

    func finishEndings(committed: Bool) {
        let finished = endings
        endings = []
        for ending in finished { ending(committed) }
    }

    /// Whether a transaction is open; an error may have ended it.
    var isInTransaction: Bool { sqlite3_get_autocommit(pointer) == 0 }

    private func each(
        _ sql: String, _ arguments: [(any SQLConvertible)?], _ body: (inout Row) throws -> Void
    ) throws {
        let prepared = try prepared(sql)
        prepared.isBusy = true
        defer {
            prepared.statement.reset()
            prepared.isBusy = false
        }
        try prepared.statement.bind(arguments)
        while try prepared.statement.step() {
            var row = Row(prepared.statement.pointer)
            try body(&row)
        }
    }

    private func prepared(_ sql: String) throws(SQLiteError) -> PreparedStatement {
        if let known = statements[sql], !known.isBusy { return known }
        let fresh = PreparedStatement(try Statement(sql, on: pointer))
        if statements[sql] == nil {
            // Lists are composed of filters, so there are many texts: no more than a few hundred are kept.
            if statements.count >= 300 { statements = statements.filter { $0.value.isBusy } }
            statements[sql] = fresh
        }
        return fresh
    }
}
