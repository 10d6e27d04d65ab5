package import AssayKit
package import Files
internal import Glibc

/// `DIR/control.sock`: how commands on the same machine reach the service that holds the folder.
///
/// Only the service's own user may connect (mode 0600). A question is one line of JSON, and so is its answer.
package final class ControlSocket: Sendable {
    /// Answers a question.
    package typealias Handler = @Sendable (JSONValue) async -> JSONValue

    private let path: String
    private let socket: Int32

    /// Listens in a data folder.
    ///
    /// The caller holds the folder's lock, so a socket that is there already is left over.
    /// - Throws: What kept it from listening.
    package init(folder: String, handler: @escaping Handler) throws(FileError) {
        let path = ControlLine.path(folder)
        try FileSystem.remove(path)
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw FileError("listen at", path, code: errno) }
        // The folder itself is closed to others, so there is no moment in which they could connect.
        guard try ControlLine.withAddress(path, { bind(socket, $0, $1) }) == 0, chmod(path, 0o600) == 0,
            listen(socket, 16) == 0
        else {
            let code = errno
            close(socket)
            throw FileError("listen at", path, code: code)
        }
        self.path = path
        self.socket = socket
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(socket: socket, handler: handler))
        let code = pthread_create(
            &thread, nil,
            { raw in
                if let raw { Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().serve() }
                return nil
            }, work.toOpaque())
        guard code == 0 else {
            work.release()
            close(socket)
            throw FileError("listen at", path, code: code)
        }
        pthread_detach(thread)
    }

    /// Takes no more questions.
    package func stop() {
        // The thread that waits wakes up by it, and closes the socket.
        shutdown(socket, Int32(SHUT_RDWR))
        // A socket that stays behind is removed at the next start.
        try? FileSystem.remove(path)
    }

    private final class Work: Sendable {
        let socket: Int32
        let handler: Handler

        init(socket: Int32, handler: @escaping Handler) {
            self.socket = socket
            self.handler = handler
        }

        /// One question after the other: they are rare, and short.
        func serve() {
            defer { close(socket) }
            while true {
                let client = accept(socket, nil, nil)
                if client < 0 {
                    if errno == EINTR || errno == ECONNABORTED { continue }
                    return
                }
                ControlLine.setLimit(client, seconds: 5)
                guard let question = ControlLine.read(client) else {
                    close(client)
                    continue
                }
                Task { [handler] in
                    let answer = await handler(question)
                    ControlLine.write(answer, to: client)
                    close(client)
                }
            }
        }
    }
}
