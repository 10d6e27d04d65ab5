import Glibc
import Threading

/// A web server on 127.0.0.1 whose answers a closure writes; each connection has a thread and one request.
package final class DocumentServer: Sendable {
    /// Sends bytes; false when the other side takes no more.
    package typealias Send = ([UInt8]) -> Bool

    package var port: UInt16 { listener.port }
    /// `http://127.0.0.1:PORT`.
    package var url: String { "http://127.0.0.1:\(port)" }
    private let listener: LoopbackListener

    /// Answers every path with the same document.
    package convenience init(document: [UInt8]) throws {
        try self.init { _, send in
            _ = send(Array("HTTP/1.1 200 OK\r\nContent-Length: \(document.count)\r\n\r\n".utf8) + document)
        }
    }

    /// - Parameter answer: Writes the answer to a path: head and body.
    /// - Throws: When no port is free.
    package init(_ answer: @escaping @Sendable (_ path: String, _ send: Send) -> Void) throws {
        listener = try LoopbackListener()
        let file = listener.descriptor
        _ = OwnThread.start("documents") {
            while true {
                let connection = accept(file, nil, nil)
                guard connection >= 0 else { return }
                _ = OwnThread.start("document") {
                    defer { close(connection) }
                    var request = [UInt8](repeating: 0, count: 8192)
                    let count = recv(connection, &request, request.count, 0)
                    guard count > 0 else { return }
                    let words = String(decoding: request[..<count], as: UTF8.self).split(separator: " ")
                    guard words.count > 1 else { return }
                    answer(String(words[1])) { bytes in
                        send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
                    }
                }
            }
        }
    }

    deinit { listener.end() }
}
