package import AssayKit

/// The text of a document's pages in forms in which values can be looked up, however the page writes them.
package struct PrintedWords {
    /// More text than this is not looked into, bytes: an invoice's first hundred pages.
    private static let limit = 2 << 20

    /// Whether any page has words.
    package private(set) var isEmpty = true
    /// Whether some of them were recognised, so that a value that is not among them may still stand there.
    package private(set) var isRecognised = false
    /// Letters and digits alone, lower case, without breaks between words.
    private var folded = ""
    /// The digits of each number, without separators: "57104" of "571,04".
    private var numbers: Set<String> = []

    /// The words of a document.
    package init(_ document: borrowing DocumentView) {
        var count = 0
        for index in 0..<document.pageCount where count < Self.limit {
            let page = document.page(at: index)
            if page.flags.contains(.recognised) { isRecognised = true }
            var line: [String] = []
            var lineNumber = -1
            for place in 0..<page.wordCount {
                let word = page.word(at: place)
                if word.line != lineNumber {
                    add(line)
                    line = []
                    lineNumber = word.line
                }
                line.append(word.text)
                count += word.utf8.count
            }
            add(line)
        }
    }

    private mutating func add(_ line: [String]) {
        guard !line.isEmpty else { return }
        isEmpty = false
        let text = line.joined(separator: " ")
        folded += Self.folded(text)
        for word in line { numbers.formUnion(Self.numbers(in: word, spaced: false)) }
        numbers.formUnion(Self.numbers(in: text, spaced: true))
    }

    /// Whether a value stands on some page, in any usual form.
    package func contains(_ value: String, as type: FieldType) -> Bool {
        switch type {
        case .amount: return Self.forms(ofAmount: value).contains { numbers.contains($0) }
        case .date: return containsDate(value)
        default:
            let wanted = Self.folded(value)
            return wanted.isEmpty || folded.contains(wanted)
        }
    }

    private func containsDate(_ value: String) -> Bool {
        guard let date = CalendarDate(iso: value) else { return true }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (year, month, day) = (String(date.year), two(date.month), two(date.day))
        let short = String(year.suffix(2))
        let plain = [
            day + month + year, month + day + year, year + month + day, day + month + short,
            "\(date.day)\(date.month)\(year)", "\(date.month)\(date.day)\(year)",
            "\(date.day)\(month)\(year)",
        ]
        if plain.contains(where: { numbers.contains($0) || folded.contains($0) }) { return true }
        // A month's name in whatever language: day, letters, year close together.
        let days = [two(date.day), String(date.day)]
        return days.contains { day in
            folded.ranges(of: day).contains { place in
                let rest = folded[place.upperBound...].prefix(16)
                let name = rest.prefix { $0.isLetter }
                return name.count >= 3 && rest.dropFirst(name.count).hasPrefix(year)
            }
        }
    }

    /// How the digits of an amount may stand on a page: with two decimals, with its own, without those that are zero.
    private static func forms(ofAmount value: String) -> [String] {
        guard let amount = Amount(value) else { return [] }
        let magnitude = amount.magnitude
        let plain = Amount(micros: magnitude.micros, scale: 0).text
        let two = Amount(micros: magnitude.micros, scale: 2).text
        return [plain, two, magnitude.text].map { $0.filter { $0 != "." } }
    }

    static func folded(_ text: String) -> String {
        var result = ""
        for character in text.lowercased() where character.isLetter || character.isNumber {
            result.append(character)
        }
        return result
    }

    /// The runs of digits in a text, separators left out; with `spaced` a blank between groups is one as well.
    private static func numbers(in text: String, spaced: Bool) -> [String] {
        var found: [String] = []
        var digits = ""
        var pending = false
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
                pending = false
            } else if !digits.isEmpty, !pending,
                ".,'’/-".contains(character) || spaced && character.isWhitespace
            {
                pending = true
            } else {
                if !digits.isEmpty { found.append(digits) }
                digits = ""
                pending = false
            }
        }
        if !digits.isEmpty { found.append(digits) }
        return found
    }
}
