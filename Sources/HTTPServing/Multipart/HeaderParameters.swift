/// A header value with parameters: `form-data; name="file"; filename*=UTF-8''a.pdf`.
struct HeaderParameters: Equatable {
    /// What stands before the first semicolon, in lower case.
    let value: String
    /// The parameters in order, names in lower case.
    let parameters: [(name: String, value: String)]

    static func == (left: HeaderParameters, right: HeaderParameters) -> Bool {
        left.value == right.value && left.parameters.elementsEqual(right.parameters, by: ==)
    }

    /// Takes a value apart; nil when it doesn't follow the grammar, or names a parameter twice.
    init?(_ text: String) {
        var scanner = Scanner(bytes: Array(text.utf8))
        value = scanner.take { $0 != UInt8(ascii: ";") }.lowercased()
        guard !value.isEmpty else { return nil }
        var parameters: [(name: String, value: String)] = []
        while scanner.skip(UInt8(ascii: ";")) {
            scanner.skipBlanks()
            guard !scanner.isAtEnd else { break }
            let name = scanner.take(while: ASCIIText.isTokenByte).lowercased()
            scanner.skipBlanks()
            guard !name.isEmpty, scanner.skip(UInt8(ascii: "=")) else { return nil }
            scanner.skipBlanks()
            guard let value = scanner.parameterValue(), !parameters.contains(where: { $0.name == name })
            else {
                return nil
            }
            parameters.append((name, value))
            scanner.skipBlanks()
        }
        guard scanner.isAtEnd else { return nil }
        self.parameters = parameters
    }

    /// A parameter's value; the extended form (`filename*`) wins where it can be read (RFC 8187).
    subscript(name: String) -> String? {
        if let extended = parameters.first(where: { $0.name == name + "*" })?.value,
            let decoded = Self.decodeExtended(extended)
        {
            return decoded
        }
        return parameters.first { $0.name == name }?.value
    }

    private static func decodeExtended(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, ASCIIText.equalsIgnoringCase(parts[0], "UTF-8") else { return nil }
        return PercentCoding.decode(parts[2].utf8)
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0
        var isAtEnd: Bool { position >= bytes.count }

        mutating func skip(_ byte: UInt8) -> Bool {
            guard !isAtEnd, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        mutating func skipBlanks() {
            while !isAtEnd, bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t") {
                position += 1
            }
        }

        mutating func take(while belongs: (UInt8) -> Bool) -> String {
            let start = position
            while !isAtEnd, belongs(bytes[position]) { position += 1 }
            return ASCIIText.trimmed(String(decoding: bytes[start..<position], as: UTF8.self))
        }

        /// A token or a quoted text.
        ///
        /// A backslash escapes only quotes and backslashes: old browsers send whole
        /// Windows paths.
        mutating func parameterValue() -> String? {
            guard skip(UInt8(ascii: "\"")) else {
                let value = take { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "\"") }
                return isAtEnd || bytes[position] == UInt8(ascii: ";") ? value : nil
            }
            var value: [UInt8] = []
            while !isAtEnd {
                let byte = bytes[position]
                position += 1
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: value, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard !isAtEnd else { return nil }
                    if bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "\\") {
                        value.append(bytes[position])
                        position += 1
                    } else {
                        value.append(byte)
                    }
                default: value.append(byte)
                }
            }
            return nil
        }
    }
}
