import AssayKit
internal import CPoppler
internal import Glibc

/// Cuts poppler's text of a page into words by the boxes of its characters.
///
/// White space alone is not enough: poppler's text runs neighbouring table cells together, so a word also ends at a
/// gap of more than a tenth of its height, and where the line changes.
struct WordSplitter {
    /// What was noticed about the visibility of words.
    struct Counts {
        var words = 0
        var invisible = 0
        /// Smaller than ``WordSplitter/tinySize``.
        var tiny = 0
        /// White, or nearly so.
        var white = 0
    }

    /// Points; smaller print cannot be read on paper.
    static let tinySize: Float = 2

    private let text: UnsafeRawPointer
    private let byteCount: Int
    private let boxes: UnsafePointer<PopplerRectangle>
    private let boxCount: Int
    private var attributes: UnsafeMutablePointer<GList>?
    private let fonts: FontTable?
    private let page: (width: Float, height: Float)
    private let invisible: InvisibleText?

    private(set) var counts = Counts()
    private var line = 0
    private var look = Look()

    /// The look of a run of characters.
    private struct Look {
        var end = -1
        var font: Int?
        var size: Float = 0
        var colour: UInt32 = 0
        var style: WordFlags = []

        var isWhite: Bool { colour & 0xF8F8F8 == 0xF8F8F8 }
    }

    /// A word in the making: its bytes, its first character, its box, and its extent along the direction of reading.
    private struct Word {
        var start = 0
        var character = 0
        var x0 = 0.0
        var y0 = 0.0
        var x1 = 0.0
        var y1 = 0.0
        var extent = Extent(low: 0, high: 0, near: 0, far: 0)
    }

    /// A box seen along the direction of reading: `low ..< high` along it, `near ..< far` across.
    private struct Extent {
        var low: Double
        var high: Double
        var near: Double
        var far: Double

        @inline(__always)
        init(low: Double, high: Double, near: Double, far: Double) {
            (self.low, self.high, self.near, self.far) = (low, high, near, far)
        }

        @inline(__always)
        init(_ box: PopplerRectangle, _ direction: Direction) {
            switch direction {
            case .right: self.init(low: box.x1, high: box.x2, near: box.y1, far: box.y2)
            case .left: self.init(low: -box.x2, high: -box.x1, near: box.y1, far: box.y2)
            case .down: self.init(low: box.y1, high: box.y2, near: box.x1, far: box.x2)
            case .up: self.init(low: -box.y2, high: -box.y1, near: box.x1, far: box.x2)
            }
        }

        /// Whether a character that comes next begins a new word.
        @inline(__always)
        func ends(before next: Extent) -> Bool {
            let height = far - near
            return next.low - high > 0.1 * height || next.low < high - 0.5 * height
                || next.near > far - 0.4 * height || next.far < near + 0.4 * height
        }
    }

    /// Where the characters of a line follow each other to.
    private enum Direction {
        case right
        case left
        case down
        case up
    }

    /// A splitter of one page's text.
    ///
    /// - Parameters:
    ///   - text: UTF-8, and how many bytes.
    ///   - boxes: One for each character of the text, line feeds included, and how many.
    ///   - attributes: Runs of characters of one look, ascending.
    ///   - fonts: Finds the fonts of the looks; nil: words go without.
    ///   - page: Points.
    ///   - invisible: Tells the words that are not seen; nil: there are none.
    init(
        text: (start: UnsafeRawPointer, count: Int),
        boxes: (start: UnsafePointer<PopplerRectangle>, count: Int),
        attributes: UnsafeMutablePointer<GList>?, fonts: FontTable?, page: (Float, Float),
        invisible: InvisibleText?
    ) {
        self.text = text.start
        byteCount = text.count
        self.boxes = boxes.start
        boxCount = boxes.count
        self.attributes = attributes
        self.fonts = fonts
        self.page = page
        self.invisible = invisible
    }

    /// Adds all words to the page that `builder` began last.
    mutating func addWords(to builder: inout DocumentBuilder) {
        var position = 0
        var character = 0
        while position < byteCount, character < boxCount {
            let newLine = memchr(text + position, 0x0A, byteCount - position)
            let end = newLine.map { UnsafeRawPointer($0) - text } ?? byteCount
            let before = builder.wordCount
            character = addLine(position..<end, from: character, to: &builder)
            if builder.wordCount > before {
                builder.markLastWord(.lineEnd)
                line += 1
            }
            position = end + 1
            character += 1
        }
    }

    /// Adds the words of one line.
    ///
    /// - Returns: The character after its last.
    private mutating func addLine(
        _ bytes: Range<Int>, from first: Int, to builder: inout DocumentBuilder
    ) -> Int {
        let direction = direction(bytes, from: first)
        var position = bytes.lowerBound
        var character = first
        var word = Word()
        var isOpen = false
        while position < bytes.upperBound, character < boxCount {
            let length = length(at: position, limit: bytes.upperBound)
            if isSpace(at: position, length: length) {
                if isOpen { add(word, upTo: position, direction, &builder) }
                isOpen = false
            } else {
                let box = boxes[character]
                let extent = Extent(box, direction)
                if isOpen, word.extent.ends(before: extent) {
                    add(word, upTo: position, direction, &builder)
                    isOpen = false
                }
                if isOpen {
                    word.x0 = min(word.x0, box.x1)
                    word.y0 = min(word.y0, box.y1)
                    word.x1 = max(word.x1, box.x2)
                    word.y1 = max(word.y1, box.y2)
                    word.extent.high = max(word.extent.high, extent.high)
                    word.extent.near = min(word.extent.near, extent.near)
                    word.extent.far = max(word.extent.far, extent.far)
                } else {
                    word = Word(
                        start: position, character: character, x0: box.x1, y0: box.y1, x1: box.x2,
                        y1: box.y2, extent: extent)
                    isOpen = true
                }
            }
            position += length
            character += 1
        }
        if isOpen { add(word, upTo: position, direction, &builder) }
        return character
    }

