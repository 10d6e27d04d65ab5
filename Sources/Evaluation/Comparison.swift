internal import AssayKit

/// How two values of a field are compared.
enum Comparison: Hashable, Sendable {
    /// Letters and digits alone, without regard to case, punctuation and spaces.
    case text
    /// As text, without the words that name the currency.
    case words
    /// Exactly, but for case and spaces.
    case identifier
    /// By value: `100` is `100.00`.
    case amount
    /// Exactly.
    case date
    /// By meaning: `yes` is `true`.
    case truth
    /// By the State that both name.
    case state

    init(_ type: FieldType) {
        switch type {
        case .text: self = .text
        case .identifier, .choice: self = .identifier
        case .amount: self = .amount
        case .date: self = .date
        case .truth: self = .truth
        case .state: self = .state
        }
    }

    /// Whether a value says what the truth says.
    func holds(_ value: String, _ truth: String) -> Bool {
        switch self {
        case .text: return Self.folded(value) == Self.folded(truth)
        case .words: return Self.foldedWords(value) == Self.foldedWords(truth)
        case .identifier: return Self.condensed(value) == Self.condensed(truth)
        case .amount:
            guard let left = Self.amount(value), let right = Self.amount(truth) else {
                return Self.condensed(value) == Self.condensed(truth)
            }
            return left == right
        case .date: return value == truth
        case .truth:
            guard let left = Self.boolean(value), let right = Self.boolean(truth) else {
                return value == truth
            }
            return left == right
        case .state:
            guard let left = IndianState(printed: value), let right = IndianState(printed: truth) else {
                return Self.folded(value) == Self.folded(truth)
            }
            return left.comparableCode == right.comparableCode
        }
    }

    private static func folded(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func foldedWords(_ text: String) -> String {
        let currency: Set = ["inr", "rs", "rupee", "rupees", "indian", "only"]
        return text.lowercased().split { !$0.isLetter && !$0.isNumber }
            .filter { !currency.contains(String($0)) }.joined()
    }

    private static func condensed(_ text: String) -> String { text.uppercased().filter { !$0.isWhitespace } }

    private static func amount(_ text: String) -> Amount? { Amount(text) ?? Amount(printed: text) }

    private static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "y": true
        case "false", "no", "n": false
        default: nil
        }
    }
}
