import AssayKit
import DocumentLayout

extension NameReader {
    /// A name on a recognised page with doubt where a part of it was not read, or all of it and this is the address or
    /// another label: "Shipping Terms:standard".
    func doubted(_ name: Reading) -> Reading {
        guard sheet.isRecognised,
            isLikeAddress(name.tokens) || isCut(name.tokens) || name.value.dropLast().contains(":")
        else { return name }
        var name = name
        name.support = min(name.support, Confidence.guessed)
        return name
    }

    /// Whether a company's form stands there by half: "Private" without "Limited".
    private func isCut(_ tokens: [Int]) -> Bool {
        tokens.last.map { sheet.key($0, equals: "private") || sheet.key($0, equals: "pvt") } ?? false
    }

    /// Whether a line begins with a number or has a word of streets, and does not end as companies' names do.
    private func isLikeAddress(_ tokens: [Int]) -> Bool {
        guard let first = tokens.first, let last = tokens.last, !isLegalForm(last),
            !Self.trades.contains(where: { sheet.key(last, equals: $0) })
        else { return false }
        let hasDigit = tokens.contains { sheet.tokens[$0].digits > 0 }
        func holds(_ words: [StaticString]) -> Bool {
            tokens.contains { token in words.contains { sheet.key(token, equals: $0) } }
        }
        return sheet.tokens[first].digits > 0 || isAddress(tokens) || holds(Self.streets)
            || (hasDigit && holds(Self.numbered))
    }

    /// Words that addresses are made of and names of firms hardly ever.
    private static let streets: [StaticString] = [
        "road", "rd", "street", "lane", "marg", "chowk", "gali", "near", "opp", "opposite", "behind", "nagar",
        "colony", "midc", "gidc", "village", "taluka", "tehsil", "dist", "district", "bazar", "bazaar",
        "highway",
    ]
    /// Words that are a part of an address where they have a number.
    private static let numbered: [StaticString] = [
        "shop", "plot", "flat", "floor", "sector", "block", "phase", "ward", "house", "building", "tower",
        "cross",
    ]

    /// The whole of a name that recognition cut: "KALINGA LIGHTING PRI" beside "Kalinga Lighting Private Limited".
    func whole(of name: Reading, among others: [Reading]) -> Reading? {
        guard sheet.isRecognised, let last = name.tokens.last else { return nil }
        let cut = key(name)
        let end = sheet.keys[sheet.tokens[last].keyRange]
        return others.first { other in
            guard other.tokens.count >= name.tokens.count, key(other).count > cut.count,
                key(other).starts(with: cut)
            else { return false }
            let word = sheet.keys[sheet.tokens[other.tokens[name.tokens.count - 1]].keyRange]
            return isCut(name.tokens) || (word.count > end.count && word.starts(with: end))
        }
    }
}
