import AssayKit
import Files
import Storage
import StorageSQLite
import Testing

@Suite("SQLite storage: backup and restore")
struct BackupTests {
    /// A data folder in use, with some documents, and a place for backups beside it.
    private final class House: Sendable {
        let root: Folder
        let store: SQLiteStore
        let blobs: FileBlobStore
        let owner: UserID
        var data: String { root.path + "/data" }
        var backup: String { root.path + "/backup" }
        var restored: String { root.path + "/restored" }

        init() async throws {
            root = try Folder()
            store = try SQLiteStore(root.path + "/data")
            blobs = try FileBlobStore(root.path + "/data/blobs")
            owner = try await store.createUser(
                UserDraft(email: "a@example.com", username: "ann", passwordHash: "-", role: .user),
                by: .system
            ).id
        }

        deinit { store.close() }

        func submit(_ texts: [String]) async throws -> [Accepted] {
            let ids = IdentifierGenerator(time: SystemTime())
            let submissions = try texts.map { text in
                let blob = try blobs.store(Array(text.utf8))
                return Submission(
                    id: ids.next(), owner: owner,
                    origin: InvoiceOrigin(
                        source: .upload, fileName: text, document: blob, mediaType: "text/plain"),
                    jobID: ids.next(), job: JobDraft(kind: "k"))
            }
            return try await store.accept(submissions, idempotency: nil) { _ in
                StoredAnswer(status: 202, body: [])
            }
        }

        func invoices(in store: SQLiteStore) async throws -> [Invoice] {
            try await store.invoices(InvoiceFilter(.everyone), after: nil, limit: 1000)
        }
    }

    @Test("a backup made beside the open store brings back its invoices and documents, and no orphans")
    func roundTrip() async throws {
        let house = try await House()
        let accepted = try await house.submit(["one", "two", "three"])
        let orphan = try house.blobs.store(Array("nobody's".utf8))
        let summary = try Backup.make(of: house.data, into: house.backup)
        #expect(summary.blobs == 3 && summary.unsound.isEmpty)
        _ = try await house.submit(["after"])
        #expect(
            try FileSystem.list(house.backup, hidden: true).map(\.name) == [
                "SHA256SUMS", "assay.db", "blobs",
            ])
        let names = try FileSystem.list(house.backup, recursive: true).map(\.name)
        #expect(!names.contains(orphan.digest.hex))

        #expect(try Backup.restore(house.backup, into: house.restored) == 3)
        let store = try SQLiteStore(house.restored)
        defer { store.close() }
        let blobs = try FileBlobStore(house.restored + "/blobs")
        let found = try await house.invoices(in: store)
        #expect(found.map(\.id) == accepted.map(\.invoice))
        for invoice in found { try blobs.verify(try #require(invoice.origin.document).digest) }
        #expect(try await store.claim(queue: "default", worker: "w", limit: 10).count == 3)
    }

    @Test("many backups while documents come in: each is whole and has what was there when it began")
    func busy() async throws {
        let house = try await House()
        let uploads = Task {
            var count = 0
            while !Task.isCancelled, count < 500 {
                _ = try await house.submit(["text \(count)"])
                count += 1
            }
        }
        for number in 0..<5 {
            let before = try await house.invoices(in: house.store).count
            let folder = "\(house.backup)-\(number)"
            #expect(try Backup.make(of: house.data, into: folder).unsound.isEmpty)
            let blobs = try Backup.restore(folder, into: "\(house.restored)-\(number)")
            let store = try SQLiteStore("\(house.restored)-\(number)")
            defer { store.close() }
            let count = try await house.invoices(in: store).count
            #expect(count >= before && count == blobs)
        }
        uploads.cancel()
        try await uploads.value
    }

    @Test("a document that the folder has lost or damaged is told, the others are kept")
    func unsound() async throws {
        let house = try await House()
        _ = try await house.submit(["one", "two", "three"])
        let documents = try await house.invoices(in: house.store).compactMap(\.origin.document?.digest)
        try FileSystem.remove(try house.blobs.localPath(of: documents[0]))
        try FileSystem.write(text: "other", to: try house.blobs.localPath(of: documents[1]))
        let summary = try Backup.make(of: house.data, into: house.backup)
        #expect(summary.blobs == 1 && Set(summary.unsound) == Set(documents[..<2].map(\.hex)))
        #expect(try Backup.restore(house.backup, into: house.restored) == 1)
    }

    @Test("restore refuses a folder in use, one that holds invoices, and a backup that is not whole")
    func refusals() async throws {
        let house = try await House()
        _ = try await house.submit(["one"])
        _ = try Backup.make(of: house.data, into: house.backup)
        func refusal(_ backup: String, _ folder: String) -> String {
            do {
                _ = try Backup.restore(backup, into: folder)
                return "restored"
            } catch {
                return error.description
            }
        }
        #expect(refusal(house.backup, house.data).contains("is in use by process"))
        house.store.close()
        #expect(refusal(house.backup, house.data).contains("holds invoices already; move it aside"))
        #expect(throws: BackupError.self) { try Backup.make(of: house.data, into: house.backup) }
        #expect(throws: BackupError.self) { try Backup.make(of: house.restored, into: house.backup + "2") }

        let list = house.backup + "/SHA256SUMS"
        let sums = try FileSystem.readText(list)
        let digest = String(repeating: "0", count: 64)
        for (text, word) in [
            (sums + "\(digest)  ../../evil\n", "no backup has"), (sums + "rubbish\n", "is damaged"),
            ("", "names no database"), (digest + sums.dropFirst(64), "assay.db is damaged"),
        ] {
            try FileSystem.write(text: text, to: list)
            #expect(refusal(house.backup, house.restored).contains(word))
        }
        try FileSystem.remove(list)
        #expect(refusal(house.backup, house.restored).contains("no complete backup"))
        #expect(!FileSystem.exists(house.restored + "/assay.db"))
    }

    @Test("a snapshot shows one moment and leaves nothing behind")
    func snapshot() async throws {
        let house = try await House()
        _ = try await house.submit(["one"])
        do {
            let snapshot = try StoreSnapshot(of: house.data)
            _ = try await house.submit(["two"])
            #expect(try await house.invoices(in: snapshot.store).count == 1)
        }
        #expect(try await house.invoices(in: house.store).count == 2)
        #expect(try FileSystem.list(house.data).allSatisfy { !$0.name.hasPrefix("snapshot-") })
    }
}
