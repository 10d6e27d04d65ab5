package import AssayKit

/// Finds dates among the words of a row.
package struct DateScanner {
    let sheet: Sheet
    let order: DateOrder

    /// A date and the words that print it.
    package struct Found {
        package let date: CalendarDate
        package let tokens: ClosedRange<Int>
        /// Day and month could stand the other way round.
        package let isAmbiguous: Bool
        /// The order that it can only have, when day and month are both numbers before the year.
        package let proves: DateOrder?
    }

    package init(sheet: Sheet, order: DateOrder) {
        self.sheet = sheet
        self.order = order
    }

    private struct Interpretation {
        let date: CalendarDate
        var isAmbiguous = false
        var proves: DateOrder?
    }

    /// The dates in some words of one row, from the left.
    package func dates(in range: ClosedRange<Int>) -> [Found] {
        var found: [Found] = []
        var start = range.lowerBound
        while start <= range.upperBound {
            if let date = date(at: start, end: range.upperBound) ?? misread(at: start) {
                found.append(date)
                start = date.tokens.upperBound + 1
            } else {
                start += 1
            }
        }
        return found
    }

    /// The date that a text is as a whole; nil when it is none.
    package func date(in text: String) -> CalendarDate? { read(Array(text.utf8))?.date }

    /// The date that begins at a word; up to four words are joined: "18-10- 17", "12 MAR 2018", "March 3, 2018".
    private func date(at start: Int, end: Int) -> Found? {
        guard sheet.tokens[start].digits > 0 || sheet.tokens[start].letters >= 3 else { return nil }
        for last in (start...min(end, start + 3)).reversed() {
            guard sheet.tokens[last].digits > 0 else { continue }
            if let read = read(Array(sheet.text(start...last).utf8)) {
                return Found(
                    date: read.date, tokens: start...last, isAmbiguous: read.isAmbiguous,
                    proves: read.proves)
            }
        }
        return nil
    }

    /// "Gi-11-17": a word of digits and hyphens or slashes in which one number was read as letters that look like it.
    private func misread(at start: Int) -> Found? {
        let token = sheet.tokens[start]
        guard sheet.isRecognised, token.digits >= 4, (1...2).contains(token.letters) else { return nil }
        let bytes = Array(sheet.raw[token.rawRange])
        guard (8...10).contains(bytes.count), bytes.count(where: { $0 == 0x2D || $0 == 0x2F }) == 2 else {
            return nil
        }
        let digits = bytes.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "O"), UInt8(ascii: "o"), UInt8(ascii: "D"), UInt8(ascii: "Q"),
                UInt8(ascii: "G"):
                UInt8(ascii: "0")
            case UInt8(ascii: "I"), UInt8(ascii: "i"), UInt8(ascii: "l"): UInt8(ascii: "1")
            case UInt8(ascii: "S"), UInt8(ascii: "s"): UInt8(ascii: "5")
            case UInt8(ascii: "Z"), UInt8(ascii: "z"): UInt8(ascii: "2")
            case UInt8(ascii: "B"): UInt8(ascii: "8")
            default: byte
            }
        }
        guard let read = read(digits) else { return nil }
        return Found(date: read.date, tokens: start...start, isAmbiguous: true, proves: nil)
    }

    /// Reads a text that must be a date as a whole; a time may be glued to it: "24/12/2018:12:31".
    private func read(_ text: [UInt8]) -> Interpretation? {
        guard (6...24).contains(text.count) else { return nil }
        var parts: [Part] = []
        var separators: [UInt8] = []
        var place = 0
        while place < text.count {
            let byte = text[place]
            var end = place
            if Folding.isDigit(byte) {
                while end < text.count, Folding.isDigit(text[end]) { end += 1 }
                parts.append(.number(Array(text[place..<end])))
            } else if Folding.isLetter(byte) || byte >= 0x80 {
                while end < text.count, Folding.isLetter(text[end]) || text[end] >= 0x80 { end += 1 }
                let word = text[place..<end].compactMap { Folding.fold($0) == 0 ? nil : Folding.fold($0) }
                if word == Array("T".utf8) || word == Array("t".utf8), parts.count == 3 { break }
                guard let month = MonthNames.month(word) else {
                    // "3rd of March": what stands between is no part of it.
                    guard
                        ["st", "nd", "rd", "th", "of", "den", "de", "er"].contains(
                            String(decoding: word, as: UTF8.self))
                    else { return nil }
                    place = end
                    continue
                }
                parts.append(.month(month))
            } else {
                // Recognition takes faint hyphens for tildes.
                let byte = byte == 0x7E ? 0x2D : byte
                guard [0x20, 0x2D, 0x2E, 0x2F, 0x2C, 0x27, 0x3A].contains(byte) else { return nil }
                if byte != 0x20, parts.count < 3 { separators.append(byte) }
                // A time after the whole date ends it.
                if byte == 0x3A {
                    if parts.count >= 3 { break } else if parts.isEmpty == false { return nil }
                }
                end += 1
            }
            place = end
            if parts.count == 3, place < text.count, ![0x3A, 0x20, 0x2C, 0x2E, 0x54].contains(text[place]) {
                return nil
            }
        }
        // "6 22.00" is no date: between numbers the same mark stands twice.
        let isNumeric = parts.allSatisfy { if case .number = $0 { true } else { false } }
        guard !isNumeric || (separators.count == 2 && separators[0] == separators[1]) else { return nil }
        return date(of: parts)
    }

    private enum Part {
        case number([UInt8])
        case month(Int)
    }

    private func date(of parts: [Part]) -> Interpretation? {
        guard parts.count == 3 else { return nil }
        switch (parts[0], parts[1], parts[2]) {
        case (.number(let a), .number(let b), .number(let c)):
            if a.count == 4 {
                return fixed(year(a), Self.value(b), Self.value(c), b.count <= 2 && c.count <= 2)
            }
            guard a.count <= 2, b.count <= 2, let year = year(c) else { return nil }
            let dayFirst = CalendarDate(year: year, month: Self.value(b), day: Self.value(a))
            let monthFirst = CalendarDate(year: year, month: Self.value(a), day: Self.value(b))
            let wanted = order == .dayFirst ? dayFirst ?? monthFirst : monthFirst ?? dayFirst
            guard let wanted else { return nil }
            let isOpen = dayFirst != nil && monthFirst != nil
            return Interpretation(
                date: wanted, isAmbiguous: isOpen && dayFirst != monthFirst,
                proves: isOpen ? nil : dayFirst == nil ? .monthFirst : .dayFirst)
        case (.number(let day), .month(let month), .number(let year)):
            return fixed(self.year(year), month, Self.value(day), day.count <= 2)
        case (.month(let month), .number(let day), .number(let year)):
            return fixed(self.year(year), month, Self.value(day), day.count <= 2)
        default: return nil
        }
    }

    private func fixed(_ year: Int?, _ month: Int, _ day: Int, _ isWhole: Bool) -> Interpretation? {
        guard isWhole, let year, let date = CalendarDate(year: year, month: month, day: day) else {
            return nil
        }
        return Interpretation(date: date)
    }

    /// Four digits, or two of this century; years outside of 1990...2099 are something else.
    private func year(_ digits: [UInt8]) -> Int? {
        let value = Self.value(digits)
        switch digits.count {
        case 2: return 2000 + value
        case 4: return (1990...2099).contains(value) ? value : nil
        default: return nil
        }
    }

    private static func value(_ digits: [UInt8]) -> Int {
        digits.prefix(6).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
