internal import Accounts
internal import AssayKit
internal import Crypto
internal import HTTPServing
internal import Storage

/// Takes documents in: checked by size and first bytes, stored, in line; then acknowledged.
enum InvoiceUpload {
    static let operation = Operation(
        .post, "/api/invoices/upload", tag: "invoices", id: "uploadInvoices",
        "Upload one file or many, or give the address of one",
        parameters: [
            .init("Idempotency-Key", in: .header, .text(1...200), "A repeat with it returns the first answer")
        ],
        body: .multipart(
            .object([
                .init("batch_id", .uuid, required: false), .init("pipeline", .text(1...100), required: false),
                .init("files", .array(.string(.init(format: "binary")), 1...100)),
            ]), orJSON: AddressUpload.body),
        answers: [
            .init(
                202, "One entry a file, in order; for an address what is done with it",
                .either(.array(.named("Accepted")), .named("AcceptedAddress")))
        ],
        errors: [404, 409, 507],
        bodyLimit: 1 << 30, handle: handle)

    /// A part that was taken, or why not.
    private enum Part {
        case taken(Submission, FileType)
        case refused(name: String, HTTPError)
    }

    /// - Throws: 422 for a pipeline that there is not, or that has mistakes.
    static func check(pipeline: String?, _ house: House) async throws(HTTPError) {
        guard let pipeline else { return }
        switch await house.library.isUsable(pipeline) {
        case true?: return
        case false?:
            throw Refusal.invalid([
                ("pipeline", "the pipeline \(pipeline) has mistakes; see GET /api/pipelines/\(pipeline)")
            ])
        case nil:
            throw Refusal.invalid([
                ("pipeline", "there is no pipeline \(pipeline.prefix(60)); see GET /api/pipelines")
            ])
        }
    }

    /// The version of a pipeline that jobs which begin now are bound to.
    static func version(of pipeline: String?, _ house: House) async throws(HTTPError) -> PipelineReference? {
        do {
            return try await house.library.reference(to: pipeline)
        } catch {
            throw Refusal.of(error)
        }
    }

    /// The job that reads a document.
    static func task(
        _ document: BlobDigest, _ fileName: String, _ pipeline: String?, _ version: PipelineReference?,
        _ house: House
    ) -> JobDraft {
        ExtractionTask(
            document: .stored(document), fileName: fileName, pipeline: pipeline, version: version,
            threshold: house.settings.confidenceThreshold
        ).job()
    }

    private static func handle(_ call: Call) async throws -> Response {
        let principal = try call.principal
        let house = call.house
        try checkRoom(house)
        if call.request.mediaType != "multipart/form-data" { return try await AddressUpload.handle(call) }
        let form = try MultipartReader(call.request)
        var (batch, pipeline): (BatchID?, String?)
        var parts: [Part] = []
        var fingerprint = SHA256()
        while let part = try await form.nextPart() {
            switch (part.name, part.fileName) {
            case ("batch_id", nil):
                let text = String(decoding: try await form.collect(limit: 100), as: UTF8.self)
                guard let id = BatchID(text) else {
                    throw Refusal.invalid([("batch_id", "it must be a batch's id")])
                }
                batch = id
                fingerprint.update(Array("batch \(id)".utf8))
            case ("pipeline", nil):
                let name = String(decoding: try await form.collect(limit: 200), as: UTF8.self)
                try await check(pipeline: name, house)
                pipeline = name
                fingerprint.update(Array("pipeline \(name)".utf8))
            case ("files", let name?), ("file", let name?):
                guard parts.count < house.settings.filesPerUpload else {
                    throw HTTPError(
                        413, "too_many_files",
                        "An upload takes \(house.settings.filesPerUpload) files; send several uploads.")
                }
                parts.append(
                    try await take(form, ContentDisposition.cleanName(name), principal.user.id, call))
            default:
                throw Refusal.invalid([
                    (
                        String(part.name.prefix(60)),
                        "nothing of that name is known here; files come under files"
                    )
                ])
            }
        }
        guard !parts.isEmpty else {
            throw Refusal.invalid([("files", "there is no file in the form; add one under files")])
        }
        // The pipeline's name may come after the files.
        let accepted = await house.library.accepts(pipeline)
        parts = parts.map { part in
            guard case .taken(let submission, let type) = part else { return part }
            let name = submission.origin.fileName ?? "the file"
            let misfit = UnreadableType.notAccepted(type, name, by: pipeline, accepted)
            return misfit.map { .refused(name: name, $0.refusal) } ?? part
        }
        let version = try await version(of: pipeline, house)
        let submissions = parts.compactMap { part -> Submission? in
            guard case .taken(var submission, _) = part else { return nil }
            submission.batch = batch
            submission.origin.pipeline = pipeline
            if let digest = submission.origin.document?.digest {
                submission.job = task(
                    digest, submission.origin.fileName ?? "document", pipeline, version, house)
                fingerprint.update(digest.bytes)
            }
            submission.job.note(call.request)
            return submission
        }
        guard !submissions.isEmpty else {
            if case .refused(_, let error)? = parts.first { throw error }
            throw Refusal.invalid([("files", "no file could be taken")])
        }
        return try await acknowledge(call, parts, submissions, fingerprint.finish())
    }

