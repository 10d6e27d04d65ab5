import Glibc
import AssayKit
import HTTPServing
import Testing

@testable import SocketIO

@Suite("Engine.IO 4: handshake", .timeLimit(.minutes(2)))
struct EngineHandshakeTests {
    @Test("polling: the session's data in milliseconds and bytes, and the way to a WebSocket")
    func polling() async throws {
        let answer = try await withEcho { server, _ in try server.ask("GET", Endpoint.polling) }
        #expect(answer.status == 200 && answer.text.hasPrefix("0"))
        let value = try JSONParser.parse(String(answer.text.dropFirst()))
        #expect(value.objectValue?.keys == ["sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"])
        #expect(value["sid"]?.stringValue?.isEmpty == false)
        #expect(value["upgrades"] == ["websocket"])
        #expect(value["pingInterval"] == 25_000 && value["pingTimeout"] == 20_000)
        #expect(value["maxPayload"] == 1_000_000)
    }

    @Test("WebSocket: the same, and nothing to go over to")
    func webSocket() async throws {
        let text = try await withEcho { server, _ in
            try WireSocket(server.port, Endpoint.webSocket).text()
        }
        let value = try JSONParser.parse(String(text.dropFirst()))
        #expect(text.hasPrefix("0"))
        #expect(value.objectValue?.keys == ["sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"])
        #expect(value["upgrades"] == [])
    }

    @Test("every session has an id of its own that can't be guessed")
    func ids() async throws {
        let ids = try await withEcho { server, _ in try (0..<20).map { _ in try server.open() } }
        #expect(Set(ids).count == 20)
        #expect(ids.allSatisfy { $0.utf8.count >= Endpoint.polling.utf8.count + 5 + 20 })
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let name: String
        let method: String
        let query: String
        let answer: Answer
        var isUpgrade = false
        var testDescription: String { name }

        init(
            _ name: String, _ method: String, _ query: String, _ code: Int, _ message: String,
            upgrade: Bool = false
        ) {
            self.name = name
            self.method = method
            self.query = query
            answer = Answer(status: 400, text: "{\"code\":\(code),\"message\":\"\(message)\"}")
            isUpgrade = upgrade
        }
    }

    @Test(
        "row 54: a handshake that can't be is refused with the protocol's own number and words",
        arguments: [
            Refused("no transport", "GET", "EIO=4", 0, "Transport unknown"),
            Refused("another transport", "GET", "EIO=4&transport=abc", 0, "Transport unknown"),
            Refused("transport in capitals", "GET", "EIO=4&transport=POLLING", 0, "Transport unknown"),
            Refused("nothing", "GET", "", 0, "Transport unknown"),
            Refused("no version", "GET", "transport=polling", 5, "Unsupported protocol version"),
            Refused("version 3", "GET", "EIO=3&transport=polling", 5, "Unsupported protocol version"),
            Refused("version 5", "GET", "EIO=5&transport=polling", 5, "Unsupported protocol version"),
            Refused("version abc", "GET", "EIO=abc&transport=polling", 5, "Unsupported protocol version"),
            Refused("POST", "POST", "EIO=4&transport=polling", 2, "Bad handshake method"),
            Refused("PUT", "PUT", "EIO=4&transport=polling", 2, "Bad handshake method"),
            Refused("DELETE", "DELETE", "EIO=4&transport=polling", 2, "Bad handshake method"),
            Refused("PATCH", "PATCH", "EIO=4&transport=polling", 2, "Bad handshake method"),
            Refused("unknown session", "GET", "EIO=4&transport=polling&sid=abc", 1, "Session ID unknown"),
            Refused("empty session", "GET", "EIO=4&transport=polling&sid=", 1, "Session ID unknown"),
            Refused("POST to no session", "POST", "EIO=4&transport=polling&sid=abc", 1, "Session ID unknown"),
            Refused("websocket without upgrade", "GET", "EIO=4&transport=websocket", 3, "Bad request"),
            Refused("upgrade for polling", "GET", "EIO=4&transport=polling", 3, "Bad request", upgrade: true),
            Refused("socket, no transport", "GET", "EIO=4", 0, "Transport unknown", upgrade: true),
            Refused(
                "socket, another transport", "GET", "EIO=4&transport=abc", 0, "Transport unknown",
                upgrade: true),
            Refused(
                "socket, no version", "GET", "transport=websocket", 5, "Unsupported protocol version",
                upgrade: true),
            Refused(
                "socket, version abc", "GET", "EIO=abc&transport=websocket", 5,
                "Unsupported protocol version",
                upgrade: true),
            Refused(
                "socket, unknown session", "GET", "EIO=4&transport=websocket&sid=abc", 1,
                "Session ID unknown",
                upgrade: true),
        ])
    func refused(_ sample: Refused) async throws {
        let (answer, sessions) = try await withEcho { server, engine in
            if sample.isUpgrade {
                let socket = try WireSocket(server.port, sample.query)
                return (Answer(status: socket.status, text: socket.refusal), engine.count)
            }
            return (
                try server.ask(sample.method, sample.query, sample.method == "GET" ? nil : "4x"), engine.count
            )
        }
        #expect(answer == sample.answer)
        #expect(sessions == 0)
    }

    @Test("whom the service does not allow gets 403 with number 4, over both transports")
    func forbidden() async throws {
        let (polling, status, refusal) = try await withEcho { settings in
            settings.allows = { $0.headers["Origin"] == nil }
        } script: { server, _ in
            let origin = "Origin: https://elsewhere.example\r\n"
            let socket = try WireSocket(server.port, Endpoint.webSocket, fields: origin)
            return (try server.ask("GET", Endpoint.polling, fields: origin), socket.status, socket.refusal)
        }
        #expect(polling == Answer(status: 403, text: "{\"code\":4,\"message\":\"Forbidden\"}"))
        #expect(status == 403 && refusal == polling.text)
    }

    @Test("sessions are bounded: one more gets 503 until another has ended")
    func bounded() async throws {
        try await withEcho { settings in
            settings.sessions = 2
        } script: { server, engine in
            let first = try server.open()
            let socket = try server.socket()
            #expect(try server.ask("GET", Endpoint.polling).status == 503)
            #expect(try WireSocket(server.port, Endpoint.webSocket).status == 503)
            #expect(try server.post(first, "1").status == 200)
            #expect(try server.ask("GET", Endpoint.polling).status == 200)
            socket.send("1")
            _ = try socket.end()
            #expect(eventually { engine.count == 1 })
        }
    }

    @Test("when the service ends, every session does, and no other begins")
    func shutDown() async throws {
        try await withEcho { server, engine in
            let session = try server.open()
            let poll = try server.send("GET", session)
            let socket = try server.socket()
            usleep(50_000)
            engine.shutDown()
            let answer = try poll.answer()
            #expect(answer == Answer(status: 200, text: "1") || answer.status == 400)
            #expect(try socket.end() == .closed(1001))
            #expect(try server.ask("GET", Endpoint.polling).status == 503)
            #expect(engine.count == 0)
        }
    }
}
