import AssayKit
import Foundation
import Testing

@testable import SocketIO

/// What the official suites of both protocols ask of a server (docs/engine.io-protocol and docs/socket.io-protocol of
/// socketio/socket.io).
private struct SuiteApplication: SocketApplication {
    func connect(_ socket: Socket, auth: JSONObject) async throws(SocketRefusal) -> any SocketHandler {
        Client(socket: socket, auth: auth)
    }

    private struct Client: SocketHandler {
        let socket: Socket
        let auth: JSONObject

        func began() async { socket.emit("auth", .object(auth)) }
        func ended() async {}

        func received(_ event: SocketEvent) async {
            switch event.name {
            case "message":
                socket.send(
                    SocketMessage(
                        "message-back", event.arguments, attachments: event.attachments,
                        namespace: socket.namespace))
            case "message-with-ack":
                event.acknowledgement?.send(event.arguments, attachments: event.attachments)
            default: break
            }
        }
    }
}

/// The suites need Node and their packages, so they run where `ASSAY_SOCKETIO_SUITE` is a command that runs them against `$URL`.
@Suite("The official suites", .timeLimit(.minutes(5)))
struct OfficialSuiteTests {
    private static let command = ProcessInfo.processInfo.environment["ASSAY_SOCKETIO_SUITE"]

    @Test("row 54: the official suites, where there is a command for them", .enabled(if: command != nil))
    func official() async throws {
        let command = try #require(Self.command)
        var times = EngineSettings()
        times.pingInterval = .milliseconds(300)
        times.pingTimeout = .milliseconds(200)
        var settings = SocketSettings()
        settings.connectTimeout = .milliseconds(1000)
        let application = SuiteApplication()
        let server = SocketServer(
            engine: times, settings: settings, namespaces: ["/": application, "/custom": application])
        let echo = EngineServer(settings: times) { Echo(session: $0) }
        let status = try await withServer(register: { router in
            server.register(in: &router)
            echo.register(in: &router, path: "/engine.io")
        }) { endpoint in
            defer {
                server.shutDown()
                echo.shutDown()
            }
            return try await blocking {
                let process = Process()
                process.executableURL = URL(filePath: "/bin/sh")
                process.arguments = ["-c", command]
                process.environment = ProcessInfo.processInfo.environment.merging(
                    ["URL": "http://127.0.0.1:\(endpoint.port)"]
                ) { _, new in new }
                try process.run()
                process.waitUntilExit()
                return process.terminationStatus
            }
        }
        #expect(status == 0)
    }
}
