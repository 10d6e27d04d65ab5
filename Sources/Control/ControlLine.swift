package import AssayKit
package import Files
internal import Glibc

/// A line of JSON over a control socket.
package enum ControlLine {
    /// No question and no answer is longer, bytes.
    private static let longest = 4 << 20

    static func path(_ folder: String) -> String { FilePath.join(folder, "control.sock") }

    /// Asks the service that runs over a folder.
    ///
    /// - Returns: Its answer; nil when none runs.
    /// - Throws: When it runs, but does not answer.
    package static func ask(_ folder: String, _ question: JSONValue) throws(FileError) -> JSONValue? {
        let path = path(folder)
        guard FileSystem.exists(path) else { return nil }
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw FileError("reach", path, code: errno) }
        defer { close(socket) }
        guard try withAddress(path, { connect(socket, $0, $1) }) == 0 else {
            // Left over by a service that was killed.
            if errno == ECONNREFUSED || errno == ENOENT { return nil }
            throw FileError("reach", path, code: errno)
        }
        setLimit(socket, seconds: 60)
        write(question, to: socket)
        guard let answer = read(socket) else {
            throw FileError(
                "reach", path, reason: "the service gave no answer", mend: "look into the service's log")
        }
        return answer
    }

    static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(FileError) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw FileError("reach", path, code: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    static func setLimit(_ socket: Int32, seconds: Int) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    }

    /// The line that comes; nil when none does, or it is no JSON.
    static func read(_ socket: Int32) -> JSONValue? {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while line.last != UInt8(ascii: "\n") {
            let got = recv(socket, &buffer, buffer.count, 0)
            if got < 0, errno == EINTR { continue }
            guard got > 0, line.count + got <= longest else { return nil }
            line += buffer.prefix(got)
        }
        // What is no JSON is no question.
        return try? JSONParser.parse(line)
    }

    /// Writes a line; who does not read it gets none.
    static func write(_ value: JSONValue, to socket: Int32) {
        let line = JSONWriter.bytes(value) + [UInt8(ascii: "\n")]
        var start = 0
        while start < line.count {
            let sent = line.withUnsafeBytes { bytes in
                send(
                    socket, bytes.baseAddress?.advanced(by: start), bytes.count - start, Int32(MSG_NOSIGNAL))
            }
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else { return }
            start += sent
        }
    }
}
