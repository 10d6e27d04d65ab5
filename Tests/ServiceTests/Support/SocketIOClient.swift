import AssayKit
import Testing

/// A client of Socket.IO that polls; one test uses it, one call at a time.
final class SocketIOClient {
    enum Packet: Equatable {
        case connected
        case refused(JSONValue)
        case event(String, JSONValue)
        case answer(Int, JSONValue)
        case left
        /// The session is over.
        case closed
    }

    private let service: TestService
    private let query: String
    private var waiting: [Packet] = []

    /// Begins a session and connects; `auth` is JSON.
    init(_ service: TestService, auth: String = "", headers: [String: String] = [:]) async throws {
        self.service = service
        let polling = "/socket.io/?EIO=4&transport=polling"
        let open = try await service.ask("GET", polling, headers: headers)
        let handshake = try JSONParser.parse(String(open.text.dropFirst()))
        query = polling + "&sid=" + (try #require(handshake["sid"]?.stringValue))
        try await post("40" + auth)
    }

    private func post(_ body: String) async throws {
        let answer = try await service.ask(
            "POST", query, body: Array(body.utf8), type: "text/plain;charset=UTF-8")
        try #require(answer.text == "ok", "\(body): \(answer.status) \(answer.text)")
    }

    /// Sends an event; `argument` is JSON, `number` asks for an answer.
    func emit(_ name: String, _ argument: String? = nil, number: Int? = nil) async throws {
        try await post("42\(number.map { String($0) } ?? "")[\"\(name)\"\(argument.map { "," + $0 } ?? "")]")
    }

    /// The next packet.
    func next() async throws -> Packet {
        while waiting.isEmpty {
            let answer = try await service.ask("GET", query)
            guard answer.status == 200 else { return .closed }
            for text in answer.text.split(separator: "\u{1E}").map(String.init) {
                if text == "2" { try await post("3") }
                if let packet = try Self.packet(text) { waiting.append(packet) }
            }
        }
        return waiting.removeFirst()
    }

    /// The next event of a name; what comes before it is passed over.
    func next(_ name: String) async throws -> JSONValue {
        while true {
            switch try await next() {
            case .event(name, let value): return value
            case .closed: throw Ended(name: name)
            default: continue
            }
        }
    }

    /// The answer to an event; what comes before it is passed over.
    func answer(to number: Int) async throws -> JSONValue {
        while true {
            switch try await next() {
            case .answer(number, let value): return value
            case .closed: throw Ended(name: "answer \(number)")
            default: continue
            }
        }
    }

    struct Ended: Error { let name: String }

    private static func packet(_ text: String) throws -> Packet? {
        let body = String(text.dropFirst(2))
        switch text.prefix(2) {
        case "1": return .closed
        case "40": return .connected
        case "41": return .left
        case "42":
            let list = try JSONParser.parse(body).arrayValue ?? []
            return .event(list.first?.stringValue ?? "", list.dropFirst().first ?? .null)
        case "43":
            let digits = body.prefix { $0.isNumber }
            let list = try JSONParser.parse(String(body.dropFirst(digits.count))).arrayValue
            return .answer(Int(digits) ?? -1, list?.first ?? .null)
        case "44": return .refused(try JSONParser.parse(body))
        default: return nil
        }
    }
}
