import AssayKit
import DocumentLayout
import IndianTax

/// Reads a document's number at a spot: "INV-123", "RI - 1", "1234 / 01.07.2017".
struct NumberText {
    let sheet: Sheet

    func read(_ spot: Spot, support: Double) -> Reading? {
        var text = ""
        var tokens: [Int] = []
        // "3 Dec 2025" is no number 3.
        if spot.start == nil, isWordyDate(spot) { return nil }
        for index in spot.tokens {
            let token = sheet.tokens[index]
            let start = index == spot.tokens.lowerBound ? spot.start : nil
            var part = trimmed(sheet.text(index...index, from: start), isFirst: tokens.isEmpty)
            if tokens.isEmpty {
                if part.isEmpty { continue }
                text = part
                tokens = [index]
                continue
            }
            let hasDigit = text.utf8.contains(where: Folding.isDigit)
            let endsOpen = text.hasSuffix("-") || text.hasSuffix("/")
            if token.isPunctuation {
                // "RI - 1" goes on; "1234 / 01.07.2017" goes on with a date and ends.
                guard tokens.count < 4, ["-", "/", "–"].contains(sheet.text(index...index)) else { break }
                text += " " + sheet.text(index...index)
                tokens.append(index)
                continue
            }
            guard !hasDigit || endsOpen, tokens.count < 5, !isDate(index, in: spot) else { break }
            part = trimmed(sheet.text(index...index), isFirst: false)
            text += " " + part
            tokens.append(index)
        }
        while let last = text.last, "-/–:., ".contains(last) { text.removeLast() }
        while let last = tokens.last, sheet.tokens[last].isPunctuation { tokens.removeLast() }
        guard isNumber(text, tokens) else { return nil }
        return Reading(text, tokens: tokens, raw: text, support: support)
    }

    private func trimmed(_ text: String, isFirst: Bool) -> String {
        var text = Substring(text)
        while let last = text.last, ",:;.|)".contains(last) { text = text.dropLast() }
        while let first = text.first, ",:;.|(#-=".contains(first) { text = text.dropFirst() }
        return String(text)
    }

    private func isNumber(_ text: String, _ tokens: [Int]) -> Bool {
        let bytes = Array(text.utf8)
        guard (1...32).contains(bytes.count), bytes.contains(where: Folding.isDigit), let first = tokens.first
        else {
            return false
        }
        if sheet.tokens[first].number.looksLikeMoney, tokens.count == 1 { return false }
        if IndianDate(text) != nil { return false }
        if bytes.count == 15, GSTIN(text) != nil { return false }
        return !bytes.contains(UInt8(ascii: "@")) && !text.contains("://")
    }

    /// Whether a spot begins with a date over several words.
    private func isWordyDate(_ spot: Spot) -> Bool {
        let first = spot.tokens.lowerBound
        return (1...2).contains { count in
            first + count <= spot.tokens.upperBound && IndianDate(sheet.text(first...first + count)) != nil
                && (first...first + count).contains { sheet.tokens[$0].letters >= 3 }
        }
    }

    /// Whether a date begins at a word.
    private func isDate(_ index: Int, in spot: Spot) -> Bool {
        let end = min(index + 2, spot.tokens.upperBound)
        return IndianDate(sheet.text(index...index)) != nil || IndianDate(sheet.text(index...end)) != nil
    }
}
