import DocumentLayout

/// What a name of goods from OCR must be: marks that stand for letters, and the one unit that is taken for a word.
enum MisreadName {
    /// The name with its letters put right, and without specks at its ends.
    ///
    /// "Stee! Dinner Set" is a steel one, "Cooker § L" has 5 litres, "Pepsi 500 MI" half a litre; goods are not sold in
    /// miles.
    static func mended(_ name: String) -> String {
        var words = name.split(separator: " ").map { Array($0.utf8) }
        while words.count > 1, words.first.map(isSpeck) == true { words.removeFirst() }
        while words.count > 1, words.last.map(isSpeck) == true { words.removeLast() }
        for index in words.indices {
            words[index] = withSmallL(words[index], isLast: index + 1 == words.count)
            if words[index] == Array("§".utf8) { words[index] = [UInt8(ascii: "5")] }
            if isStandardNumber(words[index]) { words[index][1] = UInt8(ascii: "0") }
            if index > 0, words[index - 1].allSatisfy({ Folding.isDigit($0) || $0 == UInt8(ascii: ".") }) {
                words[index] = withMillilitres(words[index])
            }
        }
        return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }

    /// Neither letter nor digit nor sign of another script.
    private static func isSpeck(_ word: [UInt8]) -> Bool {
        word.allSatisfy { $0 < 0x80 && !Folding.isLetter($0) && !Folding.isDigit($0) }
            && !word.contains(UInt8(ascii: ")"))
    }

    /// "Stee!" within a name, "Oi]": a bar behind a small letter is a small l.
    private static func withSmallL(_ word: [UInt8], isLast: Bool) -> [UInt8] {
        var word = word
        for place in word.indices.dropFirst()
        where isBar(word[place]) && isSmall(word[place - 1]) {
            let isEnd = place + 1 == word.count
            guard isEnd ? !(isLast && word[place] == UInt8(ascii: "!")) : isSmall(word[place + 1]) else {
                continue
            }
            // A bracket that was opened is one.
            if word[place] == UInt8(ascii: "]"), word.contains(UInt8(ascii: "[")) { continue }
            word[place] = UInt8(ascii: "l")
        }
        return word
    }

    /// "BO156RPQEG": the marketplace's own numbers of goods have ten characters and begin with B0, but for books.
    ///
    /// Source: Amazon Seller Central, "What is an ASIN".
    private static func isStandardNumber(_ word: [UInt8]) -> Bool {
        word.count == 10 && word.starts(with: Array("BO".utf8))
            && word.dropFirst(2).contains(where: Folding.isDigit)
            && word.allSatisfy { Folding.isDigit($0) || (0x41...0x5A).contains($0) }
    }

    private static func withMillilitres(_ word: [UInt8]) -> [UInt8] {
        guard word.count == 2, word[0] | 0x20 == UInt8(ascii: "m"), word[1] | 0x20 == UInt8(ascii: "i") else {
            return word
        }
        return [word[0], UInt8(ascii: "l")]
    }

    private static func isBar(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "!") || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "]")
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
