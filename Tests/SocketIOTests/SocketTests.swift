import AssayKit
import Glibc
import Synchronization
import Testing

@testable import SocketIO

@Suite("Socket.IO 5: clients", .timeLimit(.minutes(2)))
struct SocketTests {
    // MARK: Connect

    struct Connecting: Sendable, CustomTestStringConvertible {
        let name: String
        let packet: String
        let prefix: String
        let greeting: String
        var testDescription: String { name }
    }

    static let connecting = [
        Connecting(name: "main namespace", packet: "40", prefix: "40", greeting: "42[\"auth\",{}]"),
        Connecting(
            name: "main namespace by its name", packet: "40/,", prefix: "40", greeting: "42[\"auth\",{}]"),
        Connecting(
            name: "main namespace with credentials", packet: "40{\"token\":\"123\"}", prefix: "40",
            greeting: "42[\"auth\",{\"token\":\"123\"}]"),
        Connecting(
            name: "another namespace", packet: "40/custom,", prefix: "40/custom,",
            greeting: "42/custom,[\"auth\",{}]"),
        Connecting(
            name: "another namespace with credentials", packet: "40/custom,{\"token\":\"abc\"}",
            prefix: "40/custom,", greeting: "42/custom,[\"auth\",{\"token\":\"abc\"}]"),
    ]

    @Test(
        "connecting is answered by an id, another than the session's; then comes the greeting",
        arguments: connecting)
    func connect(_ sample: Connecting) async throws {
        let (open, reply, greeting) = try await withMirror { server, _, _ in
            let socket = try WireSocket(server.port, Endpoint.webSocket)
            let open = try socket.text()
            socket.send(sample.packet)
            return (open, try socket.text(), try socket.text())
        }
        #expect(reply.hasPrefix(sample.prefix))
        let value = try JSONParser.parse(String(reply.dropFirst(sample.prefix.count)))
        #expect(value.objectValue?.keys == ["sid"])
        let session = try JSONParser.parse(String(open.dropFirst()))["sid"]
        #expect(value["sid"]?.stringValue != nil && value["sid"] != session)
        #expect(greeting == sample.greeting)
    }

    @Test("the same over polling", arguments: connecting)
    func connectPolling(_ sample: Connecting) async throws {
        let text = try await withMirror { server, _, _ in
            let session = try server.open()
            #expect(try server.post(session, sample.packet).text == "ok")
            var text = ""
            while !text.contains("auth") { text += try server.poll(session).text + "\u{1E}" }
            return text
        }
        let packets = text.split(separator: "\u{1E}")
        #expect(packets.count == 2 && packets[0].hasPrefix(sample.prefix))
        #expect(packets.last.map(String.init) == sample.greeting)
    }

