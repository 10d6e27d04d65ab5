import AssayKit

/// An answer as it came over the wire.
struct Answer {
    struct Malformed: Error {}

    let status: Int
    /// By their names in small letters.
    let headers: [String: String]
    let body: [UInt8]

    init(_ bytes: [UInt8]) throws {
        let end = Array("\r\n\r\n".utf8)
        guard
            let split = bytes.indices.first(where: { bytes[$0...].starts(with: end) })
        else { throw Malformed() }
        let lines = String(decoding: bytes[..<split], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, let status = Int(words[1]) else { throw Malformed() }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard let name = parts.first else { continue }
            let value = parts.count > 1 ? parts[1] : ""
            headers[name.lowercased()] = String(value.drop { $0 == " " })
        }
        self.status = status
        self.headers = headers
        let rest = Array(bytes[(split + end.count)...])
        body = headers["transfer-encoding"]?.lowercased() == "chunked" ? try Self.joined(rest) : rest
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body; `null` where it is no JSON.
    var json: JSONValue { (try? JSONParser.parse(body)) ?? .null }

    /// A text of the body's object.
    subscript(_ name: String) -> String? { json[name]?.stringValue }

    private static func joined(_ bytes: [UInt8]) throws -> [UInt8] {
        var (whole, rest) = ([UInt8](), bytes[...])
        while let line = rest.firstIndex(of: 13) {
            guard let size = Int(String(decoding: rest[..<line], as: UTF8.self), radix: 16) else {
                throw Malformed()
            }
            rest = rest[(line + 2)...]
            if size == 0 { return whole }
            guard rest.count >= size + 2 else { throw Malformed() }
            whole += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        throw Malformed()
    }
}
