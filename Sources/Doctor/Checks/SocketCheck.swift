internal import AssayKit
internal import HTTPClient

/// Whether a WebSocket opens with one form of credentials, and carries messages.
struct SocketCheck: Check {
    /// How a client shows who it is.
    enum Form: String { case none, header, subprotocol, ticket }

    let form: Form
    var name: String { "websocket \(form == .none ? "refusal" : form.rawValue)" }

    func look(_ visit: Visit) async -> Verdict {
        guard let client = visit.client else { return Visit.unreached }
        guard form == .none || visit.login != nil else { return Visit.nobody }
        do throws(DirectConnection.Failure) {
            switch form {
            case .none: return try Self.withoutCredentials(client)
            case .header, .subprotocol:
                let token = visit.login?.token ?? ""
                let headers =
                    form == .header
                    ? ServiceClient.bearer(token) : [("Sec-WebSocket-Protocol", "bearer, \(token)")]
                let socket = try SocketLine(client, "/ws", headers: headers)
                if form == .subprotocol, socket.isOpen,
                    socket.answer.headers["sec-websocket-protocol"] != "bearer"
                {
                    return .fail(
                        "the subprotocol bearer is not answered, so that browsers give the connection up",
                        mend: "let the proxy pass Sec-WebSocket-Protocol in both directions")
                }
                return try Self.talk(socket, client)
            case .ticket: return try Self.withTicket(visit, client)
            }
        } catch {
            return Self.ended(error, client)
        }
    }

    private static func withoutCredentials(
        _ client: ServiceClient
    ) throws(DirectConnection.Failure) -> Verdict {
        let socket = try SocketLine(client, "/ws")
        if socket.answer.status == 401 { return .pass("without credentials: 401") }
        guard socket.isOpen else { return notPassed(socket.answer, client) }
        return .fail(
            "a WebSocket opens without credentials",
            mend: "let no proxy add an Authorization header of its own")
    }

    private static func withTicket(
        _ visit: Visit, _ client: ServiceClient
    ) throws(DirectConnection.Failure) -> Verdict {
        let answer = try client.ask("POST", "/api/auth/ticket", token: visit.login?.token, json: [:])
        guard let ticket = answer.json["ticket"]?.stringValue else {
            return .fail("no ticket: \(answer.reason)", mend: "look into the service's log")
        }
        let verdict = try talk(try SocketLine(client, "/ws?ticket=\(ticket)"), client)
        guard case .pass(let seen) = verdict else { return verdict }
        let again = try SocketLine(client, "/ws?ticket=\(ticket)")
        guard again.answer.status == 401 else {
            return .fail(
                "a ticket was good twice (status \(again.answer.status))",
                mend: "let no proxy repeat requests by itself")
        }
        return .pass(seen + "; a second time it is refused")
    }

    /// Follows something, so that messages go in both directions.
    private static func talk(
        _ socket: SocketLine, _ client: ServiceClient
    ) throws(DirectConnection.Failure) -> Verdict {
        guard socket.isOpen else { return notPassed(socket.answer, client) }
        try socket.send("{\"type\":\"subscribe\",\"topic\":\"updates\"}")
        let end = ContinuousClock.now + .milliseconds(client.patience)
        guard let snapshot = try socket.next("snapshot", until: end) else {
            return .fail(
                "it opened, but no message came back"
                    + (socket.closeCode.map { "; it was closed with \($0)" } ?? ""),
                mend: "let the proxy pass WebSocket frames as they are, without buffering")
        }
        socket.end()
        return .pass("it opens and answers, at seq \(snapshot["seq"]?.intValue ?? 0)")
    }

    static let proxyMend =
        "let the proxy pass WebSockets: HTTP/1.1 with the headers Upgrade and Connection, as nginx does with "
        + "proxy_http_version 1.1, proxy_set_header Upgrade $http_upgrade and proxy_set_header Connection upgrade"

    private static func notPassed(_ answer: ServiceAnswer, _ client: ServiceClient) -> Verdict {
        switch answer.status {
        case 401 where answer.isOurs:
            .fail(
                "the credentials are refused: \(answer.reason)",
                mend: "let the proxy pass Authorization, Sec-WebSocket-Protocol and the query as they are")
        case 403 where answer.isOurs:
            .fail(answer.reason, mend: "list the page's origin under origins in assay.yaml")
        case 503 where answer.isOurs: .fail(answer.reason, mend: "try again once the service has started")
        case 200 where answer.json["protocol"] == "websocket":
            .fail("\(client.address.socketOrigin): the Upgrade header did not arrive", mend: proxyMend)
        default:
            .fail("\(client.address.socketOrigin) does not open: \(answer.reason)", mend: proxyMend)
        }
    }

    private static func ended(_ failure: DirectConnection.Failure, _ client: ServiceClient) -> Verdict {
        guard failure.kind == .ended || failure.kind == .time else { return .failure(failure, client) }
        return .fail("\(client.address.socketOrigin): \(failure.description)", mend: proxyMend)
    }
}
