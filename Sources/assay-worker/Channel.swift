internal import CSystem
import Glibc
internal import WorkerFrames

/// The socket to the host.
///
/// Any thread may send; only one conversation (question, answer) runs at a time.
final class Channel: Sendable {
    /// A frame that came in.
    struct Frame {
        let kind: UInt32
        let payload: [UInt8]
        /// The receiver's to close.
        let descriptors: [Int32]
    }

    /// What waiting for a frame brought.
    enum Received {
        case frame(Frame)
        /// The host hung up.
        case end
    }

    private let socket: Int32
    private let sending = Lock()
    private let conversing = Lock()

    init(socket: Int32) { self.socket = socket }

    /// Sends one frame; ends the process when the host is gone, for then nobody wants its work.
    func send(_ kind: FrameKind, _ payload: [UInt8]) {
        let frame = FrameHeader.frame(kind, payload)
        sending.withLock {
            var start = 0
            while start < frame.count {
                let sent = frame.withUnsafeBytes { bytes in
                    csystem_send(
                        socket, bytes.baseAddress?.advanced(by: start), bytes.count - start, nil, 0)
                }
                guard sent > 0 else { _exit(WorkerMain.Exit.connection) }
                start += sent
            }
        }
    }

    /// Sends a question and waits for its answer.
    func ask(_ kind: FrameKind, _ payload: [UInt8]) -> Frame {
        conversing.withLock {
            send(kind, payload)
            guard case .frame(let answer) = receive() else { _exit(WorkerMain.Exit.connection) }
            return answer
        }
    }

    /// Waits for the next frame.
    ///
    /// Between calls only, or within a conversation.
    func receive() -> Received {
        var header = [UInt8](repeating: 0, count: FrameHeader.size)
        var descriptors: [Int32] = []
        guard fill(&header, &descriptors) else { return .end }
        // A header that cannot be is a broken host; there is nobody to tell.
        guard let parsed = try? header.withUnsafeBytes({ try FrameHeader($0) }) else { return .end }
        var payload = [UInt8](repeating: 0, count: Int(parsed.length))
        guard payload.isEmpty || fill(&payload, &descriptors) else { return .end }
        return .frame(Frame(kind: parsed.kind, payload: payload, descriptors: descriptors))
    }

    private func fill(_ bytes: inout [UInt8], _ descriptors: inout [Int32]) -> Bool {
        var start = 0
        var came = [Int32](repeating: -1, count: Int(CSYSTEM_MAX_DESCRIPTORS))
        while start < bytes.count {
            var count: Int32 = 0
            let received = bytes.withUnsafeMutableBytes { buffer in
                csystem_receive(
                    socket, buffer.baseAddress?.advanced(by: start), buffer.count - start, &came, &count, 1)
            }
            guard received > 0 else { return false }
            descriptors += came.prefix(Int(count))
            start += received
        }
        return true
    }
}
