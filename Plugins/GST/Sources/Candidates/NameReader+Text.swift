import AssayKit
import DocumentLayout

extension NameReader {
    /// A line as a name: without "M/s", punctuation at its ends and what follows the name; nil when it is none.
    func cleaned(_ tokens: [Int], from start: Int? = nil, support: Double) -> Reading? {
        var tokens = tokens
        while let first = tokens.first,
            sheet.tokens[first].isPunctuation || isMessrs(first, tokens)
        {
            tokens.removeFirst()
        }
        while let last = tokens.last, sheet.tokens[last].isPunctuation { tokens.removeLast() }
        // The same in two scripts: the one that the rest of the document is compared in.
        if let stroke = tokens.firstIndex(where: { sheet.tokens[$0].isPunctuation }), stroke > 0,
            sheet.raw[Int(sheet.tokens[tokens[stroke]].rawStart)] == UInt8(ascii: "/"),
            tokens[..<stroke].allSatisfy(isDevanagari), !tokens[(stroke + 1)...].contains(where: isDevanagari)
        {
            tokens.removeSubrange(...stroke)
        }
        // "Homestop Retail Limited, Andheri, Mumbai": a place after the legal form is none of the name.
        if let form = tokens.dropLast().firstIndex(where: { isLegalForm($0) && endsWithComma($0) }), form > 0
        {
            tokens.removeSubrange((form + 1)...)
        } else if let end = tokens.firstIndex(where: endsWithComma), end > 0,
            tokens.filter(endsWithComma).count > 1
        {
            // "New Star Dhaba, GT Road, Karnal": with several commas an address follows.
            tokens.removeSubrange((end + 1)...)
        } else if let end = tokens.firstIndex(where: endsWithComma), end > 1, end + 2 >= tokens.count - 1,
            tokens[(end + 1)...].allSatisfy({ isPlaceWord($0) })
        {
            // "Dream Homes Developers, Vadodara": a place of one or two words.
            tokens.removeSubrange((end + 1)...)
        }
        // "SUBHASH DAS   Dr: A. SEN": another label begins.
        if let label = tokens.indices.dropFirst().first(where: {
            sheet.raw[sheet.tokens[tokens[$0]].rawRange].last == UInt8(ascii: ":")
                && sheet.tokens[tokens[$0]].letters > 1
        }) {
            tokens.removeSubrange(label...)
        }
        guard let first = tokens.first else { return nil }
        let letters = tokens.reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
        let digits = tokens.reduce(0) { $0 + Int(sheet.tokens[$1].digits) }
        guard letters >= 3, letters > digits, tokens.count <= 9, !holdsLabel(tokens),
            !tokens.allSatisfy({ isLegalForm($0) || sheet.tokens[$0].isPunctuation })
        else { return nil }
        var text = sheet.text(of: tokens)
        if let start {
            let glued = String(
                decoding: sheet.raw[
                    max(start, Int(sheet.tokens[first].rawStart))..<Int(sheet.tokens[first].rawEnd)],
                as: UTF8.self)
            text = ([glued] + (tokens.count > 1 ? [sheet.text(of: Array(tokens.dropFirst()))] : [])).joined(
                separator: " ")
        }
        text = Self.trimmed(text)
        guard text.utf8.count >= 2 else { return nil }
        if let last = tokens.last, let form = formBeside(last) {
            tokens.append(form)
            text += " " + Self.trimmed(sheet.text(form...form))
        }
        return Reading(text, tokens: tokens, raw: text, support: support)
    }

    /// "to / Shipped to": what recognition has left of two labels is no name.
    private func holdsLabel(_ tokens: [Int]) -> Bool {
        zip(tokens, tokens.dropFirst()).contains { first, second in
            sheet.key(second, equals: "to")
                && ["billed", "shipped", "bill", "ship"].contains { sheet.key(first, equals: $0) }
        }
    }

    private func isDevanagari(_ token: Int) -> Bool {
        sheet.keys[sheet.tokens[token].keyRange].first == Folding.devanagari
    }

    /// The rest of a legal form a little apart: "Limited" behind "Private" and a speck.
    private func formBeside(_ last: Int) -> Int? {
        guard sheet.isRecognised, isLegalForm(last) else { return nil }
        let row = sheet.rows[sheet.row(of: last)]
        var next = last + 1
        while next <= row.last, sheet.tokens[next].isPunctuation { next += 1 }
        guard next <= row.last, isLegalForm(next), sheet.tokens[next].letters >= 3,
            sheet.tokens[next].box.x0 - sheet.tokens[last].box.x1 < 2 * sheet.tokens[last].box.height
        else { return nil }
        return next
    }

    /// "M/s" and "Messrs"; "Ms." is a lady's title, unless a company follows.
    private func isMessrs(_ token: Int, _ line: [Int]) -> Bool {
        if sheet.key(token, equals: "messrs") { return true }
        if sheet.isRecognised, line.count > 1,
            Self.misreadMessrs.contains(where: { sheet.key(token, equals: $0) })
        {
            return true
        }
        guard sheet.key(token, equals: "ms") else { return false }
        return sheet.isRecognised || sheet.raw[sheet.tokens[token].rawRange].contains(UInt8(ascii: "/"))
            || line.contains(where: isLegalForm)
    }

    /// Whether a word behind a comma may be a place's, not the rest of a firm's name.
    private func isPlaceWord(_ token: Int) -> Bool {
        let word = sheet.tokens[token]
        return word.letters > 2 && word.digits == 0 && !isLegalForm(token)
            && !Self.trades.contains { sheet.key(token, equals: $0) }
    }

    /// What OCR makes of "M/s".
    private static let misreadMessrs: [StaticString] = ["mis", "mss", "mls", "m1s"]

    private func endsWithComma(_ token: Int) -> Bool {
        sheet.raw[sheet.tokens[token].rawRange].last == UInt8(ascii: ",")
    }

    /// Without commas, colons and the like at its ends; a full stop stays, it may end an abbreviation.
    static func trimmed(_ text: String) -> String {
        let loose: Set<Character> = [",", ":", ";", "-", "|", "*", " ", "_", "–"]
        var text = Substring(text)
        while let last = text.last, loose.contains(last) { text = text.dropLast() }
        while let first = text.first, loose.contains(first) { text = text.dropFirst() }
        return String(text)
    }
}
