import AssayKit
import DocumentLayout

extension NameReader {
    /// The buyer's name: by its label, its block, or the consignee's.
    func buyer() -> Reading? {
        // Who is billed is the guest's company, where there is one.
        if hasGuest, let company = labelled(.company) { return company }
        if let labelled = labelled(.buyerName) { return labelled }
        if let inZone = name(in: .buyer) {
            return isReference(inZone) ? name(in: .shipTo) : inZone
        }
        guard !zones.contains(where: { $0.role == .buyer }) else { return nil }
        // Only the buyer is introduced with "Name:" on a document whose letterhead names the supplier.
        guard var other = name(in: .shipTo) ?? labelled(.name, notOfBank: true) ?? greeted() else {
            return nil
        }
        other.support = Confidence.positioned
        return other
    }

    /// Whether a name only refers to the other party: "Same as consignee".
    func isReference(_ name: Reading) -> Bool {
        let key = key(name)
        return ["sameas", "asabove", "asperconsignee", "ditto"].contains { key.starts(with: Array($0.utf8)) }
    }

    /// A person by his title over an address, with no heading: the one whom the bill is sent to.
    func greeted() -> Reading? {
        for row in head {
            for segment in sheet.rows[row].segments {
                let place = sheet.segments[segment]
                guard place.tokens.count >= 2, finder.hits(in: segment).isEmpty, !isValue(segment),
                    Self.titles.contains(where: { sheet.key(place.first, equals: $0) }),
                    !isAddress(Array(place.tokens)), row + 1 < head.upperBound,
                    sheet.rows[row + 1].segments.contains(where: {
                        abs(sheet.segments[$0].box.x0 - place.box.x0) < place.box.height
                            && finder.hits(in: $0).isEmpty
                    })
                else { continue }
                if let name = cleaned(Array(place.tokens), support: Confidence.positioned) { return name }
            }
        }
        return nil
    }

    static let titles: [StaticString] = ["mr", "mrs", "ms", "miss", "shri", "smt", "sri", "kumari"]

    /// The first line of the block that ends in the buyer's number, where no heading names its owner.
    func aboveBuyerGSTIN(not supplier: Reading?) -> Reading? {
        guard let first = buyerGSTIN?.tokens.first, !zones.contains(where: { $0.role == .buyer }) else {
            return nil
        }
        var lower = sheet.segments[sheet.segment(of: first)]
        var top: [Int]?
        var second: [Int]?
        for row in stride(from: lower.row - 1, through: max(rows.lowerBound, lower.row - 9), by: -1) {
            let upper = sheet.rows[row].segments.first { place in
                abs(sheet.segments[place].box.x0 - lower.box.x0) < 0.7 * lower.box.height
            }
            guard sheet.rows[row].page == sheet.rows[lower.row].page,
                lower.box.y0 - sheet.rows[row].box.y1 < lower.box.height
            else { break }
            guard let upper else { continue }
            if let hit = finder.leadingHit(of: upper) {
                if hit.kind == .address || hit.kind == .phone || hit.kind == .email { continue }
                break
            }
            if isTitle(upper) { break }
            // A caption that is not known: "Passenger:".
            if sheet.raw[Int(sheet.tokens[sheet.segments[upper].last].rawEnd) - 1] == UInt8(ascii: ":") {
                break
            }
            lower = sheet.segments[upper]
            second = top
            top = Array(lower.tokens)
        }
        // A caption that is not known, in one word over a company's whole name: "Hirer".
        if let lines = top, lines.count == 1, let second, second.last.map(isLegalForm) ?? false {
            top = second
        }
        guard let top, !isAddress(top), let name = cleaned(top, support: Confidence.positioned),
            supplier.map({ !isSame($0, name) }) ?? true
        else { return nil }
        return name
    }
}
