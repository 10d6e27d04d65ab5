internal import Files
internal import SQLite
package import Storage
internal import Synchronization

/// Everything a service keeps, in one SQLite file of its data folder.
package final class SQLiteStore: DataStore {
    /// The name of the file within the folder.
    package static let fileName = "assay.db"

    /// The data folder.
    package let folder: String
    let path: String
    let surroundings: Surroundings
    private let database: Database
    private let lock: FolderLock

    /// Takes the folder, checks the file, brings its schema up to date.
    ///
    /// - Parameters:
    ///   - folder: Made where it is missing.
    ///   - time: The clocks.
    ///   - readers: How many reads go on at once.
    ///   - patience: How long to wait for another program's lock on the file, in ms.
    ///   - progress: Told how many invoices of an older file the dashboard's sums have, and of how many, while they are made.
    /// - Throws: ``StorageError/inUse(folder:process:)`` at once when another process serves it,
    ///   ``StorageError/corrupt(path:detail:)`` when the file is damaged, ``StorageError/unusable(_:)``.
    package init(
        _ folder: String, time: any TimeSource = SystemTime(), readers: Int = 2, patience: Int = 5000,
        progress: ((_ done: Int, _ all: Int) -> Void)? = nil
    ) throws(StorageError) {
        self.folder = folder
        let path = FilePath.join(folder, Self.fileName)
        self.path = path
        do {
            try FileSystem.makeDirectory(folder, mode: 0o700)
            lock = try FolderLock(folder)
            surroundings = try Self.prepare(path, time: time, patience: patience, progress)
            database = try Database(
                path, migrations: Schema.migrations,
                settings: Database.Settings(readers: readers, patience: patience))
        } catch {
            throw StorageError(error, path: path)
        }
    }

    deinit { close() }

    package func close() {
        database.close()
        lock.release()
    }

    package func ping() async throws(StorageError) {
        try await read { _ = try $0.connection.first("SELECT 1") { try $0.integer() } }
    }

    /// Copies the database into a file while the store is in use: the state of one moment.
    ///
    /// - Parameters:
    ///   - target: The file to make; replaced where it exists.
    ///   - progress: Told the share that is done, 0...1.
    /// - Throws: ``StorageError/full``, ``StorageError/corrupt(path:detail:)`` when the copy is not whole.
    package func backUp(
        to target: String, progress: (@Sendable (Double) -> Void)? = nil
    ) async throws(StorageError) {
        do {
            try await database.backUp(to: target, progress: progress)
        } catch {
            throw StorageError(error, path: target)
        }
    }

    /// Runs `body` in one transaction; on disk when it returns.
    ///
    /// `body` may run twice.
    @discardableResult
    func write<T: Sendable>(
        _ body: @escaping @Sendable (Session) throws -> T
    ) async throws(StorageError) -> T {
        do {
            return try await writeAnything(body)
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// The same, with errors as they are.
    func writeAnything<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await database.write { [surroundings] in
            let session = Session(connection: $0, surroundings: surroundings)
            let value = try body(session)
            try session.settleTallies()
            return value
        }
    }

    /// Runs `body` on a snapshot.
    func read<T: Sendable>(
        _ body: @escaping @Sendable (Session) throws -> T
    ) async throws(StorageError) -> T {
        do {
            return try await database.read { [surroundings] in
                try body(Session(connection: $0, surroundings: surroundings))
            }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// The largest file that is read through before it is used, in bytes: of some 80,000 invoices, within seconds.
    ///
    /// Damage in a larger one shows when its page is read; `assay backup` reads the whole copy.
    private static let readThrough = 256 << 20

    /// What is done once, before anyone uses the file.
    private static func prepare(
        _ path: String, time: any TimeSource, patience: Int, _ progress: ((Int, Int) -> Void)?
    ) throws -> Surroundings {
        let connection = try Connection(path, mode: .writing, patience: patience)
        if let damage = try connection.damage(upTo: readThrough) {
            throw StorageError.corrupt(path: path, detail: damage)
        }
        try Migration.apply(Schema.migrations, to: connection)
        let surroundings = try connection.transaction { connection in
            // Whoever held a lease gets the time of one to speak up: the clock may have been set since.
            try connection.run(
                "UPDATE job SET lease_until = ?1 WHERE state = 'running'", time.steady() + LeaseRule.length)
            // Whoever was at a delivery is gone with its process.
            try connection.run(
                "UPDATE delivery SET held = 0, due_at = ?1 WHERE held = 1 AND state = 'pending'",
                time.steady())
            // A request that has no answer had no effect: both are written at once.
            try connection.run("DELETE FROM idempotency WHERE status IS NULL")
            let last =
                try connection.first("SELECT value FROM counter WHERE name = 'event'") { try $0.integer() }
                ?? 0
            let ceiling = last + EventNumbers.block
            try connection.run(
                """
                INSERT INTO counter VALUES ('event', ?1) ON CONFLICT DO UPDATE SET value = excluded.value
                """, ceiling)
            return Surroundings(time: time, numbers: EventNumbers(after: last, ceiling: ceiling))
        }
        try settle(connection, surroundings, progress)
        return surroundings
    }

    /// How many invoices' sums are made in one transaction; whoever ends the process loses no more than these.
    private static let settledAtOnce = 20_000

    /// How much of the file is kept in memory meanwhile, in KiB.
    private static let settlingCache = 65_536

    /// A migration leaves the sums of invoices that were there before it to us.
    private static func settle(
        _ connection: Connection, _ surroundings: Surroundings, _ progress: ((Int, Int) -> Void)?
    ) throws {
        let session = Session(connection: connection, surroundings: surroundings)
        func due() throws -> Int {
            try connection.first("SELECT count(*) FROM tally_due") { try $0.int() } ?? 0
        }
        let all = try due()
        guard all > 0 else { return }
        // The usual 2 MB would make it read the same pages again and again; this connection ends with its work.
        try connection.execute("PRAGMA cache_size=-\(settlingCache)")
        var left = all
        var vendors: Set<VendorID> = []
        while left > 0 {
            progress?(all - left, all)
            vendors.formUnion(
                try connection.transaction { _ in
                    var changed: Set<VendorID> = []
                    try session.settleTallies(&changed, atMost: settledAtOnce)
                    return changed
                })
            left = try due()
        }
        guard !vendors.isEmpty else { return }
        // Those that an ended process had not come to are assessed with the others, day by day.
        try connection.transaction { _ in
            for vendor in Set(try vendors.map { try session.root(of: $0) }) { try session.assess(vendor) }
        }
    }
}
