internal import AssayKit
internal import DocumentLayout

/// Finds seller and buyer: below their labels, else by the form of a company's name.
struct PartyScanner {
    let page: CommercePage
    private var sheet: Sheet { page.sheet }

    struct Parties {
        var seller: Reading?
        var buyer: Reading?
        var sellerNumber: Reading?
        var buyerNumber: Reading?
    }

    func read() -> Parties {
        var parties = Parties()
        parties.seller = named(.seller)
        parties.buyer = named(.buyer)
        let numbers = numbers()
        for number in numbers where !number.isBuyers {
            parties.sellerNumber = parties.sellerNumber ?? number.reading
        }
        // The seller's own number may be repeated anywhere.
        for number in numbers where number.isBuyers && number.reading.value != parties.sellerNumber?.value {
            parties.buyerNumber = parties.buyerNumber ?? number.reading
        }
        if parties.seller == nil { parties.seller = byForm(excluding: parties.buyer?.value) }
        if parties.buyer == nil { parties.buyer = inWindow() ?? delivered(not: parties.seller) }
        return parties
    }

    /// The first row of a name below a label, or behind it.
    private func named(_ term: Term) -> Reading? {
        for hit in page.hits where hit.term == term && isHeading(hit) {
            if let rest = page.rest(of: hit),
                let reading = name(in: segment(behind: hit, rest), support: Confidence.labelled)
            {
                return reading
            }
            for range in page.below(hit, rows: 5) {
                // "Name: X" has the name behind its own label.
                if let inner = page.hits.first(where: {
                    $0.term == .partyName && range.contains($0.tokens.lowerBound)
                }) {
                    if let rest = page.rest(of: inner),
                        let reading = name(in: rest, support: Confidence.labelled)
                    {
                        return reading
                    }
                    continue
                }
                if isParticular(range) { continue }
                // "282, Mill Lane": where the address begins the name has not been readable.
                if isStreet(range) { break }
                if page.hits.contains(where: {
                    range.contains($0.tokens.lowerBound) && isParty($0) && isHeading($0)
                }) {
                    break
                }
                if let reading = name(in: range, support: 0.9) { return reading }
            }
        }
        return nil
    }

    /// The name in an envelope's window: below the sender's address set small in one line (DIN 5008).
    private func inWindow() -> Reading? {
        for row in sheet.rows.indices.prefix(30) {
            let tokens = sheet.rows[row].tokens
            let stops = tokens.filter { Self.isSeparator(sheet.text($0...$0)) }.count
            guard stops >= 2, tokens.contains(where: isPostalCode) else { continue }
            let box = sheet.rows[row].box
            for next in row + 1..<min(row + 4, sheet.rows.count)
            where sheet.rows[next].page == sheet.rows[row].page {
                for place in sheet.rows[next].segments {
                    let segment = sheet.segments[place]
                    guard abs(segment.box.x0 - box.x0) < 2 * box.height,
                        segment.box.y0 - box.y1 < 4 * box.height,
                        !page.hits.contains(where: { segment.tokens.contains($0.tokens.lowerBound) })
                    else { continue }
                    if let reading = name(in: segment.tokens, support: Confidence.positioned) {
                        return reading
                    }
                }
            }
        }
        return nil
    }

    private func isPostalCode(_ token: Int) -> Bool {
        sheet.tokens[token].letters == 0 && (4...5).contains(sheet.tokens[token].digits)
            && sheet.tokens[token].rawRange.count == Int(sheet.tokens[token].digits)
    }

    private static func isSeparator(_ text: String) -> Bool {
        ["●", "·", "•", "-", "–", "|", "∙", "*", "■", "▪"].contains(text)
    }

    /// Who the goods go to, where nobody else is named.
    private func delivered(not seller: Reading?) -> Reading? {
        guard var other = named(.otherParty), other.value != seller?.value else { return nil }
        other.support = Confidence.positioned
        return other
    }

    private func isParty(_ hit: TermHit) -> Bool { [.seller, .buyer, .otherParty].contains(hit.term) }

    /// Whether the word is a label here and no part of a name such as "Lieferant GmbH": it fills its segment, or a
    /// colon follows.
    private func isHeading(_ hit: TermHit) -> Bool {
        let segment = sheet.segments[sheet.segment(of: hit.tokens.lowerBound)]
        if sheet.text(hit.tokens).hasSuffix(":") || hit.valueStart != nil { return true }
        guard hit.tokens.lowerBound == segment.first else { return false }
        guard hit.tokens.upperBound < segment.last else { return true }
        return sheet.text((hit.tokens.upperBound + 1)...(hit.tokens.upperBound + 1)).hasPrefix(":")
    }

    /// The words behind a label up to the next wide gap.
    private func segment(behind hit: TermHit, _ rest: ClosedRange<Int>) -> ClosedRange<Int> {
        let segment = sheet.segments[sheet.segment(of: rest.lowerBound)]
        return rest.lowerBound...min(segment.last, rest.upperBound)
    }

