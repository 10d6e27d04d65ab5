import Accounts
import AssayKit
import Foundation
import Hooks
import Live
import Service
import Storage
import StorageSQLite
import Testing

@Suite("Incoming webhooks over HTTP", .timeLimit(.minutes(2)))
struct HookTests {
    private func blobs(_ service: TestService) -> Int {
        let files = FileManager.default.enumerator(atPath: service.folder + "/blobs")?.allObjects ?? []
        return files.compactMap { $0 as? String }.count {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(
                atPath: service.folder + "/blobs/" + $0, isDirectory: &isFolder)
            return isThere && !isFolder.boolValue
        }
    }

    private func jobs(_ service: TestService) async throws -> [Job] {
        try await service.store.jobs(JobFilter(kind: HookTask.kind), PageRequest(page: 1, perPage: 100)).items
    }

    @Test("row 31: genuine 202 and worked in a job, repeated 200 without effect, altered and old 401")
    func verdicts() async throws {
        try await TestService.with { service in
            let body = #"{"documents": []}"#
            let first = try await service.send(body)
            #expect(first.status == 202 && first["status"] == "accepted" && first["message_id"] == "msg_1")
            let again = try await service.send(body)
            #expect(again.status == 200 && again["status"] == "repeated" && again.json["task_id"] == .null)
            #expect(try await service.send(body, id: "msg_2", secondsAgo: 290).status == 202)
            let kept = blobs(service)
            let altered = try await service.send(body, id: "msg_3", signing: body + " ")
            #expect(altered.status == 401 && altered["code"] == "bad_signature")
            let old = try await service.send(body, id: "msg_4", secondsAgo: 310)
            #expect(old.status == 401 && old["code"] == "too_old")
            let bare = try await service.ask("POST", "/api/hooks/signed", json: body)
            #expect(bare.status == 401 && bare.text.contains("webhook-id"))
            #expect(blobs(service) == kept, "what is refused leaves nothing behind")
            let jobs = try await jobs(service)
            #expect(jobs.count == 2 && jobs.allSatisfy { $0.queue == HookTask.queue })
            let task = try #require(jobs.compactMap { HookTask(payload: $0.payload) }.last)
            #expect(task.source == "signed" && task.messageID == "msg_1")
        }
    }

    @Test("row 31: hundreds of alterations over HTTP, none accepted")
    func mutations() async throws {
        try await TestService.with { service in
            let body = #"{"documents": [{"name": "a.pdf"}]}"#
            var bytes = Array(body.utf8)
            for place in bytes.indices {
                bytes[place] ^= 1
                let altered = String(decoding: bytes, as: UTF8.self)
                bytes[place] ^= 1
                let answer = try await service.send(altered, id: "msg_\(place)", signing: body)
                #expect(answer.status == 401, "\(altered)")
            }
            #expect(try await jobs(service).isEmpty)
        }
    }

    @Test("what is no JSON by its type, or for no source, is refused")
    func refusals() async throws {
        try await TestService.with { service in
            let text = try await service.send("{}", type: "text/plain")
            #expect(text.status == 415)
            let other = try await service.ask("POST", "/api/hooks/other", json: "{}")
            #expect(other.status == 404)
            let read = try await service.ask("GET", "/api/hooks/signed", as: "ann")
            #expect(read.status == 405)
        }
    }

    @Test("a source with a token answers under its alias, too")
    func alias() async throws {
        try await TestService.with { service in
            func send(_ path: String, _ id: String, token: String = "chat-token-of-24-letters") async throws
                -> Int
            {
                try await service.ask(
                    "POST", path, json: #"{"n": "\#(id)"}"#, headers: ["X-Token": token, "X-Id": id]
                ).status
            }
            #expect(try await send("/api/hooks/chat", "1") == 202)
            #expect(try await send("/api/umbler", "1") == 200)
            #expect(try await send("/api/umbler", "2") == 202)
            #expect(try await send("/api/umbler", "3", token: "chat-token-of-24-letterz") == 401)
            let stats = try await service.ask("GET", "/api/umbler/stats", as: "mia")
            #expect(stats.status == 200 && stats["source"] == "chat" && stats["description"] == "The chat")
            #expect(stats.json["messages_24h"] == 2)
        }
    }

