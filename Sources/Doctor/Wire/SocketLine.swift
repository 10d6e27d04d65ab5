internal import AssayKit
internal import Crypto
internal import HTTPClient

/// A WebSocket to a service (RFC 6455), as a client has it; for one thread.
final class SocketLine {
    private let connection: DirectConnection
    private var reader: AnswerReader
    private let patience: Int
    /// The answer to the handshake.
    let answer: ServiceAnswer
    /// The code with which the other side closed.
    private(set) var closeCode: Int?

    /// Shakes hands; a refusal is no error.
    ///
    /// - Throws: When nothing answers.
    init(_ client: ServiceClient, _ path: String, headers: [ServiceClient.Header] = [])
        throws(DirectConnection.Failure)
    {
        patience = client.patience
        connection = try DirectConnection(client.address.origin, patience: min(patience, 10_000))
        let key = Base64.encode(RandomBytes.make(16))
        let all: [ServiceClient.Header] =
            [
                ("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Version", "13"),
                ("Sec-WebSocket-Key", key),
            ] + headers
        try connection.send(client.head("GET", path, all), patience: patience)
        reader = AnswerReader(connection, patience: patience)
        let (status, fields) = try reader.head()
        // What a proxy says of its refusal may have no length and no end.
        let hasBody = status != 101 && (fields["content-length"] != nil || fields["transfer-encoding"] != nil)
        answer = ServiceAnswer(
            status: status, headers: fields, body: hasBody ? try reader.body(fields) : [])
    }

    var isOpen: Bool { answer.status == 101 }

    /// Sends a text.
    func send(_ text: String) throws(DirectConnection.Failure) { try frame(1, Array(text.utf8)) }

    /// The next text; nil when the other side closes.
    ///
    /// Pings are answered on the way.
    /// - Throws: When nothing comes in time.
    func next() throws(DirectConnection.Failure) -> String? {
        var text: [UInt8] = []
        while true {
            let head = try reader.take(2)
            let size: Int
            switch head[1] & 0x7F {
            case 126: size = try reader.take(2).reduce(0) { $0 << 8 | Int($1) }
            case 127:
                let bytes = try reader.take(8)
                guard bytes.prefix(5).allSatisfy({ $0 == 0 }) else {
                    throw .init(.ended, "a frame is too long")
                }
                size = bytes.suffix(3).reduce(0) { $0 << 8 | Int($1) }
            case let short: size = Int(short)
            }
            let payload = try reader.take(size)
            switch head[0] & 15 {
            case 0, 1, 2:
                text += payload
                if head[0] & 0x80 != 0 { return String(decoding: text, as: UTF8.self) }
            case 8:
                closeCode = payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : 1005
                return nil
            case 9: try frame(10, payload)
            default: break
            }
        }
    }

    /// The next message of that type; nil when the other side closes first, or `deadline` is over.
    func next(_ type: String, until deadline: ContinuousClock.Instant) throws(DirectConnection.Failure)
        -> JSONValue?
    {
        while ContinuousClock.now < deadline {
            guard let text = try next() else { return nil }
            // What is no JSON is none of ours.
            let json = (try? JSONParser.parse(text)) ?? .null
            if json["type"]?.stringValue == type { return json }
        }
        return nil
    }

    /// Says goodbye.
    func end() {
        // Whether it hears that does not matter.
        try? frame(8, [0x03, 0xE8])
    }

    private func frame(_ opcode: UInt8, _ payload: [UInt8]) throws(DirectConnection.Failure) {
        var bytes: [UInt8] = [0x80 | opcode]
        if payload.count < 126 {
            bytes.append(0x80 | UInt8(payload.count))
        } else {
            let size = min(payload.count, 65_535)
            bytes += [0x80 | 126, UInt8(size >> 8), UInt8(size & 255)]
        }
        let key = RandomBytes.make(4)
        bytes += key
        bytes += payload.prefix(65_535).enumerated().map { $0.element ^ key[$0.offset & 3] }
        try connection.send(bytes, patience: patience)
    }
}
