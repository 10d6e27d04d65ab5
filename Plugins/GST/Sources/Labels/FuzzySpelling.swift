/// Finds a spelling within a small edit distance of a misread one.
struct FuzzySpelling<Kind: RawRepresentable & Sendable> where Kind.RawValue == UInt8 {
    private let key: [UInt8]
    private let trie: FoldedTrie<Kind>
    private var best: (Kind, Int)?
    private var steps = 0

    /// Steps after which a search gives up, so that no text makes it slow.
    private static var limit: Int { 4000 }

    /// The nearest label.
    ///
    /// `key` is folded; `budget` says how many characters may be wrong, missing or too many.
    static func find(_ key: [UInt8], in trie: FoldedTrie<Kind>, budget: Int) -> (Kind, Int)? {
        var search = FuzzySpelling(key: key, trie: trie)
        search.walk(0, 0, edits: 0, budget: budget)
        return search.best
    }

    private init(key: [UInt8], trie: FoldedTrie<Kind>) {
        self.key = key
        self.trie = trie
    }

    private mutating func walk(_ node: Int, _ place: Int, edits: Int, budget: Int) {
        steps += 1
        guard steps < Self.limit, edits < (best?.1 ?? Int.max) else { return }
        if place == key.count, let kind = trie.kind(at: node) {
            best = (kind, edits)
            return
        }
        if place < key.count, let next = trie.step(node, key[place]) {
            walk(next, place + 1, edits: edits, budget: budget)
        }
        // The first character is taken as read: without that, half of the table is tried for every word.
        guard edits < budget, place > 0 else { return }
        if place < key.count { walk(node, place + 1, edits: edits + 1, budget: budget) }
        for (byte, child) in trie.branches(node) {
            if place < key.count, key[place] != byte {
                walk(child, place + 1, edits: edits + 1, budget: budget)
            }
            // Of a label's end no more than a letter is supplied: "Sales Invoice" is not a misread "Sales Invoice No".
            if place < key.count || (key.count >= 6 && edits == 0) {
                walk(child, place, edits: place < key.count ? edits + 1 : budget, budget: budget)
            }
        }
    }
}
