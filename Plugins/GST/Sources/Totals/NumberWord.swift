/// The words that spelled-out amounts are made of, to find them without a label.
enum NumberWord: UInt8, Sendable {
    case number, filler

    /// What a folded word is in a spelled-out amount; nil when it has no place there.
    static func named(_ key: some Collection<UInt8>) -> NumberWord? {
        var node = 0
        for byte in key {
            guard let next = trie.step(node, byte) else { return nil }
            node = next
        }
        return trie.kind(at: node)
    }

    private static let ones = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "zero",
    ]
    private static let tens = [
        "twenty", "thirty", "forty", "fourty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
    private static let scales = [
        "hundred", "hundreds", "thousand", "thousands", "lakh", "lakhs", "lac", "lacs", "crore", "crores",
        "million",
    ]
    private static let compounds = tens.flatMap { ten in ones.prefix(9).map { ten + $0 } }

    private static let trie = FoldedTrie<NumberWord>([
        (.number, ones + tens + scales + compounds),
        (.filler, ["only", "and", "inr", "rupees", "rupee", "rs", "paise", "paisa", "indian"]),
    ])
}
