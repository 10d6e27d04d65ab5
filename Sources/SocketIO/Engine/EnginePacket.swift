/// One packet of Engine.IO 4.
package enum EnginePacket: Sendable, Equatable {
    /// The handshake, as JSON; from the server only.
    case open(String)
    /// The end of the session.
    case close
    /// From the server, and from a client that tries a transport.
    case ping(String)
    /// The answer to a ping, with its text.
    case pong(String)
    /// A message of the application: UTF-8.
    case text([UInt8])
    /// A message of the application: bytes.
    case binary([UInt8])
    /// The client goes over to the transport that it has tried.
    case upgrade
    /// Nothing; ends a poll.
    case noop

    /// Reads a packet of text; nil for one that there is not, or that carries what it may not.
    ///
    /// `text`: Valid UTF-8.
    init?(text: ArraySlice<UInt8>) {
        guard let type = text.first else { return nil }
        let rest = text.dropFirst()
        switch type {
        case UInt8(ascii: "0"): self = .open(String(decoding: rest, as: UTF8.self))
        case UInt8(ascii: "1") where rest.isEmpty: self = .close
        case UInt8(ascii: "2"): self = .ping(String(decoding: rest, as: UTF8.self))
        case UInt8(ascii: "3"): self = .pong(String(decoding: rest, as: UTF8.self))
        case UInt8(ascii: "4"): self = .text(Array(rest))
        case UInt8(ascii: "5") where rest.isEmpty: self = .upgrade
        case UInt8(ascii: "6") where rest.isEmpty: self = .noop
        default: return nil
        }
    }

    /// The packet as it goes out.
    var frame: EngineFrame {
        switch self {
        case .open(let json): .text(Array("0\(json)".utf8))
        case .close: .text(Array("1".utf8))
        case .ping(let text): .text(Array("2\(text)".utf8))
        case .pong(let text): .text(Array("3\(text)".utf8))
        case .text(let bytes): .text([UInt8(ascii: "4")] + bytes)
        case .binary(let bytes): .binary(bytes)
        case .upgrade: .text(Array("5".utf8))
        case .noop: .text(Array("6".utf8))
        }
    }
}
