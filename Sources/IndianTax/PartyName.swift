/// The name of a business, for comparing: without legal forms, titles and punctuation.
package struct PartyName: Sendable, Hashable {
    /// The words that are left, in upper case, in their order.
    package let words: [String]

    /// A name as printed.
    package init(_ text: some StringProtocol) {
        let pieces = text.uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        // "P.K. Stores" and "PK Stores" are one name: single letters in a row are put together.
        var words: [String] = []
        var wasInitial = false
        for piece in pieces.prefix(64) {
            let isInitial = piece.utf8.count == 1
            if isInitial, wasInitial, let last = words.indices.last {
                words[last] += piece
            } else {
                words.append(piece)
            }
            wasInitial = isInitial
        }
        let kept = words.filter { !Self.forms.contains($0) }
        self.words = kept.isEmpty ? words : kept
    }

    private static let forms: Set<String> = [
        "PVT", "PRIVATE", "LTD", "LIMITED", "LLP", "LLC", "INC", "CO", "COMPANY", "CORP", "CORPORATION", "P",
        "MS",
        "M", "S", "THE", "AND", "INDIA", "MR", "MRS", "SHRI", "SMT", "PROP", "PROPRIETOR", "OPC", "HUF",
    ]

    /// How alike two names are, 0...1: the share of letter pairs that both have, or 1 where one name's words are all
    /// in the other.
    package func similarity(to other: PartyName) -> Double {
        guard !words.isEmpty, !other.words.isEmpty else { return 0 }
        let mine = Set(words)
        let theirs = Set(other.words)
        if mine.isSubset(of: theirs) || theirs.isSubset(of: mine) { return 1 }
        var pairs = Self.pairs(of: other.words)
        let count = pairs.values.reduce(0, +)
        var shared = 0
        var total = 0
        for (pair, times) in Self.pairs(of: words) {
            total += times
            let common = min(times, pairs[pair] ?? 0)
            shared += common
            pairs[pair] = (pairs[pair] ?? 0) - common
        }
        guard total + count > 0 else { return 0 }
        return 2 * Double(shared) / Double(total + count)
    }

    private static func pairs(of words: [String]) -> [Substring: Int] {
        var pairs: [Substring: Int] = [:]
        for word in words {
            guard word.count > 1 else {
                pairs[word[...], default: 0] += 1
                continue
            }
            for start in word.indices.dropLast() {
                pairs[word[start...word.index(after: start)], default: 0] += 1
            }
        }
        return pairs
    }
}
