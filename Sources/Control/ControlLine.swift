package import AssayKit
package import Files
internal import Glibc

/// A line of JSON over a control socket.
package enum ControlLine {
    static func path(_ folder: String) -> String { FilePath.join(folder, "control.sock") }

    /// Asks the service that runs over a folder.
    ///
    /// - Returns: Its answer; nil when none runs.
    /// - Throws: When it runs, but does not answer.
    package static func ask(_ folder: String, _ question: JSONValue) throws(FileError) -> JSONValue? {
        guard let socket = try connected(folder) else { return nil }
        let wire = ControlWire(socket)
        defer { wire.close() }
        setLimit(socket, seconds: 60)
        wire.send(question)
        var reader = LineReader(socket)
        guard let answer = reader.next() else {
            throw FileError(
                "reach", path(folder), reason: "the service gave no answer",
                mend: "look into the service's log")
        }
        return answer
    }

    /// A socket to the service that runs over a folder; nil when none runs.
    static func connected(_ folder: String) throws(FileError) -> Int32? {
        let path = path(folder)
        guard FileSystem.exists(path) else { return nil }
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw FileError("reach", path, code: errno) }
        let isConnected: Bool
        do {
            isConnected = try withAddress(path, { connect(socket, $0, $1) }) == 0
        } catch {
            close(socket)
            throw error
        }
        if isConnected { return socket }
        let code = errno
        close(socket)
        // Left over by a service that was killed.
        if code == ECONNREFUSED || code == ENOENT { return nil }
        throw FileError("reach", path, code: code)
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

    /// How long a read and a write may take.
    static func setLimit(_ socket: Int32, seconds: Int) {
        setReadLimit(socket, seconds: seconds)
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    /// How long a read may take; 0: for ever.
    static func setReadLimit(_ socket: Int32, seconds: Int) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
}