    /// - Throws: 507 when the disk is about to be full.
    private static func checkRoom(_ house: House) throws(HTTPError) {
        guard house.blobs.freeBytes().map({ $0 > house.settings.reservedBytes }) ?? true else {
            throw HTTPError(
                507, "storage_full", "The disk of the service is full; try again once there is room.")
        }
    }

    /// Stores one part's bytes.
    private static func take(
        _ form: MultipartReader, _ name: String, _ owner: UserID, _ call: Call
    ) async throws -> Part {
        let house = call.house
        var head: [UInt8] = []
        do {
            let blob = try house.blobs.newBlob(limit: house.settings.largestFile)
            while let bytes = try await form.nextBytes() {
                if head.count < 4096 { head += bytes.prefix(4096 - head.count) }
                try blob.write(bytes)
            }
            guard blob.size > 0 else {
                return .refused(
                    name: name, Refusal.invalid([("files", "\(name) is empty; send the whole file")]))
            }
            let type = try house.plugins.mediaType(head: head, fileName: name).type(of: name)
            let reference = try blob.finish()
            return .taken(
                Submission(
                    id: house.ids.next(), owner: owner,
                    origin: InvoiceOrigin(
                        source: .upload, fileName: name, document: reference, mediaType: type.mediaType),
                    jobID: house.ids.next(), job: JobDraft(kind: ExtractionTask.kind)), type)
        } catch let error as UnreadableType {
            return .refused(name: name, error.refusal)
        } catch let error as BlobError {
            let refusal = Refusal.of(error)
            guard case .tooLarge = error else { throw refusal }
            return .refused(name: name, refusal)
        }
    }

    private static func acknowledge(
        _ call: Call, _ parts: [Part], _ submissions: [Submission], _ fingerprint: [UInt8]
    ) async throws -> Response {
        let ticket = try await ticket(call, fingerprint)
        switch ticket {
        case .answered(let response): return response
        case .fresh(let ticket):
            let accepted: [Accepted]
            do throws(StorageError) {
                accepted = try await call.house.store.accept(submissions, idempotency: ticket) { accepted in
                    StoredAnswer(status: 202, body: body(parts, accepted, submissions))
                }
            } catch {
                // The key is forgotten by itself after a day where this fails too.
                if let ticket { try? await call.house.store.abandonRequest(ticket) }
                throw Refusal.of(error)
            }
            call.house.wake()
            return .json(body(parts, accepted, submissions), status: 202)
        }
    }

    /// What a request's Idempotency-Key comes to.
    enum Ticket {
        case fresh(IdempotencyTicket?)
        case answered(Response)
    }

    static func ticket(_ call: Call, _ fingerprint: [UInt8]) async throws -> Ticket {
        guard let key = call.request.headers["Idempotency-Key"] else { return .fresh(nil) }
        guard (1...200).contains(key.utf8.count) else {
            throw Refusal.invalid([("Idempotency-Key", "it must have 1 to 200 characters")])
        }
        let ticket = IdempotencyTicket(owner: try call.principal.user.id, key: key)
        let state = try await call.stored { () async throws(StorageError) in
            try await call.house.store.beginRequest(ticket, fingerprint: fingerprint)
        }
        switch state {
        case .started: return .fresh(ticket)
        case .running:
            throw HTTPError(
                409, "request_running",
                "The first request with this Idempotency-Key is still at work; ask again in a moment.",
                headers: [("Retry-After", "1")])
        case .answered(let answer): return .answered(.json(answer.body, status: answer.status))
        case .differs:
            throw Refusal.invalid([
                ("Idempotency-Key", "it was used for another request; take a new key for new content")
            ])
        }
    }

    private static func body(_ parts: [Part], _ accepted: [Accepted], _ submissions: [Submission]) -> [UInt8]
    {
        var next = 0
        var entries: [JSONValue] = []
        for part in parts {
            switch part {
            case .taken(let submission, _):
                guard next < accepted.count, next < submissions.count else { continue }
                let (one, sent) = (accepted[next], submissions[next])
                next += 1
                var entry = JSONObject([
                    .init(key: "id", value: .id(one.invoice)),
                    .init(key: "file_name", value: .optional(submission.origin.fileName)),
                    .init(key: "task_id", value: .id(one.job)), .init(key: "status", value: "queued"),
                    .init(key: "batch_id", value: .id(sent.batch)),
                ])
                if let duplicate = one.duplicateOf { entry["duplicate_of"] = .id(duplicate) }
                entries.append(.object(entry))
            case .refused(let name, let error):
                entries.append(
                    .object([
                        "id": .null, "file_name": .string(name), "task_id": .null, "status": "refused",
                        "batch_id": .null,
                        "error": .string(error.message), "code": .string(error.code),
                    ]))
            }
        }
        var writer = JSONWriter(reservingCapacity: 1024)
        writer.value(.array(entries))
        return writer.bytes
    }
}
