import AssayKit
import Crypto
import Foundation
import Hooks
import Processing
import Storage
import StorageSQLite
import Testing

@Suite("Messages of incoming webhooks are understood")
struct HookWorkTests {
    /// Answers what a test says, whatever is asked.
    private struct Mapper: HookMapper {
        let values: [Result<JSONValue, HookMappingFailure>]
        var failure: HookMappingFailure?

        func evaluate(
            _ expressions: [String], on message: [UInt8]
        ) async throws(HookMappingFailure) -> [Result<JSONValue, HookMappingFailure>] {
            if let failure { throw failure }
            return values
        }
    }

    private final class Folder: Sendable {
        let path =
            FileManager.default.temporaryDirectory.path + "/assay-hooks-\(UInt64.random(in: 0 ... .max))"
        let blobs: FileBlobStore

        init() throws { blobs = try FileBlobStore(path) }
        deinit {
            // A folder that stays behind is no reason to fail.
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    private static let pdf = Array("%PDF-1.4 sample".utf8)

    private func perform(
        _ mapper: Mapper, blobs: FileBlobStore, source: String = "chat"
    ) async throws -> JobCompletion {
        var chat = HookSource(
            name: "chat", owner: "ann", verification: .github(secrets: []), documents: ".documents")
        chat.pipeline = "good"
        var rules = HookWork.Rules(
            mediaType: { head, name in
                head.starts(with: Array("%PDF-".utf8))
                    ? .success("application/pdf") : .failure(HookMappingFailure("\(name) is no PDF"))
            }, refusal: { $0.hasPrefix("https://") ? nil : "the address is not encrypted" })
        rules.mostDocuments = 5
        rules.largestFile = 100
        let work = HookWork(sources: HookSources([chat]), mapper: mapper, blobs: blobs, rules: rules)
        let payload = try blobs.store(Array("{}".utf8))
        let ids = IdentifierGenerator(time: SystemTime())
        let task = HookTask(source: source, messageID: "msg_1", payload: payload.digest)
        let job = Job(
            id: ids.next(), draft: task.job(owner: ids.next()), state: .ready(at: SystemTime().steady()),
            createdAt: SystemTime().now())
        return try await work.perform(job)
    }

    private func documents(_ list: JSONValue...) -> Mapper {
        Mapper(values: [.success(.array(list)), .success(.null), .success(.null)])
    }

    @Test("documents by content and by address are taken in, under names that are no paths")
    func documents() async throws {
        let folder = try Folder()
        let content = JSONValue.string(Base64.encode(Self.pdf))
        let completion = try await perform(
            documents(
                ["name": "a.pdf", "content": content],
                [
                    "name": "../../etc/b.pdf",
                    "content": .string("data:application/pdf;base64," + Base64.encode(Self.pdf)),
                ],
                ["url": "https://files.example.com/c.pdf", "pipeline": "other"]), blobs: folder.blobs)
        #expect(completion.finding?.problems == [])
        #expect(completion.submissions.map(\.origin.fileName) == ["a.pdf", "b.pdf", "document-3"])
        #expect(completion.submissions.map(\.origin.source) == [.upload, .upload, .url])
        #expect(
            completion.submissions.map(\.origin.mediaType) == ["application/pdf", "application/pdf", nil])
        #expect(completion.submissions.map(\.origin.pipeline) == ["good", "good", "other"])
        #expect(completion.submissions.map(\.job.queue) == ["default", "default", ExtractionTask.fetchQueue])
        let task = try #require(ExtractionTask(payload: completion.submissions[2].job.payload))
        #expect(task.document == .remote(url: "https://files.example.com/c.pdf"))
    }

    @Test("a document that can't be taken is said, the others go on")
    func problems() async throws {
        let folder = try Folder()
        let completion = try await perform(
            documents(
                ["name": "a.pdf", "content": "no base64!"], ["name": "b.pdf"],
                ["name": "c.pdf", "content": .string(Base64.encode(Array("MZ".utf8)))],
                ["name": "d.pdf", "url": "http://10.0.0.1/d.pdf"],
                ["name": "e.pdf", "content": .string(Base64.encode(Self.pdf))]), blobs: folder.blobs)
        #expect(completion.submissions.map(\.origin.fileName) == ["e.pdf"])
        #expect(
            completion.finding?.problems == [
                "a.pdf: its content is no Base64", "b.pdf has neither content nor url", "c.pdf is no PDF",
                "d.pdf: the address is not encrypted",
            ])
    }

    @Test("who sent it and what followers are told; a mistake in either keeps no document out")
    func notes() async throws {
        let folder = try Folder()
        let taken = try await perform(
            Mapper(values: [
                .success(.null), .success(["id": 7, "name": "Asha", "phone": "+91"]),
                .success(["text": "hi"]),
            ]), blobs: folder.blobs)
        #expect(taken.finding?.contact?.id == "7" && taken.finding?.contact?.name == "Asha")
        #expect(taken.finding?.contact?.details.keys == ["phone"])
        #expect(taken.finding?.message == ["text": "hi"])
        let broken = try await perform(
            Mapper(values: [
                .success([["content": .string(Base64.encode(Self.pdf))]]),
                .failure(HookMappingFailure("null has no keys")),
                .success(.string(String(repeating: "x", count: 20_000))),
            ]), blobs: folder.blobs)
        #expect(broken.submissions.count == 1 && broken.finding?.contact == nil)
        #expect(broken.finding?.problems.count == 2)
    }

    @Test("a message that can't be understood is given up, a worker that could not start is tried again")
    func failures() async throws {
        let folder = try Folder()
        func failure(_ mapper: Mapper, source: String = "chat") async throws -> JobFailure {
            let error = await #expect(throws: JobFailure.self) {
                try await perform(mapper, blobs: folder.blobs, source: source)
            }
            return try #require(error)
        }
        let wrong = try await failure(Mapper(values: [.success("text"), .success(.null), .success(.null)]))
        #expect(wrong.kind == .permanent && wrong.message.contains("gives a string and no list"))
        let many = try await failure(
            Mapper(values: [
                .success(.array(Array(repeating: .null, count: 6))), .success(.null), .success(.null),
            ]))
        #expect(many.kind == .permanent && many.message.contains("5 documents at most"))
        let busy = try await failure(
            Mapper(values: [], failure: HookMappingFailure("no worker", isPassing: true)))
        #expect(busy.kind == .retryable)
        let gone = try await failure(documents(), source: "gone")
        #expect(gone.kind == .permanent && gone.code == "unknown_source")
    }
}
