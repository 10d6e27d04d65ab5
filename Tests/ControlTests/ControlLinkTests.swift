import AssayKit
import Control
import Files
import Glibc
import Synchronization
import Testing

@Suite("Control links", .timeLimit(.minutes(2)))
struct ControlLinkTests {
    private final class Folder {
        let path: String

        init() throws {
            var template = Array("/tmp/assay-link-XXXXXX".utf8CString)
            path = String(cString: try #require(mkdtemp(&template)))
        }

        deinit {
            // What is left in the temporary folder harms nobody.
            try? FileSystem.remove(path)
        }
    }

    @Test("many questions at a time: each gets its own answer, a slow one holds nobody up")
    func many() async throws {
        let folder = try Folder()
        let gate = Mutex<CheckedContinuation<Void, Never>?>(nil)
        let socket = try ControlSocket(folder: folder.path) { question, _ in
            if question["slow"] != nil {
                await withCheckedContinuation { continuation in gate.withLock { $0 = continuation } }
            }
            return ["echo": question["n"] ?? .null]
        }
        let link = ControlLink(folder: folder.path)
        async let slow = link.ask(["slow": true, "n": -1], within: .seconds(60))
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    await link.ask(["n": .integer(number)], within: .seconds(60))?["echo"]?.intValue == number
                }
            }
            for await isRight in group { #expect(isRight) }
        }
        while gate.withLock({ $0 == nil }) { try await Task.sleep(for: .milliseconds(5)) }
        gate.withLock { $0 }?.resume()
        #expect(await slow?["echo"]?.intValue == -1)
        link.close()
        socket.stop()
    }

    @Test("a service that is away, does not answer, or comes again")
    func away() async throws {
        let folder = try Folder()
        let link = ControlLink(folder: folder.path)
        #expect(await link.ask(["a": 1], within: .seconds(30)) == nil, "nobody is there")
        let mute = try ControlSocket(folder: folder.path) { _, _ in nil }
        #expect(await link.ask(["a": 1], within: .milliseconds(50)) == nil, "no answer in time")
        async let cut = link.ask(["a": 1], within: .seconds(60))
        try await Task.sleep(for: .milliseconds(50))
        mute.stop()
        #expect(await cut == nil, "the connection ended")
        let socket = try ControlSocket(folder: folder.path) { _, _ in ["here": true] }
        var answer: JSONValue?
        for _ in 0..<200 where answer == nil {
            answer = await link.ask(["a": 1], within: .seconds(30))
            if answer == nil { try await Task.sleep(for: .milliseconds(20)) }
        }
        #expect(answer?["here"]?.boolValue == true)
        link.close()
        socket.stop()
    }

    @Test("clients are known by their process, hear what they did not ask, and are missed when they go")
    func peers() async throws {
        let folder = try Folder()
        let ended = Mutex<[Int32?]>([])
        let socket = try ControlSocket(
            folder: folder.path, onEnd: { peer in ended.withLock { $0.append(peer.process) } },
            handler: { _, peer in
                peer.send(["news": 1])
                return ["ok": true]
            })
        let heard = Mutex<[JSONValue]>([])
        let link = ControlLink(folder: folder.path) { news in heard.withLock { $0.append(news) } }
        #expect(await link.ask(["a": 1], within: .seconds(60))?["ok"]?.boolValue == true)
        for _ in 0..<1000 where heard.withLock({ $0.isEmpty }) {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(heard.withLock { $0 } == [["news": 1]])
        link.close()
        for _ in 0..<1000 where ended.withLock({ $0.isEmpty }) {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(ended.withLock { $0 } == [getpid()])
        socket.stop()
    }

    @Test("what is no question ends its own connection and no other")
    func garbage() async throws {
        let folder = try Folder()
        let socket = try ControlSocket(folder: folder.path) { question, _ in ["echo": question["n"] ?? .null]
        }
        let link = ControlLink(folder: folder.path)
        #expect(await link.ask(["n": 1], within: .seconds(60))?["echo"]?.intValue == 1)
        #expect(throws: (any Error).self) { try Self.raw(folder.path, "no json\n") }
        #expect(await link.ask(["n": 2], within: .seconds(60))?["echo"]?.intValue == 2)
        link.close()
        socket.stop()
    }

    /// Sends bytes and waits for the other side to end the connection.
    private static func raw(_ folder: String, _ text: String) throws {
        let client = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) {
            $0.copyBytes(from: Array((folder + "/control.sock").utf8))
        }
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(client, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else { return }
        _ = send(client, text, text.utf8.count, 0)
        var byte: UInt8 = 0
        if recv(client, &byte, 1, 0) == 0 {
            throw FileError("read", folder, reason: "it ended", mend: "none")
        }
    }
}
