internal import Accounts
internal import AssayKit
internal import Crypto
internal import HTTPServing
internal import Outgoing
internal import Storage

/// Takes a document by its address: it is fetched later, in a process of its own, and then read.
enum AddressUpload {
    /// What is sent.
    static let body = Schema.object([
        .init("blob_url", .text(1...2048), "Where the document is: https, a public machine"),
        .init("filename", .nullable(.text(1...255)), required: false),
        .init("auto_save", .boolean, required: false, "false: the result stays on the task alone"),
        .init("confidence_threshold", .nullable(.number(0...1)), required: false),
        .init("pipeline", .nullable(.text(1...100)), required: false),
        .init("batch_id", .nullable(.uuid), required: false),
    ])

    /// What is answered.
    static let answer = Schema.object([
        .init("success", .boolean), .init("task_id", .uuid), .init("invoice_id", .nullable(.uuid)),
        .init("filename", .text), .init("status", .text), .init("message", .text),
        .init("websocket", watching),
        .init(
            "processing",
            .object([
                .init("auto_save", .boolean), .init("confidence_threshold", .number(0...1)),
                .init(
                    "estimated_duration_seconds", .nullable(.number()),
                    "What the latest documents took; null where none was read yet"),
            ])),
    ])

    /// Where a task can be watched.
    static let watching = Schema.object([
        .init("path", .text), .init("room", .text), .init("events", .map(.text)),
    ])

    /// Where a task can be watched.
    static func watching(_ task: JobID, _ invoice: InvoiceID?) -> JSONValue {
        .object([
            "path": .string(invoice.map { "/ws/invoices/\($0)" } ?? "/ws"),
            "room": .string("task_\(task)"),
            "events": .object(
                JSONObject(
                    ["progress", "streaming", "complete", "error"].map {
                        .init(key: $0, value: "task_update")
                    })),
        ])
    }

    static func handle(_ call: Call) async throws -> Response {
        let (principal, house) = (try call.principal, call.house)
        let url = call.text("blob_url") ?? ""
        let drawn = try GenerateRoute.sample(at: url, host: call.request.headers["Host"], house)
        let path = try drawn?.name ?? address(url, house).target
        let name = ContentDisposition.cleanName(
            call.text("filename") ?? path.prefix { $0 != "?" }.split(separator: "/").last.map(String.init)
                ?? "document")
        let document = try drawn.map { try kept($0.bytes, house) }
        let pipeline = call.text("pipeline")
        try await InvoiceUpload.check(pipeline: pipeline, house)
        let version = try await InvoiceUpload.version(of: pipeline, house)
        let threshold = call.body["confidence_threshold"]?.doubleValue ?? house.settings.confidenceThreshold
        let isSaved = call.body["auto_save"]?.boolValue ?? true
        let batch = call.text("batch_id").flatMap { BatchID($0) }
        var job = ExtractionTask(
            document: document.map { .stored($0.digest) } ?? .remote(url: url), fileName: name,
            pipeline: pipeline, version: version,
            threshold: threshold
        ).job()
        job.note(call.request)
        let seconds = try await usualSeconds(call)
        func response(_ task: JobID, _ invoice: InvoiceID?) -> StoredAnswer {
            let object: JSONValue = .object([
                "success": true, "task_id": .id(task), "invoice_id": .id(invoice), "filename": .string(name),
                "status": "queued",
                "message": .string("The document is fetched and then read; watch it at the websocket."),
                "websocket": watching(task, invoice),
                "processing": .object([
                    "auto_save": .bool(isSaved), "confidence_threshold": .double(threshold),
                    "estimated_duration_seconds": seconds.map { .double($0) } ?? .null,
                ]),
            ])
            return StoredAnswer(status: 202, body: JSONWriter.bytes(object))
        }

        var fingerprint = SHA256()
        fingerprint.update(JSONWriter.bytes(call.body))
        let ticket: IdempotencyTicket?
        switch try await InvoiceUpload.ticket(call, fingerprint.finish()) {
        case .answered(let response): return response
        case .fresh(let fresh): ticket = fresh
        }
        let answer: StoredAnswer
        do throws(StorageError) {
            if isSaved {
                let submission = Submission(
                    id: house.ids.next(), owner: principal.user.id, batch: batch,
                    origin: InvoiceOrigin(
                        source: .url, fileName: name, document: document,
                        mediaType: drawn.map { $0.name.hasSuffix(".png") ? "image/png" : "application/pdf" },
                        pipeline: pipeline),
                    jobID: house.ids.next(), job: job)
                answer = response(submission.jobID, submission.id)
                let final = answer
                _ = try await house.store.accept([submission], idempotency: ticket) { _ in final }
            } else {
                (job.owner, job.batch) = (principal.user.id, batch)
                if let batch { _ = try await house.store.batch(batch, visibility: principal.visibility) }
                guard let task = try await house.store.enqueue([job]).first?.job else {
                    throw StorageError.notFound("task")
                }
                answer = response(task, nil)
                if let ticket { try await house.store.finishRequest(ticket, answer) }
            }
        } catch {
            // The key is forgotten by itself after a day where this fails too.
            if let ticket { try? await house.store.abandonRequest(ticket) }
            throw Refusal.of(error)
        }
        house.wake()
        return .json(answer.body, status: answer.status)
    }

    private static func kept(_ bytes: [UInt8], _ house: House) throws(HTTPError) -> BlobReference {
        do {
            return try house.blobs.store(bytes)
        } catch {
            throw Refusal.of(error)
        }
    }

    /// The address, as far as it can be judged before its name is looked up.
    private static func address(_ url: String, _ house: House) throws(HTTPError) -> OutgoingURL {
        let policy = OutgoingPolicy(
            allowed: house.settings.fetchAllowed, allowsHTTP: house.settings.fetchAllowsHTTP)
        do {
            return try OutgoingURL(url, policy: policy)
        } catch {
            throw Refusal.invalid([("blob_url", "\(error)")])
        }
    }

    /// How long the latest documents took, the median; nil where none was read.
    private static func usualSeconds(_ call: Call) async throws -> Double? {
        let latest = try await call.stored { () async throws(StorageError) in
            try await call.house.store.jobs(JobFilter(state: .done), PageRequest(page: 1, perPage: 20)).items
        }
        let times = latest.compactMap { job -> Double? in
            guard let start = job.startedAt, let end = job.finishedAt else { return nil }
            return Double(end.milliseconds - start.milliseconds) / 1000
        }.sorted()
        return times.isEmpty ? nil : times[times.count / 2]
    }
}
