import AssayKit
import Chat
import ChatQuestions
import Foundation
import Service
import Storage
import StorageSQLite
import Synchronization
import Testing

/// A clock that the test sets.
final class ChatClock: TimeSource {
    private let moment = Mutex(Timestamp(milliseconds: 0))

    func set(_ day: String, _ hour: Int64) {
        let number = CalendarDate(iso: day)?.dayNumber ?? 0
        moment.withLock {
            $0 = Timestamp(milliseconds: Int64(number) * 86_400_000 + hour * 3_600_000)
        }
    }

    func now() -> Timestamp { moment.withLock(\.self) }
    func steady() -> Timestamp { now() }
}

/// The small book in a database: everything came, was read and was decided on its day.
struct ChatBook {
    let store: SQLiteStore
    let folder: String
    let owner: UserID
    /// The book's id of each stored invoice.
    let entries: [String: Int]

    static func make() async throws -> ChatBook {
        let folder =
            FileManager.default.temporaryDirectory.path + "/assay-chat-\(UInt64.random(in: 0 ... .max))"
        let clock = ChatClock()
        clock.set("2026-01-01", 0)
        let store = try SQLiteStore(folder, time: clock)
        let owner = try await store.createUser(
            UserDraft(email: "ann@example.org", username: "ann", passwordHash: "hash", role: .user),
            by: .system
        ).id
        let reviewer = try await store.createUser(
            UserDraft(email: "mia@example.org", username: "mia", passwordHash: "hash", role: .manager),
            by: .system
        ).id
        let ids = IdentifierGenerator(time: clock)
        enum Step { case come, decide }
        var steps: [(day: String, place: Int, step: Step)] = []
        for (place, entry) in SmallBook.entries.enumerated() {
            // The one that still waits comes last, since a runner takes what is next.
            steps.append((entry.received + (entry.status == "queued" ? "z" : ""), place, .come))
            if let decided = entry.decided { steps.append((decided, place, .decide)) }
        }
        var stored: [Int: InvoiceID] = [:]
        for (count, step) in steps.sorted(by: { ($0.day, $0.place) < ($1.day, $1.place) }).enumerated() {
            let entry = SmallBook.entries[step.place]
            clock.set(String(step.day.prefix(10)), 1 + Int64(count % 20))
            if step.step == .decide {
                let id = try #require(stored[step.place])
                _ = try await store.decide(
                    entry.status == "rejected" ? .reject : .approve, on: id, comment: entry.comment,
                    visibility: .everyone, by: .user(reviewer))
                continue
            }
            stored[step.place] = try await come(entry, step.place, owner, store, ids)
        }
        let names = stored.map { ($0.value.description, $0.key + 1) }
        return ChatBook(
            store: store, folder: folder, owner: owner, entries: Dictionary(uniqueKeysWithValues: names))
    }

    private static func come(
        _ entry: BookEntry, _ place: Int, _ owner: UserID, _ store: SQLiteStore, _ ids: IdentifierGenerator
    ) async throws -> InvoiceID {
        let digest = try #require(BlobDigest(bytes: (0..<32).map { UInt8(place + $0) }))
        let submission = Submission(
            id: ids.next(), owner: owner, batch: nil,
            origin: InvoiceOrigin(
                source: .upload, fileName: "\(place).pdf", document: BlobReference(digest: digest, size: 1),
                mediaType: "application/pdf", pipeline: "gst-invoice"),
            jobID: ids.next(), job: JobDraft(kind: "extract"))
        _ = try await store.accept([submission], idempotency: nil) { _ in StoredAnswer(status: 202, body: [])
        }
        if entry.status == "queued" { return submission.id }
        let job = try #require(try await store.claim(queue: "default", worker: "w", limit: 1).first)
        let lease = try #require(job.lease).token
        let status = InvoiceStatus(rawValue: entry.status) ?? .processed
        let outcome = InvoiceOutcome(
            status: status == .approved || status == .rejected ? .processed : status, record: entry.record,
            confidence: entry.confidence, pages: 1)
        _ = try await store.complete(job.id, lease: lease, JobCompletion(invoices: [outcome]))
        return submission.id
    }

    func end() {
        store.close()
        // A folder that stays behind is no reason to fail.
        try? FileManager.default.removeItem(atPath: folder)
    }
}
