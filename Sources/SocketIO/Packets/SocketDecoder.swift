/// Puts packets and their attachments together.
///
/// A state machine: messages in, whole packets out.
struct SocketDecoder: Sendable {
    /// What became of a message.
    enum Step: Sendable {
        /// More must come.
        case incomplete
        case packet(SocketPacket, attachments: [[UInt8]])
        /// It breaks the protocol.
        case broken
    }

    private let maximumAttachments: Int
    private let attachmentBytes: Int
    private var waiting: SocketPacket?
    private var attachments: [[UInt8]] = []
    private var bytes = 0

    /// - Parameters:
    ///   - maximumAttachments: The most of one packet.
    ///   - attachmentBytes: The most that they may have together, bytes.
    init(maximumAttachments: Int, attachmentBytes: Int) {
        self.maximumAttachments = maximumAttachments
        self.attachmentBytes = attachmentBytes
    }

    /// Takes a message.
    mutating func take(_ message: EngineMessage) -> Step {
        switch message {
        case .text(let text):
            guard waiting == nil, let packet = SocketPacket(text, maximumAttachments: maximumAttachments)
            else {
                return .broken
            }
            guard packet.attachments > 0 else { return .packet(packet, attachments: []) }
            waiting = packet
            return .incomplete
        case .binary(let more):
            guard let packet = waiting, bytes + more.count <= attachmentBytes else { return .broken }
            attachments.append(more)
            bytes += more.count
            guard attachments.count == packet.attachments else { return .incomplete }
            defer {
                self = SocketDecoder(maximumAttachments: maximumAttachments, attachmentBytes: attachmentBytes)
            }
            return .packet(packet, attachments: attachments)
        }
    }
}
