import Glibc

/// Splits `multipart/form-data` as its bytes come in (RFC 2046, section 5.1), in bounded memory.
///
/// It holds back no more than a delimiter's length of a part's data, and one part's head.
struct MultipartParser {
    /// What it finds, in order.
    enum Event {
        case begin(MultipartPart)
        case data([UInt8])
        case end
    }

    private enum State {
        /// Before the first delimiter.
        case preamble
        /// Behind a delimiter: a line's end, or the two hyphens that close the form.
        case afterDelimiter
        case head
        case data
        case epilogue
    }

    /// The largest head of one part in bytes, and the most fields in it.
    static let maximumHead = 16 * 1024
    static let maximumFields = 32

    /// The most parts of one form.
    let maximumParts: Int
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var buffer: [UInt8]
    private var parts = 0

    /// A parser for a boundary, which must be 1...70 bytes of the grammar's own.
    ///
    /// - Throws: 400 for any other boundary.
    init(boundary: String, maximumParts: Int = 1000) throws(HTTPError) {
        guard (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy(Self.isBoundaryByte),
            boundary.utf8.last != UInt8(ascii: " ")
        else { throw Self.error("The form's boundary is not 1 to 70 characters that a boundary may have.") }
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.maximumParts = maximumParts
        // The first delimiter may stand at the very beginning, without the line's end before it.
        buffer = Array("\r\n".utf8)
    }

    /// Takes in bytes.
    ///
    /// - Throws: 400 for a form that breaks the grammar, 413 for too many parts or a head that is too large.
    mutating func consume(_ bytes: [UInt8], _ emit: (Event) -> Void) throws(HTTPError) {
        guard state != .epilogue else { return }
        buffer += bytes
        var start = 0
        while try step(&start, emit) {}
        buffer.removeFirst(start)
    }

    /// The form must be complete now.
    ///
    /// - Throws: 400 when it isn't.
    func finish() throws(HTTPError) {
        guard state == .epilogue else {
            throw Self.error("The form ends before its closing boundary; send it whole.")
        }
    }

    /// One step from `start` on; false when more bytes are needed.
    private mutating func step(_ start: inout Int, _ emit: (Event) -> Void) throws(HTTPError) -> Bool {
        switch state {
        case .preamble, .data: return passData(&start, emit)
        case .afterDelimiter: return try passDelimiterEnd(&start)
        case .head: return try passHead(&start, emit)
        case .epilogue:
            start = buffer.count
            return false
        }
    }

    private mutating func passData(_ start: inout Int, _ emit: (Event) -> Void) -> Bool {
        let isPart = state == .data
        let found = find(delimiter, from: start)
        if isPart, found.position > start { emit(.data(Array(buffer[start..<found.position]))) }
        start = found.position
        guard found.isWhole else { return false }
        start += delimiter.count
        if isPart { emit(.end) }
        state = .afterDelimiter
        return true
    }

    private mutating func passDelimiterEnd(_ start: inout Int) throws(HTTPError) -> Bool {
        // Blanks may pad the line (RFC 2046 calls them transport padding).
        var end = start
        while end < buffer.count, buffer[end] == UInt8(ascii: " ") || buffer[end] == UInt8(ascii: "\t") {
            end += 1
        }
        guard end - start <= 64 else { throw Self.error("A boundary line of the form is too long.") }
        guard end + 2 <= buffer.count else { return false }
        switch (buffer[end], buffer[end + 1]) {
        case (UInt8(ascii: "-"), UInt8(ascii: "-")) where end == start:
            state = .epilogue
        case (UInt8(ascii: "\r"), UInt8(ascii: "\n")):
            parts += 1
            guard parts <= maximumParts else {
                throw HTTPError(
                    413, "too_many_parts", "The form has more than \(maximumParts) parts; send several forms."
                )
            }
            state = .head
        default: throw Self.error("A boundary of the form is not followed by a line's end.")
        }
        start = end + 2
        return true
    }

    private mutating func passHead(_ start: inout Int, _ emit: (Event) -> Void) throws(HTTPError) -> Bool {
        // A head without fields has its blank line at once.
        let isBlank = buffer[start...].starts(with: Array("\r\n".utf8))
        let end = isBlank ? (position: start, isWhole: true) : find(Array("\r\n\r\n".utf8), from: start)
        guard end.position - start <= Self.maximumHead else {
            throw HTTPError(
                413, "malformed_multipart", "The head of a part is over \(Self.maximumHead) bytes.")
        }
        guard end.isWhole else { return false }
        let head = Array(buffer[start..<end.position])
        start = end.position + (isBlank ? 2 : 4)
        emit(.begin(try MultipartPart(Self.fields(head))))
        state = .data
        return true
    }

    private static func fields(_ head: [UInt8]) throws(HTTPError) -> Headers {
        var headers = Headers()
        var rest = head[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\r")) ?? rest.endIndex
            let line = rest[..<end]
            rest = rest[end...].dropFirst(2)
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
                line[..<colon].allSatisfy(ASCIIText.isTokenByte), colon > line.startIndex,
                line[colon...].allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == UInt8(ascii: "\t") }),
                headers.fields.count < maximumFields
            else { throw error("The head of a part of the form is malformed.") }
            headers.add(
                String(decoding: line[..<colon], as: UTF8.self),
                ASCIIText.trimmed(String(decoding: line[(colon + 1)...], as: UTF8.self)))
        }
        return headers
    }

    /// Where a text stands, or where its beginning stands at the buffer's end; else the buffer's end.
    private func find(_ text: [UInt8], from start: Int) -> (position: Int, isWhole: Bool) {
        buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return (start, false) }
            var position = start
            while position < bytes.count {
                guard let hit = memchr(base + position, Int32(text[0]), bytes.count - position) else { break }
                position = base.distance(to: hit)
                let length = min(text.count, bytes.count - position)
                if memcmp(base + position, text, length) == 0 { return (position, length == text.count) }
                position += 1
            }
            return (bytes.count, false)
        }
    }

    private static func isBoundaryByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: Array("'()+_,-./:=? ".utf8).contains(byte)
        }
    }

    static func error(_ message: String) -> HTTPError { HTTPError(400, "malformed_multipart", message) }
}
