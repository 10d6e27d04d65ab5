import AssayKit
import Storage
import Testing

extension Bench {
    func newUser(_ name: String = "asha", role: Role = .user) async throws -> UserID {
        try await store.createUser(
            UserDraft(email: "\(name)@example.org", username: name, passwordHash: "hash", role: role),
            by: .system
        ).id
    }

    func newBatch(_ owner: UserID, expected: Int? = nil) async throws -> Batch {
        try await store.createBatch(BatchDraft(name: "March", expected: expected), owner: owner)
    }

    static func digest(_ number: Int) -> BlobReference {
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: number >> ($0 % 4 * 8)) }
        guard let digest = BlobDigest(bytes: bytes) else { preconditionFailure("32 bytes are a digest") }
        return BlobReference(digest: digest, size: number)
    }

    func submission(_ owner: UserID, file: Int, batch: BatchID? = nil) -> Submission {
        Submission(
            id: ids.next(), owner: owner, batch: batch,
            origin: InvoiceOrigin(
                source: .upload, fileName: "file-\(file).pdf", document: Self.digest(file),
                mediaType: "application/pdf", pipeline: "gst-invoice"),
            jobID: ids.next(),
            job: JobDraft(
                kind: "extract",
                deathNotices: [
                    OutboxDraft(destination: "erp", messageID: "m-\(file)", type: "invoice.failed", body: "x")
                ]))
    }

    @discardableResult
    func submit(_ owner: UserID, file: Int, batch: BatchID? = nil) async throws -> Accepted {
        try #require(try await submit(owner, files: [file], batch: batch).first)
    }

    func submit(_ owner: UserID, files: [Int], batch: BatchID? = nil) async throws -> [Accepted] {
        try await store.accept(
            files.map { submission(owner, file: $0, batch: batch) }, idempotency: nil,
            answer: { _ in StoredAnswer(status: 202, body: []) })
    }

    func claim(_ worker: String = "w") async throws -> (job: Job, lease: LeaseToken) {
        let job = try #require(
            try await store.claim(queue: "default", worker: worker, limit: 1).first, "a job should be ready")
        return (job, try #require(job.lease).token)
    }

    /// A record with the fields given, all read with certainty.
    static func record(_ fields: [String: String], flags: [Flag] = []) -> Record {
        Record(
            fields: fields.mapValues { Field($0, raw: $0, confidence: 0.9, page: 1, box: Box(1, 2, 3, 4)) },
            flags: flags)
    }

    /// Takes the next job and stores a result for it.
    @discardableResult
    func finishNext(
        _ fields: [String: String] = ["invoice_number": "A-1"], status: InvoiceStatus = .processed,
        flags: [Flag] = []
    ) async throws -> InvoiceID {
        let (job, lease) = try await claim()
        let outcome = InvoiceOutcome(
            status: status, record: Self.record(fields, flags: flags), confidence: 0.9, pages: 1)
        let receipt = try await store.complete(job.id, lease: lease, JobCompletion(invoices: [outcome]))
        return try #require(receipt.invoices.first)
    }

    func invoice(_ id: InvoiceID) async throws -> Invoice {
        try await store.invoice(id, visibility: .everyone)
    }

    func job(_ id: JobID) async throws -> Job { try await store.job(id, visibility: .everyone) }
}
