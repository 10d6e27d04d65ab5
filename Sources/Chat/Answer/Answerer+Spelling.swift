internal import AssayKit

/// Slips of the keyboard in the words of the grammar; never in names, numbers or words that are words themselves.
extension Answerer {
    /// The question with its slips mended; nil where there are none that can be mended in one way only.
    static func mended(_ question: String, _ lexicon: Lexicon) -> String? {
        let names = Set((lexicon.parties + lexicon.buyers).flatMap(\.words))
        var isChanged = false
        let words = question.split(separator: " ", omittingEmptySubsequences: false).map { piece -> String in
            let word = String(piece.drop { !$0.isLetter }.prefix { $0.isLetter })
            let lower = word.lowercased()
            // What has a digit or a sign within is a number or a name.
            guard piece.filter(\.isLetter).count == word.count,
                piece.allSatisfy({ $0.isASCII && !$0.isNumber }),
                word.count >= 4,
                !vocabulary.contains(lower), !Reader.common.contains(lower), !ordinary.contains(lower),
                !names.contains(lower)
            else { return String(piece) }
            let near = vocabulary.filter { isSlip(lower, of: $0) }
            guard near.count == 1, let only = near.first else { return String(piece) }
            isChanged = true
            return String(piece.replacing(word, with: only))
        }
        return isChanged ? words.joined(separator: " ") : nil
    }

    /// The longer words that the grammar looks for.
    private static let vocabulary: Set<String> = Set(
        """
        invoice invoices vendor vendors supplier suppliers buyer buyers customer customers total totals amount average
        approved rejected flagged failed processed queued review received uploaded duplicate duplicates missing changed
        which what many much show list from above below between highest lowest largest smallest biggest latest oldest
        compare confidence currency status month monthly severity january february march april june july august september
        october november december yesterday today quarter financial without with have there
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Words that are near to some of those, and mean something else.
    private static let ordinary: Set<String> = [
        "invoiced", "form", "forms", "wish", "whit", "witch", "week", "weeks", "thou", "then", "than", "when",
        "that", "shown",
        "shows", "snow", "slow", "lists", "listed", "last", "lost", "least", "money", "months", "mouth",
        "years", "change",
        "changes", "buyers", "amounts", "averages", "process", "approve", "approves", "reject", "rejects",
        "receive",
        "receives", "upload", "uploads", "flag", "flags", "fail", "fails", "mach", "marc", "able", "hate",
        "save", "gave",
        "here", "where", "these", "those", "they", "three", "them", "width", "what's", "chat", "match",
        "much", "such", "very", "queue", "supplies", "supplied", "averaged", "queues", "approver", "receiver",
        "recieve", "totally", "statues", "monthlies",
    ]

    /// Whether a word is another with one letter too many, too few or exchanged for its neighbour.
    ///
    /// The first letter stays: "slowest" is not "lowest". Another letter in the place of one makes too many words.
    static func isSlip(_ word: String, of right: String) -> Bool {
        let (one, other) = (Array(word), Array(right))
        let start = zip(one, other).prefix { $0 == $1 }.count
        guard start > 0 else { return false }
        let (left, rest) = (one[start...], other[start...])
        switch one.count - other.count {
        case 0:
            return left.count >= 2 && left.prefix(2).reversed().elementsEqual(rest.prefix(2))
                && left.dropFirst(2).elementsEqual(rest.dropFirst(2))
        case 1: return other.count >= 5 && left.dropFirst().elementsEqual(rest)
        case -1: return other.count >= 5 && left.elementsEqual(rest.dropFirst())
        default: return false
        }
    }
}
