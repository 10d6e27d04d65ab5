import AssayKit
import Files
import Glibc
import SQLite
import Storage
import StorageConformance
import StorageSQLite
import Testing

@Suite("SQLite storage: the folder and its file")
struct FolderTests {
    @Test("row 17: a second server is refused at once, and told who has the folder")
    func secondServer() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(folder.path)
        let clock = ContinuousClock()
        let start = clock.now
        let error = #expect(throws: StorageError.self) { _ = try SQLiteStore(folder.path) }
        #expect(clock.now - start < .seconds(1))
        #expect(error == .inUse(folder: folder.path, process: getpid()))
        #expect(try #require(error).description.contains("by process \(getpid()); stop that one"))
        store.close()
        try SQLiteStore(folder.path).close()
    }

    private static let fileName = SQLiteStore.fileName

    @Test(
        "row 18: a damaged file is refused and the backup step is named",
        arguments: [0, 20, 4096, 8192, 40_960])
    func corrupt(at place: Int) async throws {
        let folder = try Folder()
        let path = FilePath.join(folder.path, Self.fileName)
        let store = try SQLiteStore(folder.path)
        _ = try await store.enqueue((0..<500).map { _ in JobDraft(kind: "k") })
        store.close()
        var bytes = try FileSystem.read(path)
        #expect(bytes.count > place + 64)
        for offset in place..<place + 64 { bytes[offset] ^= 0x5a }
        try FileSystem.write(bytes, to: path)
        let error = #expect(throws: StorageError.self) { try SQLiteStore(folder.path).close() }
        guard case .corrupt(let named, _) = try #require(error) else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(named == path && error?.description.contains("assay restore") == true)
        #expect(try FileSystem.read(path) == bytes, "the damaged file is left as it is")
    }

    @Test("what is written is there after closing and opening, and numbers go on")
    func reopening() async throws {
        let folder = try Folder()
        let time = FakeTime()
        var store = try SQLiteStore(folder.path, time: time)
        let job = try await store.enqueue([JobDraft(kind: "k", payload: ["a": 1])])[0].job
        let claimed = try await store.claim(queue: "default", worker: "w", limit: 1)
        let lease = try #require(claimed.first?.lease)
        let first = try await store.append([EventDraft("note", owner: nil)])[0].sequence
        let progress = store.progressSequence()
        store.close()
        await #expect(throws: StorageError.closed) { try await store.ping() }
        // The machine's clock was set a day forward in between: the lease is not taken for lost.
        time.advance(.seconds(86_400))
        store = try SQLiteStore(folder.path, time: time)
        defer { store.close() }
        #expect(try await store.rescueExpired(limit: 10).isEmpty)
        #expect(try await store.beat(job, lease: lease.token).payload == ["a": 1])
        let next = try await store.append([EventDraft("note", owner: nil)])[0].sequence
        #expect(next > progress && progress > first)
    }

    @Test(
        "row 16: a full disk: a typed error, nothing half done, and it goes on by itself",
        .enabled(if: geteuid() == 0))
    func full() async throws {
        let folder = try Folder()
        let disk = FilePath.join(folder.path, "disk")
        try FileSystem.makeDirectory(disk)
        try #require(mount("tmpfs", disk, "tmpfs", 0, "size=2m") == 0)
        defer { #expect(umount(disk) == 0) }
        let store = try SQLiteStore(disk)
        defer { store.close() }
        try FileSystem.write([UInt8](repeating: 0, count: 300_000), to: disk + "/filler")
        var stored: [JobID] = []
        let large = JobDraft(kind: "k", payload: .string(String(repeating: "x", count: 10_000)))
        let error = await #expect(throws: StorageError.self) {
            for _ in 0..<1000 { stored += try await store.enqueue([large, large]).map(\.job) }
        }
        #expect(error == .full)
        try await store.ping()
        try FileSystem.remove(disk + "/filler")
        stored += try await store.enqueue([large]).map(\.job)
        #expect(try await store.jobs(JobFilter(), PageRequest()).total == stored.count)
    }

    @Test("the sums of an older file are made when it is opened, which is told, and are exact")
    func olderFile() async throws {
        let folder = try Folder()
        var store = try SQLiteStore(folder.path)
        let owner = try await store.createUser(
            UserDraft(email: "a@b", username: "a", passwordHash: "h", role: .user), by: .system
        ).id
        for number in 1...3 {
            var record = Record()
            for (name, value) in [("supplier_gstin", "27AAPFU0939F1ZV"), ("total", "\(number).50")] {
                record.fields[name] = Field(value, confidence: 1, origin: .read)
            }
            _ = try await store.createInvoice(record, owner: owner, batch: nil, by: .user(owner))
        }
        store.close()
        // As a migration leaves it.
        try Connection(FilePath.join(folder.path, Self.fileName), mode: .writing, patience: 5000).execute(
            "DELETE FROM tally; DELETE FROM invoice_fact; INSERT INTO tally_due SELECT id FROM invoice;")
        var told: [[Int]] = []
        store = try SQLiteStore(folder.path) { told.append([$0, $1]) }
        defer { store.close() }
        #expect(told == [[0, 3]])
        let report = try await store.rebuildTallies(isTrial: true)
        #expect(report.invoices == 3 && report.differences == 0, "\(report.examples)")
        #expect(try await store.riskiestVendors(limit: 5).count == 1)
    }

    @Test("a request under way when the process died may be sent again")
    func requestsOfADeadProcess() async throws {
        let folder = try Folder()
        var store = try SQLiteStore(folder.path)
        let owner = try await store.createUser(
            UserDraft(email: "a@b", username: "a", passwordHash: "h", role: .user), by: .system
        ).id
        let ticket = IdempotencyTicket(owner: owner, key: "k")
        #expect(try await store.beginRequest(ticket, fingerprint: [1]) == .started)
        store.close()
        store = try SQLiteStore(folder.path)
        defer { store.close() }
        #expect(try await store.beginRequest(ticket, fingerprint: [1]) == .started)
    }

    @Test(
        "an edited audit log is found out",
        arguments: ["UPDATE audit SET action = 'x' WHERE number = 3", "DELETE FROM audit WHERE number = 3"])
    func audit(_ edit: String) async throws {
        let folder = try Folder()
        let store = try SQLiteStore(folder.path)
        defer { store.close() }
        for number in 1...5 { try await store.audit(AuditDraft("a", by: .system, subject: "\(number)")) }
        let outside = try Connection(FilePath.join(folder.path, Self.fileName), mode: .writing)
        #expect(throws: SQLiteError.self) { _ = try outside.run(edit) }
        try outside.execute("DROP TRIGGER audit_unchanged; DROP TRIGGER audit_kept")
        try outside.run(edit)
        #expect(try await store.firstBrokenAuditEntry() == 3)
    }

    @Test("a copy made while the store is in use opens as a store")
    func backup() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(folder.path)
        defer { store.close() }
        let job = try await store.enqueue([JobDraft(kind: "k")])[0].job
        let other = try Folder()
        try await store.backUp(to: FilePath.join(other.path, Self.fileName))
        let restored = try SQLiteStore(other.path)
        defer { restored.close() }
        #expect(try await restored.job(job, visibility: .everyone).id == job)
    }

    @Test("lists and claims of a large store go by an index")
    func plans() async throws {
        let folder = try Folder()
        try SQLiteStore(folder.path).close()
        let connection = try Connection(FilePath.join(folder.path, Self.fileName), mode: .writing)
        for (sql, index) in [
            ("SELECT id FROM invoice WHERE owner = x'00' ORDER BY id DESC LIMIT 20", "invoice_owner"),
            ("SELECT id FROM invoice WHERE batch = x'00' AND status = 'failed'", "invoice_batch"),
            (
                "SELECT id FROM invoice WHERE document = x'00' AND document IS NOT NULL AND owner = x'01'",
                "invoice_document"
            ),
            (
                "SELECT id FROM job INDEXED BY job_lease WHERE state = 'running' AND lease_until < 5",
                "job_lease"
            ),
            (
                """
                SELECT rowid FROM job WHERE state = 'ready' AND queue = 'q' AND (priority, owner) > (1, x'00')
                ORDER BY priority, owner, ready_at, id LIMIT 1
                """, "job_head"
            ),
            (
                "SELECT sequence FROM event WHERE invoice = x'00' AND sequence > 7 ORDER BY sequence",
                "event_invoice"
            ),
        ] {
            let plan = try connection.rows("EXPLAIN QUERY PLAN \(sql)") { row in
                for _ in 0..<3 { _ = try row.optionalInteger() }
                return try row.text()
            }.joined(separator: "; ")
            #expect(plan.contains(index), "\(sql): \(plan)")
            #expect(!plan.contains("TEMP B-TREE"), "\(sql): \(plan)")
        }
    }

    @Test("row 15: while something else holds the file, a write waits, then says so, and later ones go on")
    func locked() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(folder.path)
        defer { store.close() }
        let other = try Connection(FilePath.join(folder.path, Self.fileName), mode: .writing)
        try other.execute("BEGIN IMMEDIATE")
        let waiting = Task { try await store.enqueue([JobDraft(kind: "patient")]) }
        try await Task.sleep(for: .milliseconds(300))
        try other.execute("ROLLBACK")
        #expect(try await waiting.value.count == 1)

        try other.execute("BEGIN IMMEDIATE")
        await #expect(throws: StorageError.busy) { try await store.enqueue([JobDraft(kind: "refused")]) }
        // Readers are never held up.
        #expect(try await store.jobStatistics().total == 1)
        try other.execute("ROLLBACK")
        _ = try await store.enqueue([JobDraft(kind: "later")])
        #expect(try await store.jobStatistics().total == 2)
    }
}
