internal import CSQLite
internal import Synchronization

extension Database {
    /// Copies the database into another file while it is in use: the state of one moment.
    ///
    /// - Parameters:
    ///   - target: The file to make; replaced where it exists.
    ///   - progress: Told the share that is done, 0...1, from another thread.
    /// - Throws: What kept it from being read or written.
    package func backUp(
        to target: String, progress: (@Sendable (Double) -> Void)? = nil
    ) async throws {
        let path = path
        let thread = Mutex<WorkThread?>(nil)
        defer { thread.withLock { $0?.join() } }
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            do {
                let started = try WorkThread("db-backup") {
                    continuation.resume(
                        with: Result { try Self.copy(from: path, to: target, progress: progress) })
                }
                thread.withLock { $0 = started }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// Copies a database file that this or another process may be using: the state of one moment.
    ///
    /// It is only read, never checkpointed, as by any reader of the process that owns it. Blocks the thread.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - target: The file to make; replaced where it exists.
    ///   - progress: Told the share that is done, 0...1.
    /// - Throws: What kept it from being read or written; also when the copy is not whole.
    package static func copy(
        from path: String, to target: String, progress: (@Sendable (Double) -> Void)? = nil
    ) throws {
        let source = try Connection(path, mode: .reading)
        let destination = try Connection(backup: target)
        // The snapshot is held from here on, so that writes in between neither show up nor start it anew.
        try source.run("BEGIN")
        _ = try source.first("SELECT count(*) FROM sqlite_schema") { try $0.integer() }
        guard let backup = sqlite3_backup_init(destination.pointer, "main", source.pointer, "main") else {
            throw Statement.error(destination.pointer, sqlite3_errcode(destination.pointer), nil)
        }
        var code = SQLITE_OK
        while code == SQLITE_OK {
            code = sqlite3_backup_step(backup, 512)
            let pages = sqlite3_backup_pagecount(backup)
            if pages > 0 {
                progress?(Double(pages - sqlite3_backup_remaining(backup)) / Double(pages))
            }
        }
        let end = sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE, end == SQLITE_OK else {
            throw Statement.error(destination.pointer, code == SQLITE_DONE ? end : code, nil)
        }
        try source.run("COMMIT")
        if let damage = try destination.damage() {
            throw SQLiteError(.corrupt, "the copy is damaged: \(damage)")
        }
    }
}

extension Connection {
    /// A connection to a file that a backup goes into: written whole, synced at its end.
    fileprivate convenience init(backup path: String) throws(SQLiteError) {
        try self.init(path, mode: .writing)
    }

    /// What a check of the whole file finds; nil when it is sound.
    ///
    /// Reads every page, so that it takes minutes for gigabytes: of a file with more than `limit` bytes only the beginning
    /// is read.
    package func damage(upTo limit: Int = .max) throws -> String? {
        let size =
            try first("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") {
                try $0.integer()
            } ?? 0
        guard size <= Int64(limit) else { return nil }
        let findings = try rows("PRAGMA quick_check(3)") { try $0.text() }
        return findings == ["ok"] ? nil : findings.joined(separator: "; ")
    }
}
