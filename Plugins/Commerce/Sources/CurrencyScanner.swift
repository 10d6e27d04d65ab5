internal import AssayKit
internal import DocumentLayout

/// Finds the currency that a document names.
struct CurrencyScanner {
    let page: CommercePage

    /// Codes and signs that mean one currency; "$" alone means many.
    private static let names: [(name: String, code: String)] = [
        ("EUR", "EUR"), ("€", "EUR"), ("GBP", "GBP"), ("£", "GBP"), ("MYR", "MYR"), ("RM", "MYR"),
        ("USD", "USD"),
        ("US$", "USD"), ("INR", "INR"), ("₹", "INR"), ("Rs", "INR"), ("Rs.", "INR"), ("CHF", "CHF"),
        ("SGD", "SGD"),
        ("S$", "SGD"), ("AUD", "AUD"), ("CAD", "CAD"), ("JPY", "JPY"), ("DKK", "DKK"), ("SEK", "SEK"),
        ("NOK", "NOK"), ("PLN", "PLN"), ("CZK", "CZK"), ("HKD", "HKD"), ("CNY", "CNY"), ("AED", "AED"),
    ]

    /// The code behind a label, else the one that stands most often beside amounts.
    func reading() -> Reading? {
        for hit in page.hits where hit.term == .currency {
            guard let rest = page.rest(of: hit) else { continue }
            for index in rest.prefix(3) {
                if let code = code(of: page.sheet.text(index...index)) {
                    return Reading(code, index...index, support: Confidence.labelled)
                }
            }
        }
        var counts: [String: (count: Int, first: Int)] = [:]
        for index in page.sheet.tokens.indices {
            guard let code = code(at: index) else { continue }
            counts[code, default: (0, index)].count += 1
        }
        let ranked = counts.sorted { ($0.value.count, $1.value.first) > ($1.value.count, $0.value.first) }
        guard let best = ranked.first else { return nil }
        let isAlone = ranked.count == 1 || ranked[1].value.count * 3 < best.value.count
        return Reading(
            best.key, best.value.first...best.value.first,
            support: isAlone ? Confidence.labelled : Confidence.positioned)
    }

    /// The currency at a word: by itself beside a number, or glued to one.
    private func code(at index: Int) -> String? {
        let token = page.sheet.tokens[index]
        let text = page.sheet.text(index...index)
        if token.digits == 0 {
            guard let code = code(of: text) else { return nil }
            // "Rs" or "RM" in running text is no currency; "€" always is.
            guard token.letters > 0 else { return code }
            let isBeside = [index - 1, index + 1].contains {
                page.sheet.tokens.indices.contains($0) && page.sheet.tokens[$0].digits > 0
            }
            return isBeside || text.hasPrefix("(") ? code : nil
        }
        guard text.utf8.count <= 20 else { return nil }
        let digit = text.firstIndex { $0.isASCII && $0.isNumber } ?? text.endIndex
        if let code = code(of: String(text[..<digit])) { return code }
        guard let last = text.lastIndex(where: { $0.isASCII && $0.isNumber }) else { return nil }
        return code(of: String(text[text.index(after: last)...]))
    }

    private func code(of text: String) -> String? {
        let trimmed = text.filter { !"()[]:;,.-".contains($0) }
        guard !trimmed.isEmpty, trimmed.utf8.count <= 4 else { return nil }
        return Self.names.first { $0.name == trimmed || $0.name == text }?.code
    }
}
