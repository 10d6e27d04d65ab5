internal import Synchronization

/// A database file: one thread that writes, a few that read.
///
/// Writes that arrive while a commit is under way share the next one: its sync to disk is paid once for all of
/// them. Each has its own savepoint and its own result, and is answered after the commit only.
package final class Database: Sendable {
    /// How a database is opened.
    package struct Settings: Sendable {
        /// How many connections read.
        package var readers: Int
        /// How many writes share a commit at most.
        package var writesPerCommit: Int
        /// How long to wait for someone else's lock, in ms.
        package var patience: Int

        package init(readers: Int = 2, writesPerCommit: Int = 256, patience: Int = 5000) {
            self.readers = max(1, readers)
            self.writesPerCommit = max(1, writesPerCommit)
            self.patience = patience
        }
    }

    /// The file.
    package let path: String
    private let settings: Settings
    private let writes = WorkLine<WriteLoop.Submission>()
    private let reads = WorkLine<@Sendable (Connection?) -> Void>()
    private let threads: Mutex<[WorkThread]>

    /// A connection on its way to the thread that it will belong to.
    private struct Handover: @unchecked Sendable {  // guarded by being used on one thread only, after this
        let connection: Connection
    }

    /// Opens the file, brings its schema up to date, starts the threads.
    ///
    /// - Throws: When it cannot be opened, is damaged, or was written by a newer program.
    package init(
        _ path: String, migrations: [Migration], settings: Settings = Settings()
    ) throws {
        self.path = path
        self.settings = settings
        threads = Mutex([])
        let writer = try Connection(path, mode: .writing, patience: settings.patience)
        try Migration.apply(migrations, to: writer)
        let writerHandover = Handover(connection: writer)
        var readers: [Handover] = []
        for _ in 0..<settings.readers {
            readers.append(
                Handover(connection: try Connection(path, mode: .reading, patience: settings.patience)))
        }
        var started = [
            try WorkThread("db-write") { [writes, limit = settings.writesPerCommit] in
                WriteLoop(writerHandover.connection, limit: limit).run(writes)
            }
        ]
        for handover in readers {
            started.append(
                try WorkThread("db-read") { [reads] in
                    while let tasks = reads.take(limit: 1) {
                        for task in tasks { task(handover.connection) }
                    }
                })
        }
        threads.withLock { $0 = started }
    }

    deinit { close() }

    /// Runs `body` in a transaction that may write, and answers when it is on disk.
    ///
    /// `body` may run twice when a transaction shared with others fails: it must have no effect but on the
    /// connection that it is given. An error of its own undoes its writes alone.
    ///
    /// - Throws: What `body` throws, or why it could not be committed.
    package func write<T: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let outcome = Outcome<T>()
            let accepted = writes.put(
                WriteLoop.Submission(
                    run: { outcome.value = try body($0) },
                    finish: { error in
                        if let error {
                            continuation.resume(throwing: error)
                        } else if let value = outcome.value {
                            continuation.resume(returning: value)
                        } else {
                            continuation.resume(throwing: SQLiteError(.other, "the write did not run"))
                        }
                    }))
            if !accepted { continuation.resume(throwing: SQLiteError.closed) }
        }
    }

    /// Runs `body` on a snapshot; all that it reads belongs together.
    package func read<T: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let accepted = reads.put { connection in
                guard let connection else {
                    continuation.resume(throwing: SQLiteError.closed)
                    return
                }
                continuation.resume(with: Result { try connection.snapshot(body) })
            }
            if !accepted { continuation.resume(throwing: SQLiteError.closed) }
        }
    }

    /// Finishes the work in line and closes the file; later calls are refused.
    ///
    /// Blocks until then; a second call does nothing.
    package func close() {
        let running = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        // The readers go first, so that the last connection to close, which checkpoints, is the writer.
        reads.close()
        for thread in running.dropFirst() { thread.join() }
        writes.close()
        running.first?.join()
    }
}

/// The result of a write, between its run and its commit.
private final class Outcome<T>: @unchecked Sendable {  // guarded by being touched on the writing thread only
    var value: T?
}

extension Connection {
    func snapshot<T>(_ body: (Connection) throws -> T) throws -> T {
        try run("BEGIN")
        do {
            let value = try body(self)
            try run("COMMIT")
            return value
        } catch {
            // The error that matters is the one under way.
            if isInTransaction { _ = try? run("ROLLBACK") }
            throw error
        }
    }

    /// Runs `body` in one transaction of its own, from a thread that owns the connection.
    package func transaction<T>(_ body: (Connection) throws -> T) throws -> T {
        try run("BEGIN IMMEDIATE")
        do {
            let value = try body(self)
            try run("COMMIT")
            finishEndings(committed: true)
            return value
        } catch {
            // The error that matters is the one under way.
            if isInTransaction { _ = try? run("ROLLBACK") }
            finishEndings(committed: false)
            throw error
        }
    }
}
