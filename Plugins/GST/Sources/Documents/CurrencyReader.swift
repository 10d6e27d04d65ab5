import AssayKit
import DocumentLayout

/// Reads the currency off the signs and words beside amounts.
struct CurrencyReader {
    let sheet: Sheet

    /// The currency; rupees wherever they are named, another one only on a document without a GSTIN.
    func read(in rows: Range<Int>, isIndian: Bool) -> Reading? {
        var other: Reading?
        for row in rows {
            for index in sheet.rows[row].tokens {
                if isRupee(index) { return Reading("INR", tokens: [index], support: Confidence.labelled) }
                if other == nil, !isIndian, let code = foreign(index) {
                    other = Reading(code, tokens: [index], support: Confidence.labelled)
                }
            }
        }
        return other
    }

    private func isRupee(_ index: Int) -> Bool {
        if sheet.key(index, equals: "inr") || sheet.key(index, equals: "rs")
            || sheet.key(index, equals: "rupees")
        {
            return true
        }
        return bytes(index, contain: [0xE2, 0x82, 0xB9])
            || (sheet.tokens[index].number.marks.contains(.currency) && startsWithRs(index))
    }

    private func startsWithRs(_ index: Int) -> Bool {
        let keys = sheet.tokens[index].keyRange
        return keys.count > 2 && sheet.keys[keys.lowerBound] == UInt8(ascii: "r")
            && sheet.keys[keys.lowerBound + 1] == UInt8(ascii: "s")
    }

    private func foreign(_ index: Int) -> String? {
        for (key, code) in Self.words where sheet.key(index, equals: key) { return code }
        guard sheet.tokens[index].number.isNumber || sheet.tokens[index].isPunctuation else { return nil }
        if bytes(index, contain: [UInt8(ascii: "$")]) { return "USD" }
        if bytes(index, contain: [0xE2, 0x82, 0xAC]) { return "EUR" }
        if bytes(index, contain: [0xC2, 0xA3]) { return "GBP" }
        return nil
    }

    private static let words: [(StaticString, String)] = [
        ("usd", "USD"), ("eur", "EUR"), ("gbp", "GBP"), ("aed", "AED"), ("sgd", "SGD"), ("chf", "CHF"),
        ("jpy", "JPY"),
    ]

    private func bytes(_ index: Int, contain wanted: [UInt8]) -> Bool {
        let range = sheet.tokens[index].rawRange
        guard range.count >= wanted.count else { return false }
        return (range.lowerBound...range.upperBound - wanted.count).contains { start in
            wanted.indices.allSatisfy { sheet.raw[start + $0] == wanted[$0] }
        }
    }
}