    private mutating func add(
        _ word: Word, upTo end: Int, _ direction: Direction, _ builder: inout DocumentBuilder
    ) {
        let box = Box(Float(word.x0), Float(word.y0), Float(word.x1), Float(word.y1))
        guard box.x0.isFinite, box.y0.isFinite, box.x1.isFinite, box.y1.isFinite else { return }
        if word.character > look.end { advance(to: word.character, &builder) }
        var flags = look.style
        if box.midX < 0 || box.midY < 0 || box.midX > page.width || box.midY > page.height {
            flags.insert(.offPage)
        }
        let rotation =
            switch direction {
            case .right: 0
            case .down: 90
            // Scripts that are written leftwards begin with Hebrew; other text that runs left stands on its head.
            case .left: text.load(fromByteOffset: word.start, as: UInt8.self) < 0xD6 ? 180 : 0
            case .up: 270
            }
        if let invisible, invisible.contains(box, rotation: rotation) {
            flags.insert(.invisible)
            counts.invisible += 1
        }
        counts.words += 1
        if look.size > 0, look.size < Self.tinySize { counts.tiny += 1 }
        if look.isWhite { counts.white += 1 }
        builder.addWord(
            utf8: UnsafeRawBufferPointer(start: text + word.start, count: end - word.start), box: box,
            line: line, font: look.font, fontSize: look.size, colour: look.colour, rotation: rotation,
            flags: flags)
    }

    /// Makes `look` the look of that character.
    private mutating func advance(to character: Int, _ builder: inout DocumentBuilder) {
        while let node = attributes {
            guard let data = node.pointee.data else { break }
            let run = data.assumingMemoryBound(to: PopplerTextAttributes.self)
            guard Int(run.pointee.end_index) >= character else {
                attributes = node.pointee.next
                continue
            }
            guard Int(run.pointee.start_index) <= character else { break }
            let colour = run.pointee.color
            look.end = Int(run.pointee.end_index)
            look.size = Float(run.pointee.font_size)
            look.colour =
                UInt32(colour.red >> 8) << 16 | UInt32(colour.green >> 8) << 8 | UInt32(colour.blue >> 8)
            let font = fonts?.look(up: run.pointee.font_name, &builder)
            look.font = font?.index
            look.style = font?.style ?? []
            return
        }
        look = Look()
    }

    /// Where the line reads to, from its first and last characters.
    private func direction(_ bytes: Range<Int>, from first: Int) -> Direction {
        var count = 0
        for position in bytes where text.load(fromByteOffset: position, as: UInt8.self) & 0xC0 != 0x80 {
            count += 1
        }
        guard count > 1, first + count <= boxCount else { return .right }
        let start = boxes[first]
        let end = boxes[first + count - 1]
        let across = (end.x1 + end.x2 - start.x1 - start.x2) / 2
        let down = (end.y1 + end.y2 - start.y1 - start.y2) / 2
        if abs(down) > 2 * abs(across), abs(down) > 0.5 * (start.x2 - start.x1), liesOnItsSide(first, count) {
            return down > 0 ? .down : .up
        }
        return across < 0 && !advances(first, count) ? .left : .right
    }

    /// Whether most characters are at least as wide as they are high, as turned ones are.
    ///
    /// poppler may put cells of one column into one line, "2 30041030" with the "3" and the "4" below: the first and
    /// the last character alone would make that a line that runs down.
    private func liesOnItsSide(_ first: Int, _ count: Int) -> Bool {
        var wide = 0
        var seen = 0
        for box in UnsafeBufferPointer(start: boxes + first, count: count) where box.x2 > box.x1 {
            seen += 1
            if (box.x2 - box.x1) * 1.05 >= box.y2 - box.y1 { wide += 1 }
        }
        return wide * 2 > seen
    }

    /// Whether more characters stand right of the one before than left of it.
    private func advances(_ first: Int, _ count: Int) -> Bool {
        var steps = 0
        for character in first + 1..<first + count {
            let step = boxes[character].x1 - boxes[character - 1].x1
            steps += step > 0 ? 1 : step < 0 ? -1 : 0
        }
        return steps > 0
    }

    /// Bytes of the character that begins there.
    @inline(__always)
    private func length(at position: Int, limit: Int) -> Int {
        let byte = text.load(fromByteOffset: position, as: UInt8.self)
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        return min(length, limit - position)
    }

    /// White space by Unicode; the text is poppler's own UTF-8.
    @inline(__always)
    private func isSpace(at position: Int, length: Int) -> Bool {
        let first = text.load(fromByteOffset: position, as: UInt8.self)
        if length == 1 { return first == 0x20 || (0x09...0x0D).contains(first) }
        guard first == 0xC2 || (0xE1...0xE3).contains(first) else { return false }
        let second = text.load(fromByteOffset: position + 1, as: UInt8.self)
        if length == 2 { return first == 0xC2 && (second == 0xA0 || second == 0x85) }
        let third = text.load(fromByteOffset: position + 2, as: UInt8.self)
        switch (first, second) {
        case (0xE1, 0x9A): return third == 0x80  // U+1680
        case (0xE2, 0x80): return third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF
        case (0xE2, 0x81): return third == 0x9F  // U+205F
        case (0xE3, 0x80): return third == 0x80  // U+3000
        default: return false
        }
    }
}
