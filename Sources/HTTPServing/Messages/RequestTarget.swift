/// What a request line asks for (RFC 9112, section 3.2).
package struct RequestTarget: Sendable, Equatable {
    /// The path as it was sent, still encoded; `*` for the whole server.
    package let path: String
    /// The path's parts, split first and decoded then, so that `%2F` stays inside its part.
    ///
    /// One slash at the end makes no difference. Empty for `/` and `*`.
    package let segments: [String]
    /// The query as it was sent, without its question mark; empty for none.
    package let query: String
    /// The host that an absolute target names.
    let authority: String?

    /// Takes a target apart.
    ///
    /// - Throws: 400 for anything but printable ASCII, a fragment, a broken escape, a NUL, bytes that are no
    ///   UTF-8, and the parts `.` and `..`.
    package init(_ raw: [UInt8]) throws(HTTPError) {
        guard raw.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }) else {
            throw .malformed("The request target holds bytes that a URL may not hold; percent-encode them.")
        }
        var rest = raw[...]
        authority = Self.takeAuthority(&rest)
        let mark = rest.firstIndex(of: UInt8(ascii: "?"))
        let path = rest[..<(mark ?? rest.endIndex)]
        query = mark.map { String(decoding: rest[($0 + 1)...], as: UTF8.self) } ?? ""
        self.path = path.isEmpty && authority != nil ? "/" : String(decoding: path, as: UTF8.self)
        guard self.path != "*" else {
            segments = []
            return
        }
        guard self.path.utf8.first == UInt8(ascii: "/") else {
            throw .malformed("The request target must be a path that begins with a slash.")
        }
        segments = try Self.decode(path)
    }

    private static func decode(_ path: ArraySlice<UInt8>) throws(HTTPError) -> [String] {
        var parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
        if let last = parts.last, last.isEmpty { parts = parts.dropLast() }
        var segments: [String] = []
        segments.reserveCapacity(parts.count)
        for part in parts {
            guard let segment = PercentCoding.decode(part) else {
                throw .malformed("The path is not percent-encoded UTF-8; encode it.")
            }
            guard segment != ".", segment != ".." else {
                throw .malformed("The path holds \".\" or \"..\"; send it resolved.")
            }
            segments.append(segment)
        }
        return segments
    }

    /// Removes `http://host` from an absolute target; servers must understand it (RFC 9112, section 3.2.2).
    private static func takeAuthority(_ rest: inout ArraySlice<UInt8>) -> String? {
        for scheme in ["http://", "https://"] {
            guard
                ASCIIText.equalsIgnoringCase(
                    String(decoding: rest.prefix(scheme.utf8.count), as: UTF8.self), scheme)
            else { continue }
            let after = rest.dropFirst(scheme.utf8.count)
            let end =
                after.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? after.endIndex
            rest = after[end...]
            return String(decoding: after[..<end], as: UTF8.self)
        }
        return nil
    }
}