    /// "Nummer : 549910", "GLN 4304171000002": something that is said of a party before its name.
    private func isParticular(_ range: ClosedRange<Int>) -> Bool {
        // The colon may stand in a column of its own.
        let end = min(range.upperBound + 1, sheet.rows[sheet.row(of: range.lowerBound)].last)
        if sheet.text(range.lowerBound...end).contains(":") { return true }
        let letters = range.reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
        let digits = range.reduce(0) { $0 + Int(sheet.tokens[$1].digits) }
        return digits > letters
    }

    private func isStreet(_ range: ClosedRange<Int>) -> Bool {
        let first = sheet.tokens[range.lowerBound]
        return first.digits > 0 && first.letters == 0
            && sheet.text(range.lowerBound...range.lowerBound).hasSuffix(",")
    }

    private static let titles = [
        "Rechnung", "Warenrechnung", "Handelsrechnung", "Rechnungskorrektur", "Gutschrift", "Lieferschein",
        "Invoice",
        "Commercial Invoice", "Tax Invoice", "Credit Note", "Facture", "Avoir", "Factuur", "Factura",
        "Fattura",
    ].map { Folding.fold($0) }

    private func name(in range: ClosedRange<Int>, support: Double) -> Reading? {
        var first = range.lowerBound
        while first <= range.upperBound, sheet.tokens[first].isPunctuation { first += 1 }
        guard first <= range.upperBound else { return nil }
        let words = first...range.upperBound
        let letters = words.reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
        guard letters >= 3, words.count <= 9,
            !page.hits.contains(where: { hit in
                hit.tokens.lowerBound == first
                    && [.seller, .buyer, .otherParty, .number, .taxNumber].contains(hit.term)
                    && isHeading(hit)
            })
        else { return nil }
        let text = sheet.text(words)
        // "W A R E N R E C H N U N G" is what the document is called.
        if Self.titles.contains(where: { Folding.fold(text) == $0 }) { return nil }
        return text.contains(":") ? nil : Reading(text, words, support: support)
    }

    /// A line with the form of a company in it, the topmost; the line of the sender may go on with its address.
    private func byForm(excluding buyer: String?) -> Reading? {
        for segment in sheet.segments where segment.row < max(sheet.rows.count, 1) {
            let words = Array(segment.tokens)
            guard
                let place = words.firstIndex(where: {
                    // "AG" is one, "ag" in a sentence is not.
                    CompanyForm.contains(sheet.keys[sheet.tokens[$0].keyRange])
                        && sheet.raw[sheet.tokens[$0].rawRange].first.map { $0 < 0x5B } ?? false
                }), place > 0, place <= 6
            else { continue }
            let range = words[0]...words[place]
            guard let reading = name(in: range, support: Confidence.positioned), reading.value != buyer else {
                continue
            }
            return reading
        }
        return nil
    }

    /// The VAT numbers (a country's letters and 8 to 12 digits or letters), each with whose it is.
    private func numbers() -> [(reading: Reading, isBuyers: Bool)] {
        sheet.tokens.indices.compactMap { index in
            let token = sheet.tokens[index]
            guard token.digits >= 7 else { return nil }
            var text = Substring(sheet.text(index...index))
            while let last = text.last, ",:;.|)".contains(last) { text = text.dropLast() }
            if let colon = text.lastIndex(of: ":") { text = text[text.index(after: colon)...] }
            guard VATNumber.isOne(text) else { return nil }
            let row = sheet.row(of: index)
            let own = page.hits.last { hit in
                hit.tokens.upperBound < index && sheet.row(of: hit.tokens.lowerBound) == row
                    && [.taxNumber, .buyerTaxNumber, .tax].contains(hit.term)
            }
            guard let own else { return nil }
            let support = Confidence.labelled
            if own.term == .buyerTaxNumber {
                return (Reading(String(text), index...index, support: support), true)
            }
            return (Reading(String(text), index...index, support: support), isBuyers(index))
        }
    }

    /// Whether the nearest label of a party above, in whose column a word stands, is not the seller's.
    private func isBuyers(_ index: Int) -> Bool {
        let box = sheet.tokens[index].box
        let label = page.hits.filter { hit in
            guard [.seller, .buyer, .otherParty].contains(hit.term), hit.tokens.upperBound < index else {
                return false
            }
            return sheet.box(hit.tokens).x0 <= box.x1
        }.min { left, right in
            distance(sheet.box(left.tokens), box) < distance(sheet.box(right.tokens), box)
        }
        return label.map { $0.term != .seller } ?? false
    }

    private func distance(_ label: Box, _ box: Box) -> Float {
        abs(box.y0 - label.y0) + 2 * max(0, box.x0 - label.x1 - 150)
    }
}
