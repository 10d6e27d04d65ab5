@testable import HTTPServing

/// Frames of a WebSocket's client, whole and broken.
enum Frames {
    /// How the length is written.
    enum LengthForm: Sendable { case short, sixteen, sixtyFour }

    static let text: UInt8 = 1
    static let binary: UInt8 = 2
    static let close: UInt8 = 8
    static let ping: UInt8 = 9
    static let pong: UInt8 = 10

    /// One frame.
    static func frame(
        _ opcode: UInt8, _ payload: [UInt8] = [], fin: Bool = true, masked: Bool = true, rsv: UInt8 = 0,
        form: LengthForm? = nil
    ) -> [UInt8] {
        var bytes: [UInt8] = [(fin ? 0x80 : 0) | rsv << 4 | opcode]
        let mask: UInt8 = masked ? 0x80 : 0
        switch form ?? (payload.count < 126 ? .short : payload.count < 65_536 ? .sixteen : .sixtyFour) {
        case .short: bytes.append(mask | UInt8(payload.count))
        case .sixteen: bytes += [mask | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        case .sixtyFour:
            bytes.append(mask | 127)
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
        }
        guard masked else { return bytes + payload }
        let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
        return bytes + key + payload.enumerated().map { $0.element ^ key[$0.offset % 4] }
    }

    /// A text in one frame.
    static func text(_ text: String) -> [UInt8] { frame(Self.text, Array(text.utf8)) }

    /// A close frame with a code.
    static func close(_ code: UInt16, _ reason: [UInt8] = []) -> [UInt8] {
        frame(close, [UInt8(code >> 8), UInt8(code & 255)] + reason)
    }
}

/// What a WebSocket's client gets.
enum WireEvent: Equatable, CustomStringConvertible {
    case message(UInt8, [UInt8])
    case pong([UInt8])
    case ping
    case close(UInt16?)
    case end

    var description: String {
        switch self {
        case .message(let opcode, let bytes): "message(\(opcode), \(bytes.count) bytes)"
        case .pong(let bytes): "pong(\(bytes.count) bytes)"
        case .ping: "ping"
        case .close(let code): "close(\(code.map(String.init) ?? "-"))"
        case .end: "end"
        }
    }
}

extension Wire {
    /// Shakes hands; the answer, 101 if all went well.
    func openWebSocket(_ path: String = "/ws/echo", _ fields: String = "") throws -> WireAnswer {
        send(
            "GET \(path) HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\(fields)\r\n"
        )
        return try takeAnswer()
    }

    /// The next thing that comes; frames of the server are never masked, and its messages never in fragments.
    func takeEvent() throws -> WireEvent {
        let head: [UInt8]
        do {
            head = try take(2)
        } catch {
            guard isClosed else { throw error }
            return .end
        }
        guard head[0] & 0x70 == 0, head[0] & 0x80 != 0, head[1] & 0x80 == 0 else {
            throw Failure("bad frame \(head)")
        }
        let size =
            switch head[1] {
            case 126: try take(2).reduce(0) { $0 << 8 | Int($1) }
            case 127: try take(8).reduce(0) { $0 << 8 | Int($1) }
            default: Int(head[1])
            }
        let payload = try take(size)
        switch head[0] & 15 {
        case Frames.close:
            return .close(payload.count >= 2 ? UInt16(payload[0]) << 8 | UInt16(payload[1]) : nil)
        case Frames.ping: return .ping
        case Frames.pong: return .pong(payload)
        case let opcode: return .message(opcode, payload)
        }
    }
}
