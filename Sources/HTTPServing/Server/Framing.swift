/// Where a request's body ends, as its head says (RFC 9112, section 6).
///
/// Whatever two servers could read differently is refused: that is how requests are smuggled.
struct Framing: Equatable {
    /// How long the body is.
    enum Length: Equatable {
        case bytes(Int)
        case chunked
    }

    let length: Length
    /// Whether the client waits for a word before it sends the body.
    let expectsContinue: Bool

    /// Reads it from a head.
    ///
    /// - Parameters:
    ///   - method: The request line's first word.
    ///   - version: Its last.
    ///   - fields: The fields with their values' white space as it was sent.
    /// - Throws: 400, 413, 417 or 505; the connection must be closed then.
    init(method: String, version: String, fields: [Headers.Field]) throws(HTTPError) {
        guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
            throw HTTPError(505, "unsupported_version", "Only HTTP/1.0 and HTTP/1.1 are spoken here.")
        }
        guard ASCIIText.isToken(method), method.utf8.count <= 32 else {
            throw .malformed("The request's method is no token.")
        }
        for field in fields { try Self.checkGrammar(field) }
        try Self.checkHost(Self.values("Host", fields), isRequired: version == "HTTP/1.1")
        length = try Self.length(fields, allowsChunks: version == "HTTP/1.1")
        let expectations = Self.values("Expect", fields)
        guard expectations.count <= 1,
            expectations.allSatisfy({ ASCIIText.equalsIgnoringCase($0, "100-continue") })
        else {
            throw HTTPError(417, "expectation_failed", "The only expectation met here is 100-continue.")
        }
        expectsContinue = !expectations.isEmpty
        if !Self.values("Upgrade", fields).isEmpty, length != .bytes(0) {
            throw .malformed("A request to upgrade must not have a body.")
        }
    }

    private static func values(_ name: String, _ fields: [Headers.Field]) -> [String] {
        fields.filter { ASCIIText.equalsIgnoringCase($0.name, name) }.map(\.value)
    }

    private static func checkGrammar(_ field: Headers.Field) throws(HTTPError) {
        guard ASCIIText.isToken(field.name) else { throw .malformed("A header field's name is no token.") }
        let isClean = field.value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == UInt8(ascii: "\t") }
        guard isClean else { throw .malformed("A header field's value holds control characters.") }
    }

    private static func checkHost(_ hosts: [String], isRequired: Bool) throws(HTTPError) {
        guard hosts.count == 1 || (hosts.isEmpty && !isRequired) else {
            throw .malformed("A request has exactly one Host field.")
        }
        let allowed = Array("-._~!$&'()*+;=:[]%".utf8)
        let isClean = (hosts.first ?? "").utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: allowed.contains(byte)
            }
        }
        guard isClean else { throw .malformed("The Host field is no host.") }
    }

    private static func length(_ fields: [Headers.Field], allowsChunks: Bool) throws(HTTPError) -> Length {
        let lengths = values("Content-Length", fields)
        let codings = values("Transfer-Encoding", fields)
        guard codings.isEmpty else {
            // Trailing white space is refused too: libmicrohttpd compares the value as it is.
            guard lengths.isEmpty, codings.count == 1, ASCIIText.equalsIgnoringCase(codings[0], "chunked"),
                allowsChunks
            else {
                throw .malformed(
                    "The body's framing is ambiguous; send either Content-Length or Transfer-Encoding: chunked."
                )
            }
            return .chunked
        }
        guard let length = lengths.first else { return .bytes(0) }
        guard lengths.count == 1, ASCIIText.isDigits(length) else {
            throw .malformed("The Content-Length must be one number.")
        }
        guard let bytes = Int(length) else { throw .bodyTooLarge(limit: Int.max) }
        return .bytes(bytes)
    }
}
