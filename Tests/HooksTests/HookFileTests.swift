import Foundation
import Pipelines
import Testing

@testable import Hooks

@Suite("The file of sources")
struct HookFileTests {
    private static let variables = VariableSource.table([
        "SECRET": "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "TOKEN": "0123456789abcdef",
        "CHAT_TOKEN": "0123456789abcdef", "HOOK_SECRET": "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "SHORT": "short",
    ])

    private func read(_ text: String) throws -> [HookFile.Entry] {
        let path =
            FileManager.default.temporaryDirectory.path + "/hooks-\(UInt64.random(in: 0 ... .max)).yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer {
            // A file that stays behind is no reason to fail.
            try? FileManager.default.removeItem(atPath: path)
        }
        do {
            return try HookFile.read(path, reserved: ["invoices"], variables: Self.variables)
        } catch {
            throw HookFile.Mistakes(sentences: error.sentences.map { $0.replacing(path, with: "hooks.yaml") })
        }
    }

    @Test("a source with everything")
    func whole() throws {
        let entries = try read(
            """
            sources:
              chat:
                description: The chat
                owner: ops@example.com
                verify: {scheme: token, secret: ["${TOKEN}", "an older token of 24 characters"], header: X-Token}
                documents: "[.file | {name, url}]"
                contact: .sender
                message: "{text: .text, price: \\"$5\\"}"
                data: "{stats}"
                pipeline: gst-invoice
                aliases: [umbler]
                events: {data: umbler_data, update: umbler_update, request: request_umbler_data}
            """)
        let source = try #require(entries.first?.source)
        #expect(source.name == "chat" && source.owner == "ops@example.com" && source.aliases == ["umbler"])
        #expect(
            source.verification
                == .token(
                    secrets: ["0123456789abcdef", "an older token of 24 characters"],
                    place: .header("X-Token"),
                    idHeader: nil))
        // jq has its own $.
        #expect(source.message == #"{text: .text, price: "$5"}"#)
        #expect(source.events.update == "umbler_update")
        #expect(entries.first?.places.first == "hooks.yaml:6:16" || entries.first?.places.count == 4)
        let sources = HookSources(entries.map(\.source))
        #expect(sources["umbler"] == source && sources["chat"] == source && sources["other"] == nil)
    }

    @Test("the files that ship are right", arguments: ["chat", "generic"])
    func seeds(_ name: String) throws {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let entries = try HookFile.read(
            "\(repository)/seeds/hooks/\(name).yaml", variables: Self.variables)
        #expect(entries.map(\.source.name) == [name])
    }

    private static let samples: [(text: String, place: String, sentence: String)] = [
        ("", "1:1", "empty"),
        ("sorces: {}", "1:1", "did you mean sources?"),
        ("sources: []", "1:10", "by their names"),
        ("sources:\n  Chat: {}", "2:3", "is no name"),
        (
            "sources:\n  chat:\n    verify: {scheme: token, secret: \"${TOKEN}\"}\n    documents: .", "3:5",
            "owner is missing"
        ),
        ("sources:\n  chat:\n    owner: a\n    documents: .", "3:5", "verify: is missing"),
        (
            "sources:\n  chat: {owner: a, documents: ., verify: {scheme: tokn, secret: \"${TOKEN}\"}}", "2:",
            "did you mean token?"
        ),
        (
            "sources:\n  chat: {owner: a, documents: ., verify: {scheme: token, secret: \"${SHORT}\"}}", "2:",
            "shorter than 16"
        ),
        (
            "sources:\n  chat: {owner: a, documents: ., verify: {scheme: token, secret: \"${NONE}\"}}", "2:",
            "NONE is not set"
        ),
        (
            "sources:\n  chat: {owner: a, documents: ., verify: {scheme: standard-webhooks, secret: abc}}",
            "2:", "whsec_"
        ),
        (
            "sources:\n  chat: {owner: a, documents: ., verify: {scheme: github-hmac, secret: \"${TOKEN}\", header: X}}",
            "2:", "for the scheme token"
        ),
        (
            "sources:\n  chat: {owner: a, documnts: ., verify: {scheme: token, secret: \"${TOKEN}\"}}", "2:",
            "did you mean documents?"
        ),
        (
            "sources:\n  chat: {owner: a, documents: ., aliases: [invoices], verify: {scheme: token, secret: \"${TOKEN}\"}}",
            "2:", "the service's own"
        ),
        (
            "sources:\n  a: {owner: a, documents: ., verify: {scheme: token, secret: \"${TOKEN}\"}}\n  b: {owner: a, documents: ., aliases: [a], verify: {scheme: token, secret: \"${TOKEN}\"}}",
            "3:3", "already"
        ),
    ]

    @Test("each mistake has its place and its mend", arguments: 0..<samples.count)
    func mistakes(_ index: Int) {
        let sample = Self.samples[index]
        let error = #expect(throws: HookFile.Mistakes.self) { try read(sample.text) }
        let sentences = error?.sentences ?? []
        #expect(
            sentences.contains {
                $0.hasPrefix("hooks.yaml:\(sample.place)") && $0.contains(sample.sentence)
            }, "\(sentences)")
        #expect(!sentences.joined().contains("0123456789abcdef"), "no secret is shown")
    }

    @Test("all mistakes are told at once")
    func several() {
        let error = #expect(throws: HookFile.Mistakes.self) {
            try read("sources:\n  a: {ownr: x}\n  B: {}\n  c: 1")
        }
        #expect((error?.sentences.count ?? 0) >= 5)
    }
}
