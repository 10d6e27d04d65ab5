import Testing

@testable import SocketIO

@Suite("Engine.IO 4: what waits for a poll")
struct EngineOutboxTests {
    private static func frame(_ text: String) -> EngineFrame { .text(Array(text.utf8)) }

    @Test("a newer frame of the same key comes last, and the older one is gone")
    func replacing() {
        var outbox = EngineOutbox()
        outbox.append([Self.frame("a")], replacing: "progress")
        outbox.append([Self.frame("b")])
        outbox.append([Self.frame("cc")], replacing: "progress")
        outbox.append([Self.frame("d")], replacing: "other")
        #expect(outbox.bytes == 3 * 64 + 4)
        #expect(outbox.takeAll().map(\.frame) == [Self.frame("b"), Self.frame("cc"), Self.frame("d")])
        #expect(outbox.isEmpty && outbox.bytes == 0)
    }

    @Test("frames that belong together are never replaced")
    func together() {
        var outbox = EngineOutbox()
        outbox.append([Self.frame("a"), .binary([1])], replacing: "key")
        outbox.append([Self.frame("b"), .binary([2])], replacing: "key")
        #expect(outbox.takeAll().count == 4)
    }

    @Test("a poll takes 16 frames, the next ones the rest in order, and what is left can still be replaced")
    func portions() {
        var outbox = EngineOutbox()
        outbox.append([Self.frame("old")], replacing: "progress")
        for number in 0..<40 { outbox.append([Self.frame("\(number)")]) }
        outbox.append([Self.frame("new")], replacing: "progress")
        outbox.append([Self.frame("last")])
        #expect(outbox.takePoll() == (0..<16).map { Self.frame("\($0)") })
        outbox.append([Self.frame("newest")], replacing: "progress")
        #expect(outbox.takePoll() == (16..<32).map { Self.frame("\($0)") })
        let rest = (32..<40).map { "\($0)" } + ["last", "newest"]
        #expect(outbox.takePoll() == rest.map(Self.frame))
        #expect(outbox.isEmpty && outbox.bytes == 0)
    }

    @Test("a client that doesn't poll costs no more for ten thousand replacements than for one")
    func bounded() {
        var outbox = EngineOutbox()
        outbox.append([Self.frame("first")])
        for number in 0..<10_000 { outbox.append([Self.frame("\(number)")], replacing: "key\(number % 3)") }
        #expect(outbox.bytes == 64 + 5 + 3 * (64 + 4))
        #expect(outbox.kept <= 65)
        #expect(outbox.takeAll().map(\.frame) == ["first", "9997", "9998", "9999"].map(Self.frame))
    }
}
