internal import AssayKit
internal import Glibc

/// Reads lines of JSON from a socket; blocks, so it belongs on a thread of its own.
struct LineReader: ~Copyable {
    /// No line is longer, bytes.
    static let longest = 64 << 20

    private let socket: Int32
    private var pending: [UInt8] = []
    /// How much of `pending` has been looked through for an end of line.
    private var searched = 0
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    init(_ socket: Int32) { self.socket = socket }

    /// The next line; nil when there is none any more, it is no JSON, or the socket's time limit is over.
    mutating func next() -> JSONValue? {
        while true {
            if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(pending[..<end])
                pending.removeSubrange(...end)
                searched = 0
                // What is no JSON is no question.
                return try? JSONParser.parse(line)
            }
            searched = pending.count
            let got = recv(socket, &buffer, buffer.count, 0)
            if got < 0, errno == EINTR { continue }
            guard got > 0, pending.count + got <= Self.longest else { return nil }
            pending += buffer.prefix(got)
        }
    }
}
