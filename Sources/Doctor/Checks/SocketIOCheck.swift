internal import AssayKit
internal import HTTPClient

/// Whether a client of Socket.IO gets in over one transport.
struct SocketIOCheck: Check {
    enum Transport: String { case polling, websocket }

    let transport: Transport
    var name: String { "socket.io \(transport.rawValue)" }

    func look(_ visit: Visit) async -> Verdict {
        guard let client = visit.client else { return Visit.unreached }
        guard let token = visit.login?.token else { return Visit.nobody }
        let hello = "40" + JSONWriter.text(["token": .string(token)])
        do throws(DirectConnection.Failure) {
            switch transport {
            case .polling: return try Self.poll(client, hello)
            case .websocket: return try Self.connect(client, hello)
            }
        } catch {
            guard error.kind == .ended || error.kind == .time else { return .failure(error, client) }
            return .fail("\(error)", mend: SocketCheck.proxyMend)
        }
    }

    private static let path = "/socket.io/?EIO=4&transport="

    private static func poll(
        _ client: ServiceClient, _ hello: String
    ) throws(DirectConnection.Failure) -> Verdict {
        let opened = try client.ask("GET", path + "polling")
        let text = String(decoding: opened.body, as: UTF8.self)
        // What is no open packet has no session.
        guard opened.status == 200, text.hasPrefix("0"),
            let session = (try? JSONParser.parse(String(text.dropFirst())))?["sid"]?.stringValue
        else {
            return .fail(
                "no session: \(opened.reason)", mend: "let the proxy pass /socket.io/ with its query as it is"
            )
        }
        let target = path + "polling&sid=\(session)"
        let sent = try client.ask(
            "POST", target, headers: [("Content-Type", "text/plain;charset=UTF-8")], body: Array(hello.utf8))
        guard sent.status == 200, sent.body == Array("ok".utf8) else {
            return .fail(
                "the session is not known any more: \(sent.reason)",
                mend: "let the proxy send all requests of a session to the same service")
        }
        let polled = try client.ask("GET", target)
        _ = try client.ask("POST", target, body: Array("1".utf8))
        return verdict(
            String(decoding: polled.body, as: UTF8.self).split(separator: "\u{1E}").map(String.init))
    }

    private static func connect(
        _ client: ServiceClient, _ hello: String
    ) throws(DirectConnection.Failure) -> Verdict {
        let socket = try SocketLine(client, path + "websocket")
        guard socket.isOpen else {
            return .fail("it does not open: \(socket.answer.reason)", mend: SocketCheck.proxyMend)
        }
        let end = ContinuousClock.now + .milliseconds(client.patience)
        try socket.send(hello)
        var packets: [String] = []
        while ContinuousClock.now < end, let text = try socket.next() {
            packets.append(text)
            if text.hasPrefix("40") || text.hasPrefix("44") { break }
        }
        socket.end()
        return verdict(packets)
    }

    private static func verdict(_ packets: [String]) -> Verdict {
        if packets.contains(where: { $0.hasPrefix("40") }) { return .pass("it lets the token in") }
        let refusal = packets.first { $0.hasPrefix("44") }.map { String($0.dropFirst(2)) }
        return .fail(
            refusal.map { "the connection is refused: \($0)" } ?? "the connection is not answered",
            mend: "look into the service's log")
    }
}
