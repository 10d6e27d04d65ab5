import AssayKit
import Storage
import Testing

extension ConformanceCase {
    private static let digest = String(repeating: "a", count: 64)
    private static let other = String(repeating: "b", count: 64)

    static let pipelines = [
        ConformanceCase("pipelines: versions count from 1, one is in force, a same text adds none") { bench in
            let store = bench.store
            let admin = try await bench.newUser("admin", role: .admin)
            func put(_ text: String, _ digest: String, expected: Int? = nil) async throws -> PipelineVersion {
                try await store.putPipeline(
                    "mine", text: text, parts: "{}", digest: digest, expected: expected, by: .user(admin))
            }
            #expect(try await store.pipelinesInForce().isEmpty)
            let first = try await put("one", digest, expected: 0)
            #expect(first.number == 1 && first.isInForce && first.createdBy == admin)
            #expect(try await put("one", digest) == first)
            let second = try await put("two", other, expected: 1)
            #expect(second.number == 2)
            await expectError("an old version seen", where: { $0 == .staleVersion(current: 2) }) {
                _ = try await put("three", digest, expected: 1)
            }
            await expectError("none expected", where: { $0 == .staleVersion(current: 2) }) {
                _ = try await put("three", digest, expected: 0)
            }
            #expect(try await put("one", digest).number == 3, "back to an old text is a new version")
            #expect(try await store.pipelinesInForce().map(\.number) == [3])
            let all = try await store.pipelineVersions("mine", PageRequest(perPage: 2))
            #expect(all.items.map(\.number) == [3, 2] && all.total == 3)
            #expect(all.items.map(\.isInForce) == [true, false])
            #expect(try await store.pipelineVersion("mine", 2).text == "two")
            await expectError("no such version", where: \.isNotFound) {
                _ = try await store.pipelineVersion("mine", 4)
            }
            let trail = try await store.auditEntries(
                action: "pipeline.changed", actor: admin, PageRequest())
            #expect(trail.total == 3 && trail.items.first?.draft.subject == "pipeline:mine")
        },
        ConformanceCase("pipelines: what is withdrawn stays for its jobs, and its numbers are not used again")
        {
            bench in
            let store = bench.store
            _ = try await store.putPipeline(
                "mine", text: "one", parts: "", digest: digest, expected: nil, by: .system)
            await expectError("another version seen", where: { $0 == .staleVersion(current: 1) }) {
                try await store.withdrawPipeline("mine", expected: 7, by: .system)
            }
            try await store.withdrawPipeline("mine", expected: 1, by: .system)
            await expectError("withdrawn already", where: \.isNotFound) {
                try await store.withdrawPipeline("mine", expected: nil, by: .system)
            }
            #expect(try await store.pipelinesInForce().isEmpty)
            let bound = BoundPipeline(path: nil, text: "one", parts: "")
            #expect(try await store.boundPipeline("mine", .stored(1)) == bound)
            let again = try await store.putPipeline(
                "mine", text: "one", parts: "", digest: digest, expected: 0, by: .system)
            #expect(again.number == 2)
            let trail = try await store.auditEntries(
                action: "pipeline.withdrawn", actor: nil, PageRequest())
            #expect(trail.total == 1)
        },
        ConformanceCase("pipelines: a file's copy is kept once for each content") { bench in
            let store = bench.store
            let copy = PipelineFileCopy(
                name: "mine", digest: digest, path: "/p/mine.yaml", text: "one", parts: "[]")
            try await store.keepPipelineFile(copy)
            try await store.keepPipelineFile(copy)
            let bound = BoundPipeline(path: "/p/mine.yaml", text: "one", parts: "[]")
            #expect(try await store.boundPipeline("mine", .file(digest: digest)) == bound)
            await expectError("no such copy", where: \.isNotFound) {
                _ = try await store.boundPipeline("mine", .file(digest: other))
            }
        },
    ]
}
