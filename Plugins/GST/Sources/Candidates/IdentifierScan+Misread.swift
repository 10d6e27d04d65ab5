import AssayKit
import DocumentLayout
import IndianTax

/// GSTINs that recognition has torn apart, or read letters of as marks.
///
/// A mark is put back as the letter that it looks like, and only where the check character then holds; no letter is
/// added where nothing was read.
extension IdentifierScan {
    /// What marks in a word of capitals and digits were: "29Y)XFS3118A1ZV", "@9BZXCT8536P2ZH".
    private static func letters(for mark: UInt8) -> [UInt8] {
        switch mark {
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): Array("J1I".utf8)
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): Array("C1".utf8)
        case UInt8(ascii: "|"), UInt8(ascii: "!"), UInt8(ascii: "\\"): Array("I1J".utf8)
        case UInt8(ascii: "@"): Array("0Q".utf8)
        case UInt8(ascii: "$"): Array("S5".utf8)
        case UInt8(ascii: "&"): Array("8B".utf8)
        default: []
        }
    }

    /// The only valid number that some words beside each other stand for when their marks are letters.
    ///
    /// Marks at their ends that were taken for ruling count as one. Nothing when several numbers are valid.
    func marked(_ tokens: [Int], from start: Int? = nil) -> String? {
        var texts: [[UInt8]] = [[]]
        var before: Token?
        for index in tokens {
            let token = finder.sheet.tokens[index]
            // Ruling is cut off where a word was torn: there stood something.
            if let before, Self.isTorn(before, token) {
                texts = texts.flatMap { text in [text] + "J1I".utf8.map { text + [$0] } }
            }
            let end = Int(token.rawEnd)
            let begin = before == nil ? max(start ?? 0, Int(token.rawStart)) : Int(token.rawStart)
            before = token
            for byte in finder.sheet.raw[min(begin, end)..<end] {
                if Folding.isDigit(byte) || Folding.isLetter(byte) {
                    texts = texts.map { $0 + [Folding.upper(byte)] }
                } else {
                    let letters = Self.letters(for: byte)
                    guard !letters.isEmpty else { continue }
                    texts = texts.flatMap { text in [text] + letters.map { text + [$0] } }
                }
                guard texts.count <= 64 else { return nil }
            }
        }
        let valid = texts.filter { $0.count == 15 }.compactMap { text -> String? in
            let candidate = withStateDigits(String(decoding: text, as: UTF8.self))
            return GSTIN.isValid(candidate) ? candidate : nil
        }
        return Set(valid).count == 1 ? valid.first : nil
    }

    /// A word of a GSTIN's beginning and length behind a label that could not be read: it is printed so, though it isn't valid.
    func shaped(_ index: Int) -> IdentifierHit? {
        let sheet = finder.sheet
        let token = sheet.tokens[index]
        guard sheet.isRecognised, index > 0, token.keyRange.count == 15, token.rawRange.count == 15,
            sheet.segment(of: index) == sheet.segment(of: index - 1),
            sheet.raw[sheet.tokens[index - 1].rawRange].last == UInt8(ascii: ":"),
            finder.hits(in: sheet.segment(of: index)).allSatisfy({ $0.first > index })
        else { return nil }
        let text = String(decoding: sheet.keys[token.keyRange].map(Folding.upper), as: UTF8.self)
        let bytes = Array(text.utf8)
        guard IndianState(code: String(text.prefix(2))) != nil, bytes[2..<7].allSatisfy(Folding.isLetter),
            bytes[7...].contains(where: Folding.isDigit)
        else { return nil }
        return IdentifierHit(
            value: text, tokens: [index], isValid: false, support: Confidence.positioned, label: nil,
            raw: sheet.text(of: [index]))
    }

    /// Whether one recognised word was cut in two at a mark that was taken for ruling: hardly anything lies between.
    private static func isTorn(_ left: Token, _ right: Token) -> Bool {
        left.flags.contains(.recognised) && left.line == right.line
            && right.box.x0 - left.box.x1 < 1.5 * left.box.width / Float(max(left.rawRange.count, 1))
            && right.box.x0 - left.box.x1 > 0.2 * left.box.width / Float(max(left.rawRange.count, 1))
    }

    /// A valid number that some words beside each other make up, without a label: "24AY" and "WPS8447B1ZV".
    func torn(at index: Int) -> IdentifierHit? {
        let sheet = finder.sheet
        guard sheet.isRecognised, sheet.tokens[index].digits >= 1, sheet.tokens[index].keyRange.count < 15
        else {
            return nil
        }
        let row = sheet.rows[sheet.row(of: index)]
        var bytes: [UInt8] = []
        var tokens: [Int] = []
        for next in index...row.last where tokens.count < 4 {
            let token = sheet.tokens[next]
            if let before = tokens.last,
                token.box.x0 - sheet.tokens[before].box.x1 > 1.5 * token.box.height
            {
                return nil
            }
            bytes += sheet.raw[token.rawRange].filter { Folding.isDigit($0) || Folding.isLetter($0) }
                .map(Folding.upper)
            tokens.append(next)
            if bytes.count >= 15 { break }
        }
        guard bytes.count == 15, tokens.count > 1 else { return nil }
        let text = withStateDigits(String(decoding: bytes, as: UTF8.self))
        guard GSTIN.isValid(text), GSTIN(text)?.isPANBased == true else { return nil }
        return IdentifierHit(
            value: text, tokens: tokens, isValid: true, support: Confidence.labelled, label: nil,
            raw: sheet.text(of: tokens))
    }

    /// The only valid number among those with one character less and its letters and digits put right: "12Z0" for
    /// "Q1Z0" can be told only where nothing else fits.
    func withoutOneByClass(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        var found: Set<String> = []
        for index in bytes.indices {
            var shorter = bytes
            shorter.remove(at: index)
            let repair = GSTINRepair(String(decoding: shorter, as: UTF8.self))
            for candidate in repair.candidates where candidate.method != .confusion {
                found.insert(candidate.text)
            }
        }
        return found.count == 1 ? found.first : nil
    }
}
