internal import AssayKit
internal import Fetching
import Glibc

/// The two pipes to the service: its order comes at 3, the answer goes out at 4.
enum FetchChannel {
    private static let question: Int32 = 3
    private static let answer: Int32 = 4
    private static let largestOrder = 1 << 16

    /// What is to be done; nil when nobody has left an order.
    static func order() -> FetchOrder? {
        var (text, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while text.count <= largestOrder {
            let count = read(question, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            text += buffer[..<count]
        }
        close(question)
        // Not from our service: there is nobody to tell.
        return (try? JSONParser.parse(text)).flatMap(FetchOrder.init(json:))
    }

    static func send(_ frame: FetchFrame, _ payload: [UInt8]) {
        payload.withUnsafeBytes { send(frame, $0) }
    }

    /// Sends a frame; ends the process when nobody listens.
    static func send(_ frame: FetchFrame, _ payload: UnsafeRawBufferPointer) {
        frame.header(payload.count).withUnsafeBytes(put)
        put(payload)
    }

    private static func put(_ bytes: UnsafeRawBufferPointer) {
        var start = 0
        while start < bytes.count {
            let count = write(answer, bytes.baseAddress?.advanced(by: start), bytes.count - start)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { _exit(74) }
            start += count
        }
    }
}
