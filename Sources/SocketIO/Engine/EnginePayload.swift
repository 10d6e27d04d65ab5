internal import Crypto

/// The packets of one HTTP body: joined by 0x1E, bytes as `b` and Base64.
struct EnginePayload: Sequence, IteratorProtocol {
    private static let separator: UInt8 = 0x1E
    private var rest: ArraySlice<UInt8>?

    /// The packets of a body, read one by one; nil when it is no UTF-8.
    init?(_ body: [UInt8]) {
        guard String(validating: body, as: UTF8.self) != nil else { return nil }
        rest = body[...]
    }

    /// The next packet; a failure for one that is broken.
    mutating func next() -> Result<EnginePacket, EngineRefusal>? {
        guard let all = rest else { return nil }
        let end = all.firstIndex(of: Self.separator)
        rest = end.map { all[($0 + 1)...] }
        return Self.packet(all[..<(end ?? all.endIndex)]).map { .success($0) } ?? .failure(.badRequest)
    }

    private static func packet(_ text: ArraySlice<UInt8>) -> EnginePacket? {
        guard text.first == UInt8(ascii: "b") else { return EnginePacket(text: text) }
        return Base64.decode(String(decoding: text.dropFirst(), as: UTF8.self)).map { .binary($0) }
    }

    /// The body that carries these frames.
    static func body(of frames: [EngineFrame]) -> [UInt8] {
        var body: [UInt8] = []
        for (index, frame) in frames.enumerated() {
            if index > 0 { body.append(separator) }
            switch frame {
            case .text(let bytes): body += bytes
            case .binary(let bytes):
                body.append(UInt8(ascii: "b"))
                body += Base64.encode(bytes).utf8
            }
        }
        return body
    }
}
