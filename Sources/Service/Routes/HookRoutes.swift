internal import Accounts
internal import AssayKit
internal import Hooks
internal import HTTPServing
internal import Storage

/// Incoming webhooks: checked, kept and acknowledged here, understood in a job.
package enum HookRoutes {
    private static let prefix = "/api/hooks/:source"
    /// Bytes of a message.
    package static let largestMessage = 24 << 20

    private static let source = Operation.Parameter(
        "source", in: .path, .text(1...63), "The source's name")
    private static let contact = Schema.object([
        .init("id", .text), .init("name", .nullable(.text)), .init("messages", .integer()),
        .init("first_message_at", .moment), .init("last_message_at", .moment),
        .init("details", .anything, "What else the source's mapping gives"),
    ])
    private static let statistics: [Schema.Property] = [
        .init("total_contacts", .integer()), .init("total_messages", .integer()),
        .init("total_documents", .integer()), .init("messages_24h", .integer()),
        .init("last_message_at", .nullable(.moment)),
    ]
    private static let receipt = Schema.object([
        .init("status", .choice(["accepted", "repeated"])), .init("message_id", .text),
        .init("task_id", .nullable(.uuid)),
    ])

    static let operations: [Operation] = [
        Operation(
            .post, prefix, tag: "hooks", id: "receiveHook",
            "A message of a configured source, verified as its configuration says", access: .everyone,
            parameters: [source], body: .streamed(.anything),
            answers: [
                .init(202, "It is kept, and a job works on it", receipt),
                .init(200, "It was here before, and has no effect again", receipt),
            ], errors: [401, 404, 415, 507], bodyLimit: largestMessage, handle: receive),
        Operation(
            .get, prefix + "/stats", tag: "hooks", id: "hookStatistics", "A source in figures",
            parameters: [source],
            answers: [
                .init(
                    200, "The figures",
                    .object(
                        [.init("source", .text), .init("description", .nullable(.text))] + statistics))
            ], handle: figures),
        Operation(
            .get, prefix + "/contacts", tag: "hooks", id: "hookContacts",
            "Who has sent messages through a source, the one heard of last first",
            parameters: [source, .init("limit", .integer(1...1000), "50 unless said")],
            answers: [
                .init(
                    200, "The contacts",
                    .object([
                        .init("source", .text), .init("contacts", .array(contact)),
                        .init("total", .integer()),
                    ]))
            ], handle: contacts),
    ]

    /// The first parts of all paths below `/api`, which no source may have as an alias.
    package static func reservedNames(of paths: [String]) -> Set<String> {
        Set(
            paths.compactMap { path in
                let parts = path.split(separator: "/")
                return parts.count > 1 && parts[0] == "api" ? String(parts[1]) : nil
            })
    }

    /// The paths of an operation under the sources' aliases.
    static func aliases(of path: String, _ sources: HookSources) -> [String] {
        guard path.hasPrefix(prefix) else { return [] }
        return sources.all.flatMap(\.aliases).map { "/api/\($0)" + path.dropFirst(prefix.count) }
    }

    /// Whether a request is a message of a source, by its path.
    static func isMessage(_ request: Request, _ sources: HookSources) -> Bool {
        guard request.method == .post else { return false }
        let parts = request.target.path.split(separator: "/")
        guard parts.first == "api" else { return false }
        return parts.count == 3 && parts[1] == "hooks" || parts.count == 2 && sources[String(parts[1])] != nil
    }

    // MARK: Messages

    private static func receive(_ call: Call) async throws -> Response {
        let (source, house, request) = (try found(call), call.house, call.request)
        guard request.mediaType == "application/json" || request.mediaType?.hasSuffix("+json") == true else {
            throw HTTPError(
                415, "unsupported_media_type",
                "Messages are taken as JSON; have the sender use Content-Type: application/json.")
        }
        var verifier: HookVerifier
        do {
            verifier = try HookVerifier(
                source.verification, header: { request.headers[$0] }, query: { request.query[$0] },
                now: house.time.now().milliseconds / 1000)
        } catch {
            throw refusal(error)
        }
        guard house.blobs.freeBytes().map({ $0 > house.settings.reservedBytes }) ?? true else {
            throw HTTPError(
                507, "storage_full", "The disk of the service is full; try again once there is room.")
        }
        let (blob, id) = try await keep(request, &verifier, house)
        let owner = try await owner(of: source, call)
        let task = HookTask(source: source.name, messageID: id, payload: blob.digest)
        let receipt = try await call.stored { () async throws(StorageError) in
            try await house.store.receive(
                HookMessage(
                    source: source.name, id: id, payload: blob,
                    job: task.job(owner: owner.id, traceparent: request.headers["traceparent"])))
        }
        switch receipt {
        case .repeated:
            return .json(.object(["status": "repeated", "message_id": .string(id), "task_id": .null]))
        case .accepted(let job):
            house.wake()
            return .json(
                .object(["status": "accepted", "message_id": .string(id), "task_id": .id(job)]), status: 202)
        }
    }

    /// Takes the body to disk and checks it on the way; one that isn't genuine leaves nothing behind.
    private static func keep(
        _ request: Request, _ verifier: inout HookVerifier, _ house: House
    ) async throws -> (BlobReference, String) {
        do {
            let blob = try house.blobs.newBlob(limit: largestMessage)
            while let piece = try await request.body.next() {
                verifier.update(piece)
                try blob.write(piece)
            }
            let id: String
            do throws(HookRefusal) {
                id = try verifier.finish()
            } catch {
                blob.abandon()
                throw refusal(error)
            }
            guard blob.size > 0 else { throw HTTPError(400, "malformed_json", "The message has no body.") }
            return (try blob.finish(), id)
        } catch let error as BlobError {
            throw Refusal.of(error)
        }
    }

    private static func owner(of source: HookSource, _ call: Call) async throws -> User {
        let found = try await call.stored { () async throws(StorageError) in
            try await call.house.store.credentials(login: source.owner)?.user
        }
        guard let owner = found, !owner.isDisabled else {
            // The sender can't mend it, but its next try may find it mended.
            throw HTTPError(
                503, "owner_missing",
                "The owner of this source is no user here; tell the service's operator.",
                headers: [("Retry-After", "300")])
        }
        return owner
    }

    private static func refusal(_ refusal: HookRefusal) -> HTTPError {
        let challenge = [("WWW-Authenticate", "Signature realm=\"assay\"")]
        switch refusal {
        case .incomplete(let sentence):
            return HTTPError(
                401, "unsigned", Refusal.sentence("\(sentence); the source's messages must carry it"),
                headers: challenge)
        case .forged:
            return HTTPError(
                401, "bad_signature",
                "The message is not signed with this source's secret, or was altered; compare the secrets.",
                headers: challenge)
        case .old:
            return HTTPError(
                401, "too_old",
                "The message was signed more than \(HookVerification.tolerance) seconds ago or from now; "
                    + "check the sender's clock.", headers: challenge)
        }
    }

    // MARK: Figures

    private static func figures(_ call: Call) async throws -> Response {
        let source = try await visible(call)
        let figures = try await call.stored { () async throws(StorageError) in
            try await call.house.store.hookStatistics(source: source.name)
        }
        var object = JSONObject([
            .init(key: "source", value: .string(source.name)),
            .init(key: "description", value: .optional(source.details)),
        ])
        for member in figures.json.objectValue?.members ?? [] { object.append(member.key, member.value) }
        return .json(.object(object))
    }

    private static func contacts(_ call: Call) async throws -> Response {
        let source = try await visible(call)
        let limit = call.query("limit").flatMap { Int($0) } ?? 50
        let (contacts, figures) = try await call.stored { () async throws(StorageError) in
            (
                try await call.house.store.hookContacts(source: source.name, limit: limit),
                try await call.house.store.hookStatistics(source: source.name)
            )
        }
        return .json(
            .object([
                "source": .string(source.name), "contacts": .array(contacts.map(rendered)),
                "total": .integer(figures.contacts),
            ]))
    }

    static func rendered(_ contact: HookContact) -> JSONValue {
        .object([
            "id": .string(contact.draft.id), "name": .optional(contact.draft.name),
            "messages": .integer(contact.messages), "first_message_at": .moment(contact.firstAt),
            "last_message_at": .moment(contact.lastAt), "details": .object(contact.draft.details),
        ])
    }

    /// The source in the path, by name or alias.
    private static func found(_ call: Call) throws(HTTPError) -> HookSource {
        let parts = call.request.target.path.split(separator: "/")
        let name = call.request.parameters["source"] ?? (parts.count > 1 ? String(parts[1]) : "")
        guard let source = call.house.hooks[name] else {
            throw HTTPError(404, "not_found", "There is no such source; sources are set up in hooks.yaml.")
        }
        return source
    }

    /// The source in the path, for its owner, managers and admins.
    private static func visible(_ call: Call) async throws -> HookSource {
        let (source, principal) = (try found(call), try call.principal)
        let mayFollow = try await call.stored { () async throws(StorageError) in
            try await HookAccess.mayFollow(source, principal, call.house.store)
        }
        guard mayFollow else {
            throw HTTPError(404, "not_found", "There is no such source; sources are set up in hooks.yaml.")
        }
        return source
    }
}
