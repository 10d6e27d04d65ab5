internal import AssayKit

/// Joins the letters of a word that is set with wide spaces: "P A R T I C U L A R S".
enum LetterSpacing {
    /// Fewer single letters may be initials.
    private static let shortest = 5

    /// The words of a row, in which each run of single letters is one word.
    static func joined(_ words: [Token], _ sheet: inout Sheet) -> [Token] {
        guard words.count >= shortest, words.contains(where: isLetter) else { return words }
        var result: [Token] = []
        var place = 0
        while place < words.count {
            var end = place
            while end < words.count, isLetter(words[end]),
                end == place || follows(words[end - 1], words[end])
            {
                end += 1
            }
            if end - place >= shortest {
                result.append(merged(words[place], words[place..<end], &sheet))
                place = end
            } else {
                result.append(words[place])
                place += 1
            }
        }
        return result
    }

    private static func isLetter(_ word: Token) -> Bool {
        word.letters == 1 && word.digits == 0 && word.rawRange.count == 1
    }

    private static func follows(_ left: Token, _ right: Token) -> Bool {
        let gap = right.box.x0 - left.box.x1
        return gap < 1.2 * right.box.height && left.cell == right.cell
    }

    private static func merged(_ first: Token, _ letters: ArraySlice<Token>, _ sheet: inout Sheet) -> Token {
        var word = first
        let raw = letters.flatMap { sheet.raw[$0.rawRange] }
        let keys = letters.flatMap { sheet.keys[$0.keyRange] }
        word.rawStart = Int32(truncatingIfNeeded: sheet.raw.count)
        word.keyStart = Int32(truncatingIfNeeded: sheet.keys.count)
        for offset in keys.indices {
            sheet.keyOrigin.append(word.rawStart + Int32(truncatingIfNeeded: offset))
        }
        sheet.raw += raw
        sheet.keys += keys
        word.rawEnd = Int32(truncatingIfNeeded: sheet.raw.count)
        word.keyEnd = Int32(truncatingIfNeeded: sheet.keys.count)
        for letter in letters { word.box = word.box.union(letter.box) }
        word.confidence = letters.map(\.confidence).min() ?? word.confidence
        word.letters = UInt8(clamping: letters.count)
        return word
    }
}
