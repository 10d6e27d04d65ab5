/// What a word of a spelled-out amount says.
enum WordOfNumber: Equatable {
    /// A number by itself.
    case value(Int64)
    /// Times a hundred.
    case hundred
    /// Thousand, lakh, million, crore.
    case multiplier(Int64)
    /// The whole units are named here.
    case rupees
    /// The hundredths are named here.
    case paise
    /// `and`.
    case joiner

    /// What a lower-case word says: nothing for `only`, several things for words that were run together
    /// ("twentyfive", "rupeesonly").
    ///
    /// - Returns: nil for a word that belongs to no amount.
    static func read(_ word: String) -> [WordOfNumber]? {
        if noise.contains(word) { return [] }
        if let known = table[word] { return [known] }
        if word.utf8.allSatisfy(ASCII.isDigit) {
            return word.utf8.count <= 12 ? Int64(word).map { [.value($0)] } : nil
        }
        if let parts = split(word) { return parts }
        guard word.utf8.count >= 3 else { return nil }
        let near = table.keys.filter { $0.utf8.count >= 3 && Spelling.isWithinOne(word, $0) }
        let meanings = near.compactMap { table[$0] }
        guard let first = meanings.first, meanings.allSatisfy({ $0 == first }) else {
            return noise.contains { $0.utf8.count >= 4 && Spelling.isWithinOne(word, $0) } ? [] : nil
        }
        return [first]
    }

    private static func split(_ word: String) -> [WordOfNumber]? {
        var rest = word[...]
        var parts: [WordOfNumber] = []
        while !rest.isEmpty {
            guard parts.count < 16,
                let key = byLength.first(where: { rest.hasPrefix($0) && $0.utf8.count >= 3 })
            else { return nil }
            if let known = table[key] { parts.append(known) }
            rest = rest.dropFirst(key.count)
        }
        return parts
    }

    private static let byLength = (Array(table.keys) + noise).sorted {
        ($1.utf8.count, $0) < ($0.utf8.count, $1)
    }

    private static let noise: Set<String> = [
        "only", "inr", "indian", "total", "amount", "words", "in", "sum", "of", "the", "chargeable", "e", "o",
    ]

    static let ones = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    static let tens = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]

    private static let table: [String: WordOfNumber] = {
        var table: [String: WordOfNumber] = [
            "hundred": .hundred, "hundreds": .hundred, "thousand": .multiplier(1000),
            "thousands": .multiplier(1000), "lakh": .multiplier(100_000), "lakhs": .multiplier(100_000),
            "lac": .multiplier(100_000), "lacs": .multiplier(100_000), "million": .multiplier(1_000_000),
            "crore": .multiplier(10_000_000), "crores": .multiplier(10_000_000), "rupees": .rupees,
            "rupee": .rupees, "rs": .rupees, "re": .rupees, "paise": .paise, "paisa": .paise,
            "paisas": .paise, "paises": .paise, "and": .joiner, "nil": .value(0), "fourty": .value(40),
            "ninty": .value(90), "fourtheen": .value(14),
        ]
        for (value, word) in ones.enumerated() { table[word] = .value(Int64(value)) }
        for (value, word) in tens.enumerated() where !word.isEmpty { table[word] = .value(Int64(value) * 10) }
        return table
    }()
}
