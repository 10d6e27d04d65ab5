internal import CMicroHTTPD
import Glibc

/// An answer with everything in place that sending it takes.
struct Answer: Sendable {
    /// What is sent behind the head.
    enum Payload: Sendable {
        case bytes([UInt8])
        case file(OpenFile)
        case stream(BodyWriter)
        case webSocket(WebSocketAcceptance, accept: String)
    }

    let status: Int
    var headers: Headers
    let payload: Payload

    /// The bytes of the whole answer, for sending past libmicrohttpd; nil when it isn't in memory.
    func serialised(withBody: Bool) -> [UInt8]? {
        guard case .bytes(let bytes) = payload else { return nil }
        var head = "HTTP/1.1 \(status) \(Self.reason(status))\r\n"
        for field in headers.fields where !Self.isOwn(field.name) {
            guard ASCIIText.isToken(field.name) else { continue }
            head += "\(field.name): \(Self.clean(field.value))\r\n"
        }
        head += "Connection: close\r\nContent-Length: \(bytes.count)\r\n\r\n"
        return Array(head.utf8) + (withBody ? bytes : [])
    }

    /// Fields that only the server sets.
    static func isOwn(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4: ASCIIText.equalsIgnoringCase(name, "Date")
        case 10:
            ASCIIText.equalsIgnoringCase(name, "Connection")
                || ASCIIText.equalsIgnoringCase(name, "Keep-Alive")
        case 14: ASCIIText.equalsIgnoringCase(name, "Content-Length")
        case 17: ASCIIText.equalsIgnoringCase(name, "Transfer-Encoding")
        default: false
        }
    }

    /// A value without the control characters that would make two fields of one.
    static func clean(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return value }
        return String(
            String.UnicodeScalarView(
                value.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }

    private static func reason(_ status: Int) -> String {
        MHD_get_reason_phrase_for(UInt32(clamping: status)).map { String(cString: $0) } ?? "Unknown"
    }
}

/// An open file, closed by whoever has it last.
final class OpenFile: Sendable {
    let descriptor: Int32
    let size: UInt64

    /// Opens a file for reading.
    ///
    /// - Throws: When it isn't there, can't be read, or is no regular file.
    init(_ path: String) throws(FileFailure) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(path: path, code: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw FileFailure(path: path, code: EISDIR)
        }
        size = UInt64(clamping: status.st_size)
    }

    deinit { close(descriptor) }

    /// A descriptor for somebody else to close; -1 when none is left.
    func duplicate() -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }
}

/// A file that a handler wanted to send, and that cannot be opened.
struct FileFailure: Error, CustomStringConvertible {
    let path: String
    let code: Int32
    var description: String { "cannot send \(path): \(String(cString: strerror(code)))" }
}
