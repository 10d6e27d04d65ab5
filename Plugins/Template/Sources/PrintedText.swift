internal import DocumentLayout

/// Words as one text that patterns are matched on: one space between words, a line break between rows.
struct PrintedText {
    let bytes: [UInt8]
    /// Where each word begins in `bytes`, ascending, and which it is.
    private let starts: [(place: Int, token: Int)]

    /// The text of words in several rows; `start` is a place in ``Sheet/raw`` inside the first word.
    init(_ sheet: Sheet, rows: [[Int]], from start: Int? = nil) {
        var bytes: [UInt8] = []
        var starts: [(place: Int, token: Int)] = []
        for row in rows {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
            for (offset, index) in row.enumerated() {
                if offset > 0 { bytes.append(UInt8(ascii: " ")) }
                let range = sheet.tokens[index].rawRange
                let lower = starts.isEmpty ? max(range.lowerBound, start ?? 0) : range.lowerBound
                starts.append((bytes.count, index))
                bytes += sheet.raw[min(lower, range.upperBound)..<range.upperBound]
            }
        }
        self.bytes = bytes
        self.starts = starts
    }

    /// The words that a stretch touches.
    func tokens(in range: Range<Int>) -> [Int] {
        var found: [Int] = []
        for (offset, start) in starts.enumerated() {
            guard start.place < max(range.upperBound, range.lowerBound + 1) else { break }
            let end = offset + 1 < starts.count ? starts[offset + 1].place - 1 : bytes.count
            if end > range.lowerBound { found.append(start.token) }
        }
        return found
    }

    /// The words of a stretch.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
