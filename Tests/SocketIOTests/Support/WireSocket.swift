/// A WebSocket's client, as plain as can be.
final class WireSocket {
    /// What comes from the server.
    enum Event: Equatable, Sendable {
        case text(String)
        case binary([UInt8])
        /// The socket closes, with a code if there is one.
        case closed(UInt16?)
    }

    let line: Line
    /// What the handshake was answered; 101 when it is a socket now.
    let status: Int
    let refusal: String

    init(_ port: UInt16, _ query: String, fields: String = "") throws {
        line = try Line(port)
        line.send(
            Array(
                ("GET /socket.io/?\(query) HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\(fields)\r\n")
                    .utf8)
        )
        let answer = try line.answer()
        (status, refusal) = (answer.status, answer.text)
    }

    func send(_ text: String) { send(1, Array(text.utf8)) }
    func send(_ bytes: [UInt8]) { send(2, bytes) }

    private func send(_ opcode: UInt8, _ payload: [UInt8]) {
        var frame: [UInt8] = [0x80 | opcode]
        switch payload.count {
        case ..<126: frame.append(0x80 | UInt8(payload.count))
        case ..<65_536: frame += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        default:
            frame += [0x80 | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
        }
        let mask: [UInt8] = [1, 2, 3, 4]
        line.send(frame + mask + payload.enumerated().map { $0.element ^ mask[$0.offset % 4] })
    }

    /// The next message, or the end; a connection that breaks is an end without a code.
    func next() throws -> Event {
        while true {
            let head: [UInt8]
            do {
                head = try line.take(2)
            } catch {
                guard line.isClosed else { throw error }
                return .closed(nil)
            }
            let size =
                switch head[1] & 127 {
                case 126: try line.take(2).reduce(0) { $0 << 8 | Int($1) }
                case 127: try line.take(8).reduce(0) { $0 << 8 | Int($1) }
                default: Int(head[1] & 127)
                }
            let payload = try line.take(size)
            switch head[0] & 15 {
            case 1: return .text(String(decoding: payload, as: UTF8.self))
            case 2: return .binary(payload)
            case 8: return .closed(payload.count >= 2 ? UInt16(payload[0]) << 8 | UInt16(payload[1]) : nil)
            // Pings of the WebSocket itself are no business of these tests.
            default: continue
            }
        }
    }

    /// The next message, which is to be a text.
    func text() throws -> String {
        let event = try next()
        guard case .text(let text) = event else { throw Line.Failure("no text: \(event)") }
        return text
    }

    /// The end, whatever comes before it.
    func end() throws -> Event {
        while true {
            let event = try next()
            if case .closed = event { return event }
        }
    }
}
