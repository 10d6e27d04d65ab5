/// A word as Tesseract saw it on the prepared picture.
struct RecognisedWord: Sendable, Hashable {
    /// UTF-8.
    private(set) var text: [UInt8]
    /// Pixels of the prepared picture.
    private(set) var left, top, right, bottom: Int
    /// 0...1.
    private(set) var confidence: Float
    /// From 1 in reading order over the page.
    private(set) var line: Int
    /// From 1 in reading order over the page.
    private(set) var block: Int
    /// The place of its table cell in the page's ``CellAlignment``.
    var cell: Int?
    /// The last of its line.
    var endsLine: Bool

    /// Letters and digits, roughly: what a confidence is worth is weighed by them.
    var weight: Int { text.count { $0 >= 0x80 || Self.isLetterOrDigit($0) } }

    /// The same word with another text.
    func saying(_ text: [UInt8], confidence: Float) -> RecognisedWord {
        var word = self
        word.text = text
        word.confidence = confidence
        return word
    }

    /// A word of a part of the picture, as one of the whole.
    func moved(right dx: Int, down dy: Int, line: Int, block: Int, cell: Int?) -> RecognisedWord {
        var word = self
        (word.left, word.right) = (left + dx, right + dx)
        (word.top, word.bottom) = (top + dy, bottom + dy)
        (word.line, word.block, word.cell) = (line, block, cell)
        return word
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

extension [RecognisedWord] {
    /// The confidence of the page: its words' weighed by their letters and digits; 0 without any.
    var confidence: Float {
        var (sum, weight): (Float, Int) = (0, 0)
        for word in self {
            sum += word.confidence * Float(word.weight)
            weight += word.weight
        }
        return weight > 0 ? sum / Float(weight) : 0
    }
}
