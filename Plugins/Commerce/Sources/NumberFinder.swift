internal import AssayKit
internal import DocumentLayout

/// Finds the document's number.
struct NumberFinder {
    let page: CommercePage
    private var sheet: Sheet { page.sheet }

    func reading() -> Reading? {
        for weight in [2, 1] {
            for hit in page.hits where hit.term == .number && hit.weight == weight {
                if let reading = number(of: hit) { return reading }
            }
        }
        return nil
    }

    private func number(of hit: TermHit) -> Reading? {
        let support = hit.weight == 2 ? Confidence.labelled : Confidence.weak
        if let rest = page.rest(of: hit), let reading = read(rest, from: hit.valueStart, support: support) {
            return reading
        }
        // A heading such as "Invoice" alone has nothing below it that belongs to it.
        guard hit.weight == 2, hit.valueStart == nil else { return nil }
        return page.below(hit, rows: 1).lazy.compactMap { read($0, from: nil, support: Confidence.weak) }
            .first
    }

    /// The first word that has a digit, behind marks and "(380) Nr."; nil when another word comes first.
    private func read(_ range: ClosedRange<Int>, from start: Int?, support: Double) -> Reading? {
        var index = range.lowerBound
        var skipped = 0
        while index <= range.upperBound, skipped < 3 {
            let token = sheet.tokens[index]
            let text = sheet.text(index...index, from: index == range.lowerBound ? start : nil)
            if token.isPunctuation || ["no", "nr", "number", "n", "nummer"].contains(folded(index))
                || (text.hasPrefix("(") && text.hasSuffix(")"))
            {
                index += 1
                skipped += 1
                continue
            }
            break
        }
        guard index <= range.upperBound else { return nil }
        let text = sheet.text(index...index, from: index == range.lowerBound ? start : nil)
        var trimmed = Substring(text)
        while let last = trimmed.last, ",:;.|)".contains(last) { trimmed = trimmed.dropLast() }
        while let first = trimmed.first, ",:;.|(#-=".contains(first) { trimmed = trimmed.dropFirst() }
        guard (2...40).contains(trimmed.utf8.count), trimmed.utf8.contains(where: Folding.isDigit),
            page.dates.dates(in: index...min(index + 2, range.upperBound)).first?.tokens.lowerBound != index,
            !(PrintedAmount(trimmed.utf8, mark: page.mark, isRecognised: false)?.isMoney ?? false)
        else { return nil }
        return Reading(String(trimmed), index...index, raw: String(trimmed), support: support)
    }

    private func folded(_ index: Int) -> String {
        String(decoding: sheet.keys[sheet.tokens[index].keyRange], as: UTF8.self)
    }
}