    @Test("an unknown namespace and wrong credentials are refused by CONNECT_ERROR; the session goes on")
    func refused() async throws {
        try await withMirror { server, _, _ in
            let socket = try server.socket()
            socket.send("40/random")
            #expect(try socket.text() == "44/random,{\"message\":\"Invalid namespace\"}")
            socket.send("40/custom,{\"token\":\"wrong\"}")
            #expect(
                try socket.text()
                    == "44/custom,{\"message\":\"Not you\",\"data\":{\"code\":\"unauthenticated\"}}")
            socket.send("40/custom,{\"token\":\"right\"}")
            #expect(try socket.text().hasPrefix("40/custom,{\"sid\":"))
        }
    }

    @Test("who connects to nothing is cut off, and who has left everything, too")
    func idle() async throws {
        try await withMirror { settings in
            settings.connectTimeout = .milliseconds(1500)
        } script: { server, _, _ in
            #expect(try server.socket().end() == .closed(1000))
            let connected = try server.connected()
            usleep(1_800_000)
            connected.send("42[\"back\",1]")
            #expect(try connected.text() == "42[\"returned\",1]")
            connected.send("41")
            #expect(try connected.end() == .closed(1000))
        }
    }

    // MARK: Disconnect

    @Test("a client leaves one namespace and keeps the other")
    func disconnect() async throws {
        try await withMirror { server, mirror, socketServer in
            let socket = try server.connected()
            socket.send("40/custom")
            _ = try (socket.text(), socket.text())
            #expect(socketServer.clients(of: "/custom")?.count() == 1)
            socket.send("41/custom")
            socket.send("42[\"back\",\"to the main namespace\"]")
            #expect(try socket.text() == "42[\"returned\",\"to the main namespace\"]")
            #expect(mirror.left.withLock { $0 } == 1)
            #expect(socketServer.clients(of: "/custom")?.count() == 0)
            socket.send("40/custom")
            #expect(try socket.text().hasPrefix("40/custom,"))
        }
    }

    @Test("the server takes a client out of a namespace, or ends its session; what was sent before arrives")
    func disconnectByServer() async throws {
        try await withMirror { server, mirror, _ in
            let socket = try server.connected()
            socket.send("42[\"out\"]")
            #expect(try socket.text() == "42[\"bye\"]")
            #expect(try socket.text() == "41")
            socket.send("40")
            #expect(try socket.text().hasPrefix("40"))
            #expect(try socket.text() == "42[\"auth\",{}]")
            socket.send("42[\"out\",\"session\"]")
            #expect(try socket.text() == "42[\"bye\"]")
            #expect(try socket.text() == "41")
            #expect(try socket.end() == .closed(1000))
            let session = try server.open()
            #expect(try server.post(session, "40\u{1E}42[\"out\",\"session\"]").text == "ok")
            var text = ""
            while !text.hasSuffix("\u{1E}1") { text += "\u{1E}" + (try server.poll(session).text) }
            #expect(text.contains("\u{1E}42[\"bye\"]\u{1E}41\u{1E}1"))
            #expect(eventually { mirror.left.withLock { $0 } == 3 })
        }
    }

    @Test("when the connection breaks, every namespace is left")
    func broken() async throws {
        try await withMirror { server, mirror, socketServer in
            let socket = try server.connected()
            socket.send("40/custom")
            _ = try (socket.text(), socket.text())
            socket.line.cut()
            #expect(eventually { mirror.left.withLock { $0 } == 2 })
            #expect(socketServer.clients()?.count() == 0 && socketServer.sessions == 0)
        }
    }

    // MARK: Events

    struct Exchange: Sendable, CustomTestStringConvertible {
        let name: String
        let sent: [WireSocket.Event]
        let returned: [WireSocket.Event]
        var testDescription: String { name }
    }

    @Test(
        "events and answers, with text and bytes",
        arguments: [
            Exchange(
                name: "text", sent: [.text("42[\"back\",1,\"2\",{\"3\":[true]}]")],
                returned: [.text("42[\"returned\",1,\"2\",{\"3\":[true]}]")]),
            Exchange(
                name: "digits are kept", sent: [.text("42[\"back\",1180.00,12345678901234567890]")],
                returned: [.text("42[\"returned\",1180.00,12345678901234567890]")]),
            Exchange(
                name: "text beyond ASCII", sent: [.text("42[\"back\",\"κόσμε 🪙\"]")],
                returned: [.text("42[\"returned\",\"κόσμε 🪙\"]")]),
            Exchange(
                name: "two attachments",
                sent: [
                    .text(
                        "452-[\"back\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]"),
                    .binary([1, 2, 3]), .binary([4, 5, 6]),
                ],
                returned: [
                    .text(
                        "452-[\"returned\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]"
                    ),
                    .binary([1, 2, 3]), .binary([4, 5, 6]),
                ]),
            Exchange(
                name: "an answer", sent: [.text("42456[\"answer\",1,\"2\",{\"3\":[false]}]")],
                returned: [.text("43456[1,\"2\",{\"3\":[false]}]")]),
            Exchange(
                name: "an empty answer to 0", sent: [.text("420[\"answer\"]")], returned: [.text("430[]")]),
            Exchange(
                name: "an answer with attachments",
                sent: [
                    .text(
                        "452-789[\"answer\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]"
                    ),
                    .binary([1, 2, 3]), .binary([]),
                ],
                returned: [
                    .text("462-789[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]"),
                    .binary([1, 2, 3]), .binary([]),
                ]),
            Exchange(
                name: "nobody waits for an answer", sent: [.text("42[\"answer\",1]"), .text("42[\"back\"]")],
                returned: [.text("42[\"returned\"]")]),
            Exchange(
                name: "an answer to nothing is dropped", sent: [.text("437[1]"), .text("42[\"back\"]")],
                returned: [.text("42[\"returned\"]")]),
            Exchange(
                name: "an unknown event is nobody's", sent: [.text("42[\"what\"]"), .text("42[\"back\"]")],
                returned: [.text("42[\"returned\"]")]),
        ])
    func events(_ sample: Exchange) async throws {
        try await withMirror { server, _, _ in
            let socket = try server.connected()
            for event in sample.sent {
                switch event {
                case .text(let text): socket.send(text)
                case .binary(let bytes): socket.send(bytes)
                case .closed: break
                }
            }
            for event in sample.returned { #expect(try socket.next() == event) }
        }
    }

    @Test("attachments over polling")
    func attachmentsOverPolling() async throws {
        try await withMirror { server, _, _ in
            let session = try server.open()
            let body = "40\u{1E}451-[\"back\",{\"_placeholder\":true,\"num\":0}]\u{1E}bAQIDBA=="
            #expect(try server.post(session, body).text == "ok")
            var text = ""
            while !text.contains("\u{1E}b") { text += "\u{1E}" + (try server.poll(session).text) }
            #expect(
                text.hasSuffix("\u{1E}451-[\"returned\",{\"_placeholder\":true,\"num\":0}]\u{1E}bAQIDBA=="))
        }
    }

    @Test("a client answers what the server asks, or doesn't")
    func asking() async throws {
        try await withMirror { server, mirror, _ in
            let socket = try server.connected()
            socket.send("42[\"ask\",\"how\"]")
            #expect(try socket.text() == "421[\"question\",\"how\"]")
            socket.send("431[\"well\"]")
            #expect(
                eventually {
                    mirror.answers.withLock { $0 } == [SocketAnswer(values: ["well"], attachments: [])]
                })
            socket.send("42[\"ask\",\"briefly\"]")
            #expect(try socket.text() == "422[\"question\",\"briefly\"]")
            #expect(eventually { mirror.answers.withLock { $0.last } == .some(nil) })
        }
    }

    @Test("rooms: what is sent to one, its members get, and nobody else")
    func rooms() async throws {
        try await withMirror { settings in
            settings.rooms = 2
        } script: { server, _, socketServer in
            let (first, second) = (try server.connected(), try server.connected())
            first.send("421[\"join\",\"a\"]")
            #expect(try first.text() == "431[true]")
            second.send("421[\"join\",\"b\"]")
            #expect(try second.text() == "431[true]")
            second.send("42[\"tell\",\"a\"]")
            #expect(try first.text() == "42[\"told\",\"a\"]")
            second.send("42[\"tell\",\"b\"]")
            #expect(try second.text() == "42[\"told\",\"b\"]")
            second.send("42[\"all\"]")
            #expect(try first.text() == "42[\"told\",{\"all\":1}]")
            #expect(try second.text() == "42[\"told\",{\"all\":1}]")
            first.send("42[\"leave\",\"a\"]")
            first.send("42[\"tell\",\"a\"]")
            first.send("42[\"back\"]")
            #expect(try first.text() == "42[\"returned\"]")
            #expect(socketServer.clients()?.count(in: "a") == 0)
            for (room, isJoined) in [("c", true), ("d", true), ("d", true), ("e", false)] {
                first.send("425[\"join\",\"\(room)\"]")
                #expect(try first.text() == "435[\(isJoined)]")
            }
        }
    }

    @Test("events of one client are handled one by one, and many that come at once are not lost")
    func order() async throws {
        try await withMirror { settings in
            settings.waitingPackets = 4
        } script: { server, _, _ in
            let socket = try server.connected()
            socket.send("42[\"slow\"]")
            for number in 0..<200 { socket.send("42[\"back\",\(number)]") }
            #expect(try socket.text() == "42[\"slow-done\"]")
            for number in 0..<200 { #expect(try socket.text() == "42[\"returned\",\(number)]") }
        }
    }

    // MARK: Row 54

    @Test("row 54: a broken packet ends the session", arguments: SocketPacketTests.broken)
    func brokenPacket(_ name: String, _ text: String) async throws {
        let end = try await withMirror { server, _, _ in
            let socket = try server.connected()
            socket.send("4" + text)
            return try socket.end()
        }
        #expect(end == .closed(1008), "\(name)")
    }

    struct Misuse: Sendable, CustomTestStringConvertible {
        let name: String
        let sent: [WireSocket.Event]
        var testDescription: String { name }
    }

    @Test(
        "row 54: what is right in itself but not now ends the session",
        arguments: [
            Misuse(name: "an event before connecting", sent: [.text("42[\"back\"]")]),
            Misuse(name: "connecting twice", sent: [.text("40"), .text("40")]),
            Misuse(
                name: "an event to another namespace", sent: [.text("40"), .text("42/custom,[\"back\"]")]),
            Misuse(name: "leaving where one isn't", sent: [.text("40"), .text("41/custom")]),
            Misuse(name: "an event after leaving", sent: [.text("40"), .text("41"), .text("42[\"back\"]")]),
            Misuse(name: "bytes that belong to nothing", sent: [.text("40"), .binary([1])]),
            Misuse(
                name: "text for an attachment",
                sent: [.text("40"), .text("451-[\"back\"]"), .text("42[\"back\"]")]),
            Misuse(
                name: "attachments that are too large together",
                sent: [.text("40"), .text("453-[\"back\"]")]
                    + (0..<3).map { _ in .binary([UInt8](repeating: 0, count: 900_000)) }),
            Misuse(name: "nothing at all", sent: [.text("4")]),
            Misuse(name: "letters", sent: [.text("4abc")]),
        ])
    func misuse(_ sample: Misuse) async throws {
        let end = try await withMirror { server, _, _ in
            let socket = try server.socket()
            for event in sample.sent {
                switch event {
                case .text(let text): socket.send(text)
                case .binary(let bytes): socket.send(bytes)
                case .closed: break
                }
            }
            return try socket.end()
        }
        #expect(end == .closed(1008))
    }

    @Test("row 54: the same over polling is 400 to the POST or to the next request")
    func brokenPolling() async throws {
        try await withMirror { server, _, socketServer in
            for text in ["42{}", "4abc", "42abc[\"x\"]", "47", "44{}"] {
                let session = try server.open()
                #expect(try server.post(session, "40").status == 200)
                #expect(try server.post(session, text).status == 400)
                #expect(try server.poll(session).status == 400)
            }
            let session = try server.open()
            #expect(try server.post(session, "42[\"back\"]").status == 200)
            #expect(eventually { socketServer.sessions == 0 })
            #expect(try server.poll(session).status == 400)
        }
    }

    @Test("row 54: 500 packets made of the protocol's own pieces: no crash, and others are served")
    func madeUp() async throws {
        let pieces = [
            "0", "1", "2", "3", "4", "5", "6", "7", "42", "43", "45", "46", "-", "1-", "/custom", ",", "[",
            "]", "{", "}",
            "\"back\"", "\"_placeholder\":true", "\"num\":0", "null", "12", "é", "\u{1E}", "b", "AQID",
            "probe",
        ]
        try await withMirror { server, _, _ in
            let witness = try server.connected()
            var state: UInt64 = 54
            func next(_ limit: Int) -> Int {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(state >> 33) % limit
            }
            for number in 0..<500 {
                let text = (0...next(8)).map { _ in pieces[next(pieces.count)] }.joined()
                if number % 2 == 0 {
                    let socket = try server.connected()
                    socket.send(text)
                } else {
                    let session = try server.open()
                    let status = try server.post(session, "40\u{1E}" + text).status
                    #expect(status == 200 || status == 400, "\(text)")
                }
                if number % 100 == 0 {
                    witness.send("42[\"back\",\(number)]")
                    #expect(try witness.text() == "42[\"returned\",\(number)]")
                }
            }
        }
    }
}
