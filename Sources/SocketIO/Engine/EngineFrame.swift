/// A packet as it goes out: encoded once, shared by all that it is sent to.
package enum EngineFrame: Sendable, Equatable {
    /// UTF-8 text that begins with the packet's type.
    case text([UInt8])
    /// The bytes of a binary message.
    case binary([UInt8])

    /// What it costs to keep: a small frame is not free.
    var cost: Int {
        switch self {
        case .text(let bytes), .binary(let bytes): bytes.count + 64
        }
    }
}