    @Test("figures and contacts are for the source's owner and managers")
    func figures() async throws {
        try await TestService.with { service in
            let me = try await service.ask("GET", "/api/auth/me", as: "ann")
            let owner = try #require(me["id"].flatMap { UserID($0) })
            for number in 1...3 {
                let sent = try await service.send("{}", id: "msg_\(number)")
                #expect(sent.status == 202)
                let job = try #require(
                    try await service.store.claim(queue: HookTask.queue, worker: "w", limit: 1).first)
                var completion = JobCompletion()
                completion.finding = HookFinding(
                    source: "signed", messageID: "msg_\(number)",
                    contact: HookContactDraft(
                        id: number == 3 ? "b" : "a", name: "Name \(number)",
                        details: JSONObject([.init(key: "phone", value: .integer(number))])))
                let lease = try #require(job.lease).token
                _ = try await service.store.complete(job.id, lease: lease, completion)
            }
            let stats = try await service.ask("GET", "/api/hooks/signed/stats", as: "ann")
            #expect(stats.json["total_messages"] == 3 && stats.json["total_contacts"] == 2)
            let all = try await service.ask("GET", "/api/hooks/signed/contacts", as: "mia")
            let contacts = all.json["contacts"]?.arrayValue ?? []
            #expect(contacts.compactMap { $0["messages"]?.intValue }.sorted() == [1, 2])
            #expect(contacts.first { $0["id"] == "a" }?["name"] == "Name 2")
            #expect(contacts.first { $0["id"] == "a" }?["details"]?["phone"] == 2)
            let one = try await service.ask("GET", "/api/hooks/signed/contacts?limit=1", as: "ann")
            #expect(one.json["contacts"]?.arrayValue?.count == 1 && one.json["total"] == 2)
            for path in ["stats", "contacts"] {
                #expect(try await service.ask("GET", "/api/hooks/signed/\(path)", as: "bob").status == 404)
                #expect(try await service.ask("GET", "/api/hooks/signed/\(path)").status == 401)
            }
            let events = try await service.store.events(
                after: 0, topic: .all(.owned(by: owner)), limit: 100)
            let updates = events.filter { $0.draft.type == "update" }
            #expect(updates.count == 3)
            #expect(updates.last?.draft.body["stats"]?["total_messages"] == 3)
        }
    }

    /// Answers with the source's name in a shape of its own, or not at all.
    private struct Shaper: HookMapper {
        var isBroken = false

        func evaluate(
            _ expressions: [String], on message: [UInt8]
        ) async throws(HookMappingFailure) -> [Result<JSONValue, HookMappingFailure>] {
            guard !isBroken, let state = try? JSONParser.parse(message) else {
                throw HookMappingFailure("no worker")
            }
            return [.success(["shaped": state["source"] ?? .null])]
        }
    }

    @Test("followers get a source's state in its own shape, the plain one where that fails; strangers none")
    func views() async throws {
        try await TestService.with { service in
            var chat = try #require(TestService.hooks["chat"])
            chat.data = "{shaped: .source}"
            chat.events.update = "umbler_update"
            let plain = try #require(TestService.hooks["signed"])
            func views(isBroken: Bool = false) -> HookViews {
                HookViews(
                    sources: HookSources([chat, plain]), store: service.store,
                    mapper: Shaper(isBroken: isBroken))
            }
            func principal(_ name: String) async throws -> Principal {
                try await service.house.accounts.principal(bearer: service.tokens[name] ?? "")
            }
            let (mia, ann, bob) = (
                try await principal("mia"), try await principal("ann"), try await principal("bob")
            )
            let shaped = try await views().state(of: "chat", for: mia)
            #expect(shaped == ["shaped": "chat"])
            let unshaped = try await views(isBroken: true).state(of: "chat", for: mia)
            #expect(unshaped["stats"]?["total_messages"] == 0 && unshaped["source"] == "chat")
            let own = try await views().state(of: "signed", for: ann)
            #expect(own["contacts"] == [])
            for (name, who) in [("chat", ann), ("signed", bob), ("umbler", mia), ("none", mia)] {
                await #expect(throws: LiveRefusal.self) { try await views().state(of: name, for: who) }
            }
            #expect(views().socketEvents.map(\.update) == ["umbler_update"])
        }
    }
}
