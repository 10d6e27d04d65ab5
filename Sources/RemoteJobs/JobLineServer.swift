package import AssayKit
package import Control
internal import Glibc
package import InvoiceHistory
package import Processing
package import Storage
internal import Synchronization

/// The service's side of ``RemoteJobLine``: the store stays with the service, workers ask over the control socket.
package final class JobLineServer: Sendable {
    /// What the names of its questions begin with.
    package static let prefix = "job "

    private let store: any JobLine
    private let history: any HistorySource
    private let progress: any ProgressSink
    private let died: @Sendable ([Job]) async -> Void
    private let log: @Sendable (String) -> Void
    private let clients = Mutex<[Int: Client]>([:])
    private let isDraining = Atomic(false)

    private struct Client {
        var peer: ControlPeer
        /// What it has and has not settled.
        var held: [JobID: LeaseToken] = [:]
        /// It found nothing at its last look, and wants to be told.
        var isHungry = false
    }

    /// A server.
    ///
    /// - Parameters:
    ///   - store: The line.
    ///   - history: Answers what the workers' plugins ask about earlier invoices.
    ///   - progress: Hears how far the workers are.
    ///   - died: Told of the jobs of workers that died: some may have been given up.
    ///   - log: Told, in one sentence, of workers that died.
    package init(
        store: any JobLine, history: any HistorySource = NoHistory(), progress: any ProgressSink,
        died: @escaping @Sendable ([Job]) async -> Void = { _ in },
        log: @escaping @Sendable (String) -> Void
    ) {
        self.died = died
        self.store = store
        self.history = history
        self.progress = progress
        self.log = log
    }

    /// How many workers are there.
    package var workers: Int { clients.withLock { $0.count } }

    /// Tells workers that wait that there may be a job.
    package func wake() {
        let hungry = clients.withLock { clients in
            let hungry = clients.values.filter(\.isHungry).map(\.peer)
            for number in clients.keys { clients[number]?.isHungry = false }
            return hungry
        }
        // Each is told once until it asks again, so that one that does not read cannot hold anybody up.
        for peer in hungry { peer.send(["wake": true]) }
    }

    /// Gives out no more jobs: one whose answer is cut off by the end would wait for its lease to end.
    package func drain() { isDraining.store(true, ordering: .relaxed) }

    /// Whether a question is for this server.
    package static func takes(_ question: JSONValue) -> Bool {
        question["do"]?.stringValue?.hasPrefix(prefix) == true
    }

    /// Answers a worker; nil for news, which want no answer.
    package func answer(_ question: JSONValue, _ peer: ControlPeer) async -> JSONValue? {
        let name = question["do"]?.stringValue?.dropFirst(Self.prefix.count) ?? ""
        if name == "progress" {
            if let news = ProgressCoding.progress(question) { progress.send(news) }
            return nil
        }
        do {
            return try await result(of: String(name), question, peer)
        } catch let error as StorageError {
            return ["error": RemoteError.json(error)]
        } catch {
            return ["error": ["fault": .string("\(error)")]]
        }
    }

    private func result(of name: String, _ question: JSONValue, _ peer: ControlPeer) async throws -> JSONValue
    {
        if name == "claim" { return try await claim(question, peer) }
        if name == "history" {
            let questions = try HistoryQuestion.parse(question["asked"] ?? .null)
            let subject = HistorySubject(
                id: question["subject"]?.stringValue ?? "", digest: question["digest"]?.stringValue)
            let answers = try await history.answers(to: questions, about: subject)
            return try JSONParser.parse(HistoryAnswer.json(answers))
        }
        guard let job = question["job"]?.stringValue.flatMap({ JobID($0) }),
            let lease = question["lease"]?.stringValue.flatMap({ LeaseToken($0) })
        else { throw CodingMistake(what: "a question about a job") }
        do {
            let answer = try await change(name, job, lease, question)
            if !["beat", "mark", "document"].contains(name) { forget(job, peer) }
            return answer
        } catch {
            if error as? StorageError == .leaseLost { forget(job, peer) }
            throw error
        }
    }

    private func claim(_ question: JSONValue, _ peer: ControlPeer) async throws -> JSONValue {
        if isDraining.load(ordering: .relaxed) { return ["jobs": []] }
        let limit = min(max(question["limit"]?.intValue ?? 1, 1), 256)
        // Before the look: what comes in during it must not go unheard.
        clients.withLock { clients in
            clients[peer.number, default: Client(peer: peer)].isHungry = true
        }
        let jobs = try await store.claim(
            queue: question["queue"]?.stringValue ?? "default",
            worker: question["worker"]?.stringValue ?? "worker \(peer.process ?? 0)", limit: limit)
        clients.withLock { clients in
            for job in jobs { clients[peer.number]?.held[job.id] = job.lease?.token }
        }
        // It went while it was served, and nobody will tell again.
        if !peer.isThere { ended(peer) }
        return ["jobs": .array(jobs.map(JobCoding.json))]
    }

    private func change(
        _ name: String, _ job: JobID, _ lease: LeaseToken, _ question: JSONValue
    ) async throws -> JSONValue {
        let changed: Job
        switch name {
        case "beat": changed = try await store.beat(job, lease: lease)
        case "complete":
            let completion = try CompletionCoding.completion(question["completion"] ?? .null)
            let receipt = try await store.complete(job, lease: lease, completion)
            return [
                "job": JobCoding.json(receipt.job),
                "invoices": .array(receipt.invoices.map { .string($0.description) }),
            ]
        case "fail":
            changed = try await store.fail(
                job, lease: lease, try JobCoding.failure(question["failure"] ?? .null),
                notices: try (question["notices"]?.arrayValue ?? []).map(CompletionCoding.delivery))
        case "document": return try await setDocument(job, lease, question)
        case "release": changed = try await store.release(job, lease: lease)
        case "stop": changed = try await store.confirmStop(job, lease: lease)
        case "mark":
            try await store.markProcessing(
                job, lease: lease, stage: question["stage"]?.stringValue ?? "read",
                events: try (question["events"]?.arrayValue ?? []).map(CompletionCoding.event))
            return .object(JSONObject())
        default: throw CodingMistake(what: "the question \(name)")
        }
        return ["job": JobCoding.json(changed)]
    }

    private func setDocument(_ job: JobID, _ lease: LeaseToken, _ question: JSONValue) async throws
        -> JSONValue
    {
        guard let invoice = question["invoice"]?.stringValue.flatMap({ InvoiceID($0) }) else {
            throw CodingMistake(what: "a fetched document")
        }
        let earlier = try await store.setDocument(
            try CompletionCoding.blob(question["document"] ?? .null),
            mediaType: question["media_type"]?.stringValue ?? "application/octet-stream",
            fileName: question["file_name"]?.stringValue, of: invoice, job: job, lease: lease)
        return ["duplicate_of": earlier.map { .string($0.description) } ?? .null]
    }

    private func forget(_ job: JobID, _ peer: ControlPeer) {
        clients.withLock { _ = $0[peer.number]?.held.removeValue(forKey: job) }
    }

    /// Takes back what a client held whose connection has ended, if its process is dead.
    ///
    /// One that lives may come again, and its leases stand.
    package func ended(_ peer: ControlPeer) {
        guard let client = clients.withLock({ $0.removeValue(forKey: peer.number) }), !client.held.isEmpty,
            let process = peer.process
        else { return }
        Task {
            guard await Self.isDead(process) else { return }
            log("worker process \(process) died; \(client.held.count) of its documents go to another")
            var jobs: [Job] = []
            for (job, lease) in client.held {
                let failure = JobFailure(
                    .crash, code: "worker_died",
                    message:
                        "the worker that read the document died; look into the machine's log for the reason")
                // What fails here is rescued when the lease ends.
                if let job = try? await store.fail(job, lease: lease, failure) { jobs.append(job) }
            }
            await died(jobs)
        }
    }

    /// Whether a process is gone or about to be: its sockets are closed a moment before it is.
    private static func isDead(_ process: Int32) async -> Bool {
        for _ in 0..<40 {
            guard let state = state(of: process), state != "Z", state != "X" else { return true }
            // Cut short at the service's end, when nothing hangs on it any more.
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// The letter of `/proc/PID/stat`; nil when there is no such process.
    private static func state(of process: Int32) -> Character? {
        let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        // The name before it is in parentheses and may hold anything.
        guard let end = bytes[..<count].lastIndex(of: UInt8(ascii: ")")), end + 2 < count else { return nil }
        return Character(Unicode.Scalar(bytes[end + 2]))
    }
}
