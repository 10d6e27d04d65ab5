import AssayKit
import IndianTax

/// What a second look saw where a field stands.
struct DrawnReading {
    /// How what is drawn compares with the text.
    enum Verdict: String {
        case same, differs, unclear
    }

    private let text: String
    /// 0...1; the least of its words.
    let confidence: Double

    init(_ answer: LookAnswer) {
        text = answer.words.prefix(16).map(\.text).joined()
        confidence = answer.words.map(\.confidence).min() ?? 0
    }

    /// What counts of it: the digits and the point of an amount, the letters and digits of anything else; nil: nothing.
    func seen(in mode: LookRequest.Mode) -> String? {
        let seen = Self.plain(text, mode)
        return seen.isEmpty ? nil : seen
    }

    private static func plain(_ text: String, _ mode: LookRequest.Mode) -> String {
        if mode == .digits { return Amount(printed: text)?.text ?? "" }
        return String(text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }

    /// Compares; a difference is told only where what was seen has the form of such a value itself.
    static func verdict(seen: String, printed: String, _ mode: LookRequest.Mode) -> Verdict {
        let text = plain(printed, mode)
        guard !text.isEmpty else { return .unclear }
        if mode == .digits {
            guard let one = Amount(seen), let other = Amount(text) else { return .unclear }
            if one == other { return .same }
            let (digits, own) = (digits(of: seen), digits(of: text))
            // A sign of currency in front is read as a digit, a point or a comma is overlooked.
            if digits.hasSuffix(own) || own.hasSuffix(digits) || digits == own { return .unclear }
            return one.scale == 2 && digits.utf8.count == own.utf8.count ? .differs : .unclear
        }
        if folded(seen) == folded(text) { return .same }
        guard seen.utf8.count == text.utf8.count else { return .unclear }
        if text.utf8.count == 15, GSTIN.isValid(text) { return GSTIN.isValid(seen) ? .differs : .unclear }
        let isNumber = seen.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber && text.utf8.count >= 9 ? .differs : .unclear
    }

    private static func digits(of text: String) -> String {
        String(text.filter { $0.isASCII && $0.isNumber })
    }

    /// Characters that a recogniser takes for each other, as one.
    private static func folded(_ text: String) -> String {
        String(
            text.map { character in
                switch character {
                case "O", "Q", "D": "0"
                case "I", "L": "1"
                case "Z": "2"
                case "S": "5"
                case "G": "6"
                case "B": "8"
                default: character
                }
            })
    }
}
