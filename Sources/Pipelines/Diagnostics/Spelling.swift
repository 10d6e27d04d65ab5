/// Finds what somebody probably meant.
package enum Spelling {
    /// The candidate that a word is most likely a misspelling of; nil when none comes close.
    ///
    /// Case, hyphens and underscores don't count. Of equals the one with the longer common beginning wins, then the
    /// earlier one.
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let wanted = folded(word)
        guard !wanted.isEmpty, wanted.count <= 100 else {
            return nil
        }
        var best: (candidate: String, score: Double)?
        for candidate in candidates where candidate != word {
            let score = similarity(wanted, folded(candidate))
            if score >= 0.5, score > (best?.score ?? 0) {
                best = (candidate, score)
            }
        }
        return best?.candidate
    }

    /// 1 for equal words, 0 for words that have nothing to do with each other.
    static func similarity(_ a: [UInt8], _ b: [UInt8]) -> Double {
        guard !a.isEmpty, !b.isEmpty else {
            return 0
        }
        if a == b {
            return 1
        }
        let longer = max(a.count, b.count)
        let shorter = min(a.count, b.count)
        let edits = distance(a, b)
        // Of a short word one letter is already a large part.
        let allowed = longer <= 2 ? 0 : longer <= 4 ? 1 : max(2, longer / 3)
        var score = 0.0
        if edits <= allowed {
            score = 1 - Double(edits) / Double(longer + 1)
        }
        // Left out or added words: "threshold" for "confidence_threshold", "gstin" for "supplier_gstin".
        if shorter >= 3, a.starts(with: b) || b.starts(with: a) || ends(a, with: b) || ends(b, with: a) {
            score = max(score, 0.5 + 0.35 * Double(shorter) / Double(longer))
        }
        if a.sorted() == b.sorted() {
            score = max(score, 0.75)
        }
        let common = zip(a, b).prefix { $0 == $1 }.count
        return score == 0 ? 0 : score + 0.1 * (1 - score) * Double(min(common, 4)) / 4
    }

    private static func ends(_ long: [UInt8], with short: [UInt8]) -> Bool {
        long.count >= short.count && long.suffix(short.count).elementsEqual(short)
    }

    /// Edits from one to the other: letters put in, left out, exchanged, or two neighbours swapped.
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var before = [Int](repeating: 0, count: b.count + 1)
        var above = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            row.reserveCapacity(b.count + 1)
            for j in b.indices {
                var cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, before[j - 1] + 1)
                }
                row.append(cost)
            }
            before = above
            above = row
        }
        return above[b.count]
    }

    private static func folded(_ word: String) -> [UInt8] {
        word.utf8.compactMap { byte in
            switch byte {
            case 0x41...0x5A: byte + 32
            case 0x2D, 0x5F, 0x20, 0x2E: nil  // hyphen, underscore, space, dot
            default: byte
            }
        }
    }
}
