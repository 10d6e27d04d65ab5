/// The text that a YAML tree was read from, kept so that a mistake can be shown where it stands.
package struct YAMLSource: Sendable {
    /// What messages call it: usually the path as the user gave it.
    package let name: String
    /// The text, without a byte order mark.
    package let bytes: [UInt8]
    // (1) lineBytes and lineScalars have one entry a line, ascending, both beginning with 0.
    private let lineBytes: [Int]
    private let lineScalars: [Int]

    package init(name: String, bytes: some Collection<UInt8>) {
        self.name = name
        var text = Array(bytes)
        if text.starts(with: [0xEF, 0xBB, 0xBF]) {
            text.removeFirst(3)
        }
        var lineBytes = [0]
        var lineScalars = [0]
        var scalars = 0
        for index in text.indices {
            let byte = text[index]
            if byte & 0xC0 != 0x80 {
                scalars += 1
            }
            let next = index + 1
            if byte == 0x0A || (byte == 0x0D && !(next < text.count && text[next] == 0x0A)) {
                lineBytes.append(next)
                lineScalars.append(scalars)
            }
        }
        self.bytes = text
        self.lineBytes = lineBytes
        self.lineScalars = lineScalars
    }

    package init(name: String, text: String) {
        self.init(name: name, bytes: text.utf8)
    }

    /// How many lines there are; a text that ends in a line break has an empty last one.
    package var lineCount: Int { lineBytes.count }

    /// The text of a line without its line break; nil outside the text.
    package func line(_ number: Int) -> String? {
        guard lineBytes.indices.contains(number - 1) else {
            return nil
        }
        let start = lineBytes[number - 1]
        var end = number < lineBytes.count ? lineBytes[number] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D {
            end -= 1
        }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The place of a character, counted in Unicode scalars from the start of the text.
    package func position(scalar index: Int) -> YAMLPosition {
        let line = Self.lastEntry(of: lineScalars, notAbove: index)
        return YAMLPosition(line: line + 1, column: max(0, index - lineScalars[line]) + 1)
    }

    /// The place of a byte.
    package func position(byte offset: Int) -> YAMLPosition {
        let line = Self.lastEntry(of: lineBytes, notAbove: offset)
        let end = min(max(offset, lineBytes[line]), bytes.count)
        let column = bytes[lineBytes[line]..<end].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
        return YAMLPosition(line: line + 1, column: column + 1)
    }

    /// Where a place begins in the bytes, bounded by the text.
    package func byte(at position: YAMLPosition) -> Int {
        guard lineBytes.indices.contains(position.line - 1) else { return bytes.count }
        var index = lineBytes[position.line - 1]
        var left = position.column - 1
        while left > 0, index < bytes.count {
            index += 1
            while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
            left -= 1
        }
        return index
    }

    private static func lastEntry(of table: [Int], notAbove value: Int) -> Int {
        var low = 0
        var high = table.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if table[middle] <= value {
                low = middle
            } else {
                high = middle
            }
        }
        return low
    }
}
