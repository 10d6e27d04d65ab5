internal import AssayKit
package import Control
package import InvoiceHistory
package import Processing
package import Storage

/// The line of jobs of a service in another process on this machine: what a ``Runner`` needs of a store.
///
/// While the service is away every call fails as one that may be tried again; the runner's own rules then decide how long
/// a document is worked on.
package final class RemoteJobLine: JobLine {
    /// How long an answer is waited for.
    ///
    /// An answer that comes after it is lost, and with it what was handed out.
    private static let patience: Duration = .seconds(20)
    /// Of beats: short, so that a worker without a service notices before its lease ends.
    private static let beatPatience: Duration = .seconds(3)

    private let link: ControlLink

    package init(_ link: ControlLink) { self.link = link }

    package func claim(queue: String, worker: String, limit: Int) async throws(StorageError) -> [Job] {
        let answer = try await ask(
            "claim", ["queue": .string(queue), "worker": .string(worker), "limit": .integer(limit)])
        do {
            return try (answer["jobs"]?.arrayValue ?? []).map(JobCoding.job)
        } catch {
            throw .fault("\(error)")
        }
    }

    package func beat(_ job: JobID, lease: LeaseToken) async throws(StorageError) -> Job {
        try Self.job(try await ask("beat", Self.named(job, lease, [:]), within: Self.beatPatience))
    }

    package func complete(
        _ job: JobID, lease: LeaseToken, _ completion: JobCompletion
    ) async throws(StorageError) -> CompletionReceipt {
        let answer = try await ask(
            "complete", Self.named(job, lease, ["completion": CompletionCoding.json(completion)]))
        let invoices = answer["invoices"]?.arrayValue ?? []
        return CompletionReceipt(
            job: try Self.job(answer),
            invoices: invoices.compactMap { $0.stringValue.flatMap { InvoiceID($0) } })
    }

    package func fail(
        _ job: JobID, lease: LeaseToken, _ failure: JobFailure, notices: [OutboxDraft]
    ) async throws(StorageError) -> Job {
        try await change(
            "fail", job, lease,
            ["failure": JobCoding.json(failure), "notices": .array(notices.map(CompletionCoding.json))])
    }

    package func release(_ job: JobID, lease: LeaseToken) async throws(StorageError) -> Job {
        try await change("release", job, lease)
    }

    package func confirmStop(_ job: JobID, lease: LeaseToken) async throws(StorageError) -> Job {
        try await change("stop", job, lease)
    }

    package func markProcessing(
        _ job: JobID, lease: LeaseToken, stage: String, events: [EventDraft]
    ) async throws(StorageError) {
        let content: [String: JSONValue] = [
            "stage": .string(stage), "events": .array(events.map(CompletionCoding.json)),
        ]
        _ = try await ask("mark", Self.named(job, lease, content))
    }

    package func setDocument(
        _ document: BlobReference, mediaType: String, fileName: String?, of invoice: InvoiceID, job: JobID,
        lease: LeaseToken
    ) async throws(StorageError) -> InvoiceID? {
        var question = Self.named(
            job, lease,
            [
                "document": CompletionCoding.json(document), "media_type": .string(mediaType),
                "invoice": .string(invoice.description),
            ])
        question["file_name"] = fileName.map { .string($0) }
        return try await ask("document", question)["duplicate_of"]?.stringValue.flatMap { InvoiceID($0) }
    }

    private func change(
        _ name: String, _ job: JobID, _ lease: LeaseToken, _ more: [String: JSONValue] = [:]
    ) async throws(StorageError) -> Job {
        try Self.job(try await ask(name, Self.named(job, lease, more)))
    }

    private static func object(_ members: [String: JSONValue]) -> JSONObject {
        JSONObject(members.map { .init(key: $0.key, value: $0.value) })
    }

    private static func named(_ job: JobID, _ lease: LeaseToken, _ more: [String: JSONValue]) -> [String:
        JSONValue]
    {
        var question = more
        question["job"] = .string(job.description)
        question["lease"] = .string(lease.description)
        return question
    }

    private static func job(_ answer: JSONValue) throws(StorageError) -> Job {
        do {
            return try JobCoding.job(answer["job"] ?? .null)
        } catch {
            throw .fault("\(error)")
        }
    }

    private func ask(
        _ name: String, _ content: [String: JSONValue], within patience: Duration = patience
    ) async throws(StorageError) -> JSONValue {
        var question = content
        question["do"] = .string(JobLineServer.prefix + name)
        return try await ask(plain: question, within: patience)
    }

    func ask(
        plain question: [String: JSONValue], within patience: Duration = patience
    ) async throws(StorageError) -> JSONValue {
        guard let answer = await link.ask(.object(Self.object(question)), within: patience) else {
            throw .fault(
                "the service does not answer; see whether assay serve runs over the same data folder")
        }
        if let error = answer["error"] { throw RemoteError.error(error) }
        return answer
    }
}

extension RemoteJobLine: ProgressSink {
    package func send(_ progress: JobProgress) {
        link.tell(.object(ProgressCoding.json(progress)))
    }
}

extension RemoteJobLine: HistorySource {
    package func answers(
        to questions: [HistoryQuestion], about subject: HistorySubject
    ) async throws -> [HistoryAnswer]? {
        var question: [String: JSONValue] = [
            "asked": HistoryQuestion.json(questions), "subject": .string(subject.id),
        ]
        question["digest"] = subject.digest.map { .string($0) }
        return HistoryAnswer.parse(try await ask("history", question))
    }
}
