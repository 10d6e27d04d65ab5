internal import DocumentLayout

/// Finds texts on the sheet, whatever their case, spaces and punctuation.
struct LabelIndex {
    /// A text and where it stands, within one row.
    struct Hit {
        let tokens: ClosedRange<Int>
        /// The text ends inside its last word, at this place in ``Sheet/raw``: "Total:5.90".
        let valueStart: Int?
    }

    /// A row's folded bytes.
    private struct Line {
        var bytes: [UInt8] = []
        /// For each byte, its word and where it lies in ``Sheet/raw``.
        var words: [Int] = []
        var places: [Int] = []
    }

    let sheet: Sheet
    private let lines: [Line]

    init(_ sheet: Sheet) {
        self.sheet = sheet
        lines = sheet.rows.map { row in
            var line = Line()
            for index in row.tokens {
                let range = sheet.tokens[index].rawRange
                var place = range.lowerBound
                for scalar in String(decoding: sheet.raw[range], as: UTF8.self).unicodeScalars {
                    for byte in Self.fold(scalar) {
                        line.bytes.append(byte)
                        line.words.append(index)
                        line.places.append(place)
                    }
                    place += UTF8.width(scalar)
                }
            }
            return line
        }
    }

    /// Letters in lower case, digits, `#` and `%`; nothing else counts.
    static func key(_ text: String) -> [UInt8] { text.unicodeScalars.flatMap(fold) }

    private static func fold(_ scalar: Unicode.Scalar) -> [UInt8] {
        if scalar.isASCII {
            let byte = Folding.fold(UInt8(truncatingIfNeeded: scalar.value))
            return byte == 0 ? [] : [byte]
        }
        guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { return [] }
        return Array(scalar.properties.lowercaseMapping.utf8)
    }

    /// Whether a text stands anywhere within a row, also inside of words; the words where it does first.
    func words(with text: String) -> ClosedRange<Int>? {
        let key = Self.key(text)
        guard !key.isEmpty else { return nil }
        for line in lines where line.bytes.count >= key.count {
            for start in 0...(line.bytes.count - key.count)
            where line.bytes[start..<(start + key.count)].elementsEqual(key) {
                return line.words[start]...line.words[start + key.count - 1]
            }
        }
        return sheet.isRecognised ? hits(of: text).first?.tokens : nil
    }

    /// Where a text begins with a word and ends with one, or before what follows in it, in reading order.
    func hits(of text: String) -> [Hit] {
        let key = Self.key(text)
        guard !key.isEmpty else { return [] }
        let exact = lines.flatMap { hits(of: key, in: $0, mistakes: 0) }
        // OCR misreads about one letter in eight of a bad scan.
        guard exact.isEmpty, sheet.isRecognised, key.count >= 6 else { return exact }
        return lines.flatMap { hits(of: key, in: $0, mistakes: key.count / 8 + 1) }
    }

    /// The same within one row.
    func hits(of text: String, inRow row: Int) -> [Hit] {
        let key = Self.key(text)
        guard lines.indices.contains(row), !key.isEmpty else { return [] }
        return hits(of: key, in: lines[row], mistakes: sheet.isRecognised && key.count >= 6 ? 1 : 0)
    }

    private func hits(of key: [UInt8], in line: Line, mistakes: Int) -> [Hit] {
        guard line.bytes.count >= key.count else { return [] }
        var found: [Hit] = []
        for start in 0...(line.bytes.count - key.count) {
            guard start == 0 || line.words[start - 1] != line.words[start] else { continue }
            var left = mistakes
            let matches = key.indices.allSatisfy { place in
                if line.bytes[start + place] == key[place] { return true }
                left -= 1
                return left >= 0
            }
            let end = start + key.count
            guard matches else { continue }
            let last = line.words[end - 1]
            var valueStart: Int?
            if end < line.bytes.count, line.words[end] == last {
                // "Total5" and "Total:5" end the label; "Totals" is another word.
                let isSeparated = line.places[end] > line.places[end - 1] + 1
                guard isSeparated || !Folding.isLetter(line.bytes[end]) && line.bytes[end] < 0x80 else {
                    continue
                }
                valueStart = line.places[end]
            }
            found.append(Hit(tokens: line.words[start]...last, valueStart: valueStart))
        }
        return found
    }
}
