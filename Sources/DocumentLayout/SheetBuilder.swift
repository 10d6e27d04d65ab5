package import AssayKit

/// Lays a document out on a ``Sheet``.
package struct SheetBuilder {
    private var sheet = Sheet()
    private var recognised = 0

    /// Space between two pages, points; wider than any gap inside one.
    private static let pageGap: Float = 400
    /// A page is never taken to be larger; readers may send anything.
    private static let largestSide: Float = 20_000

    /// The sheet of a document.
    package static func sheet(_ document: borrowing DocumentView, _ context: borrowing Context) throws
        -> Sheet
    {
        var builder = SheetBuilder()
        builder.reserve(document.wordCount)
        for index in 0..<document.pageCount {
            try context.checkCancelled()
            builder.add(document.page(at: index))
        }
        return builder.finish()
    }

    /// The sheet of a document, where nobody can cancel.
    package static func sheet(_ document: borrowing DocumentView) -> Sheet {
        var builder = SheetBuilder()
        builder.reserve(document.wordCount)
        for index in 0..<document.pageCount { builder.add(document.page(at: index)) }
        return builder.finish()
    }

    private mutating func reserve(_ words: Int) {
        sheet.tokens.reserveCapacity(words)
        sheet.raw.reserveCapacity(words * 8)
        sheet.keys.reserveCapacity(words * 8)
        sheet.keyOrigin.reserveCapacity(words * 8)
    }

    private func finish() -> Sheet {
        var sheet = sheet
        sheet.isRecognised = recognised * 2 > sheet.tokens.count
        if sheet.isRecognised, let mender = PointMender(sheet.tokens) {
            for index in sheet.tokens.indices {
                let token = sheet.tokens[index]
                guard let number = mender.mended(token, sheet.raw[token.rawRange]) else { continue }
                sheet.tokens[index].number = number
            }
        }
        return sheet
    }

    private mutating func add(_ page: PageView) {
        let place = sheet.pages.count
        let last = sheet.pages.last
        let offset = last.map { $0.offset + $0.height + Self.pageGap } ?? 0
        func side(_ points: Float) -> Float { points.isFinite ? min(max(points, 0), Self.largestSide) : 0 }
        let height = side(page.height)
        sheet.pages.append(
            Sheet.Page(
                number: page.number, offset: offset, width: side(page.width),
                height: height))
        let rotation = Self.mainRotation(page)
        var words: [Token] = []
        words.reserveCapacity(page.wordCount)
        for index in 0..<page.wordCount {
            let word = page.word(at: index)
            // Stamps and margins are printed askew; what nobody sees is not on the document.
            guard word.rotation == rotation, word.flags.isDisjoint(with: [.invisible, .offPage]) else {
                continue
            }
            let box = word.box
            guard box.x0 >= -100, box.y0 >= -100, box.x1 <= Self.largestSide, box.y1 <= Self.largestSide,
                box.x1 >= box.x0, box.y1 > box.y0
            else { continue }
            guard !Self.isRule(word.utf8) else { continue }
            if word.flags.contains(.recognised) {
                recognised += 1
                words.append(contentsOf: pieces(word, offset: offset, page: place))
            } else if let cut = Self.figuresEnd(word.utf8) {
                words.append(contentsOf: halves(word, cut, offset: offset, page: place))
            } else {
                words.append(token(word, word.utf8, offset: offset, page: place))
            }
        }
        Watermark.remove(from: &words)
        if let first = words.first, first.flags.contains(.recognised),
            let skew = Skew(words, offset: offset, height: height)
        {
            for index in words.indices {
                let shift = skew.shift(words[index].box)
                words[index].shift = shift
                words[index].box.y0 -= shift
                words[index].box.y1 -= shift
            }
        }
        Overprint.drop(from: &words)
        CellRows.align(&words)
        let firstRow = sheet.rows.count
        RowBuilder.arrange(words, page: place, into: &sheet)
        sheet.pages[place].rows = firstRow..<sheet.rows.count
    }

    /// Where the words of an amount are glued to its figures: "5,699.00(Five".
    private static func figuresEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let place = bytes.firstIndex(of: UInt8(ascii: "(")), place > 2, place + 2 < bytes.count,
            Folding.isDigit(bytes[place - 1]), Folding.isLetter(bytes[place + 1]),
            Folding.isLetter(bytes[place + 2])
        else { return nil }
        return place
    }

    private mutating func halves(_ word: WordView, _ cut: Int, offset: Float, page: Int) -> [Token] {
        let bytes = word.utf8
        var left = token(word, UnsafeRawBufferPointer(rebasing: bytes[..<cut]), offset: offset, page: page)
        var right = token(word, UnsafeRawBufferPointer(rebasing: bytes[cut...]), offset: offset, page: page)
        let border = left.box.x0 + left.box.width * Float(cut) / Float(bytes.count)
        left.box.x1 = border
        right.box.x0 = border
        return [left, right]
    }

    /// A recognised word without the table's ruling, which OCR reads as bars and brackets at its ends and inside.
    private mutating func pieces(_ word: WordView, offset: Float, page: Int) -> [Token] {
        let bytes = word.utf8
        var pieces: [Token] = []
        var start = 0
        for place in 0...bytes.count
        where place == bytes.count || Self.isRuling(bytes, place) || Self.isRate(bytes, place) {
            if place > start {
                var piece = token(
                    word, UnsafeRawBufferPointer(rebasing: bytes[start..<place]), offset: offset, page: page)
                let width = piece.box.width / Float(bytes.count)
                let left = piece.box.x0
                piece.box.x0 = left + width * Float(start)
                piece.box.x1 = left + width * Float(place)
                pieces.append(piece)
            }
            start = place < bytes.count && Self.isRuling(bytes, place) ? place + 1 : place
        }
        return pieces
    }

    /// Whether a rate in parentheses begins here, glued to its amount: "564.48(40%)".
    private static func isRate(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        guard place >= 3, place + 2 < bytes.count, bytes[place] == UInt8(ascii: "("),
            Folding.isDigit(bytes[place - 1])
        else { return false }
        // "5,699.00(Five".
        if Folding.isLetter(bytes[place + 1]), Folding.isLetter(bytes[place + 2]) { return true }
        guard Folding.isDigit(bytes[place + 1]) else { return false }
        return bytes[(place + 1)...].contains(UInt8(ascii: "%"))
    }

    private static func isRuling(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        switch bytes[place] {
        // "22~04-16": a hyphen.
        case UInt8(ascii: "~")
        where place > 0 && place + 1 < bytes.count && Folding.isDigit(bytes[place - 1])
            && Folding.isDigit(bytes[place + 1]):
            false
        case UInt8(ascii: "|"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "\\"):
            true
        default: false
        }
    }

    private mutating func token(
        _ word: WordView, _ bytes: UnsafeRawBufferPointer, offset: Float, page: Int
    ) -> Token {
        let rawStart = sheet.raw.count
        let keyStart = sheet.keys.count
        var digits = 0
        var letters = 0
        let number = bytes.withMemoryRebound(to: UInt8.self) { bytes in
            for (place, byte) in bytes.enumerated() {
                let folded = Folding.fold(byte)
                if byte == 0xE0, let letter = Folding.devanagariLetter(bytes[place...].prefix(3)) {
                    let origin = Int32(truncatingIfNeeded: sheet.raw.count)
                    sheet.keys += [Folding.devanagari, letter]
                    sheet.keyOrigin += [origin, origin]
                    letters += 1
                } else if folded != 0 {
                    sheet.keys.append(folded)
                    sheet.keyOrigin.append(Int32(truncatingIfNeeded: sheet.raw.count))
                    if Folding.isDigit(folded) {
                        digits += 1
                    } else if Folding.isLetter(folded) {
                        letters += 1
                    }
                }
                sheet.raw.append(byte)
            }
            return digits > 0 ? PrintedNumber(bytes) : PrintedNumber()
        }
        let box = word.box
        let cell = word.flags.contains(.inCell) ? page << 16 | word.block : 0
        return Token(
            box: Box(box.x0, box.y0 + offset, box.x1, box.y1 + offset),
            rawStart: Int32(truncatingIfNeeded: rawStart), rawEnd: Int32(truncatingIfNeeded: sheet.raw.count),
            keyStart: Int32(truncatingIfNeeded: keyStart),
            keyEnd: Int32(truncatingIfNeeded: sheet.keys.count),
            confidence: word.confidence, page: Int32(truncatingIfNeeded: page), number: number,
            flags: word.flags, cell: Int32(truncatingIfNeeded: cell), line: Int32(clamping: word.line),
            digits: UInt8(clamping: digits), letters: UInt8(clamping: letters))
    }

    /// A line drawn with characters: "-------", "=====".
    private static func isRule(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= 4, let first = bytes.first, Folding.fold(first) == 0, first < 0x80 else {
            return false
        }
        return bytes.allSatisfy { $0 == first }
    }

    /// The direction of most of the page's words.
    private static func mainRotation(_ page: PageView) -> Int {
        var counts: [Int: Int] = [:]
        var upright = 0
        for index in 0..<page.wordCount {
            let rotation = page.word(at: index).rotation
            if rotation == 0 { upright += 1 } else { counts[rotation, default: 0] += 1 }
        }
        guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most.value > upright
        else {
            return 0
        }
        return most.key
    }
}
