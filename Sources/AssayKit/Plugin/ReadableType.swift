/// A file type that a reader reads, recognised by its first bytes.
public struct ReadableType: Sendable, Hashable {
    /// Bytes that a file of the type begins with.
    public struct Magic: Sendable, Hashable {
        /// The bytes.
        public let bytes: [UInt8]
        /// Where they stand; with ``within`` the first place they may stand at.
        public let offset: Int
        /// How many bytes after ``offset`` may come before them.
        public let within: Int
    }

    /// Media type: "application/pdf".
    public let mediaType: String
    /// The short name that pipelines use under `accepts`: "pdf".
    public let name: String
    /// File name extensions, without the dot.
    public let extensions: [String]
    /// Any of these makes a file one of the type.
    public let magic: [Magic]

    init(json: JSONValue, at place: String) throws(ManifestError) {
        mediaType = try PluginManifest.string(json["type"], at: place + ".type")
        name = try PluginManifest.string(json["name"], at: place + ".name")
        extensions = json["extensions"]?.arrayValue?.compactMap(\.stringValue) ?? []
        var magic: [Magic] = []
        for (index, element) in (json["magic"]?.arrayValue ?? []).enumerated() {
            let bytes =
                element["text"]?.stringValue.map { Array($0.utf8) }
                ?? Self.bytes(hex: element["hex"]?.stringValue)
            guard let bytes, !bytes.isEmpty else {
                throw ManifestError("\"\(place).magic[\(index)]\" needs \"text\" or \"hex\"")
            }
            magic.append(
                Magic(
                    bytes: bytes, offset: max(0, element["offset"]?.intValue ?? 0),
                    within: min(max(0, element["within"]?.intValue ?? 0), 4096)))
        }
        self.magic = magic
    }

    /// Whether a file that begins with these bytes is of the type.
    public func matches(_ head: UnsafeRawBufferPointer) -> Bool {
        magic.contains { candidate in
            let lastStart = min(candidate.offset + candidate.within, head.count - candidate.bytes.count)
            guard lastStart >= candidate.offset else { return false }
            return (candidate.offset...lastStart).contains { start in
                candidate.bytes.indices.allSatisfy { head[start + $0] == candidate.bytes[$0] }
            }
        }
    }

    private static func bytes(hex: String?) -> [UInt8]? {
        guard let digits = hex?.utf8, digits.count % 2 == 0 else { return nil }
        let values = digits.map { byte in Character(Unicode.Scalar(byte)).hexDigitValue }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: values.count, by: 2) {
            guard let high = values[index], let low = values[index + 1] else { return nil }
            bytes.append(UInt8(high * 16 + low))
        }
        return bytes
    }
}
