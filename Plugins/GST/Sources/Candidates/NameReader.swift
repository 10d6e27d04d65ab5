import AssayKit
import DocumentLayout

/// Reads the parties' names.
struct NameReader {
    let finder: ValueFinder
    let rows: Range<Int>
    let head: Range<Int>
    let zones: [PartyZone]
    /// Where the buyer's number stands, when it is known.
    var buyerGSTIN: Reading?
    var sheet: Sheet { finder.sheet }

    // MARK: The supplier

    /// The supplier's name: by its label, its block, "For NAME" above the signature, the top of the page.
    func supplier() -> Reading? {
        var candidates: [Reading] = []
        if let labelled = labelled(.sellerName) { candidates.append(labelled) }
        if !hasGuest, let company = labelled(.company) { candidates.append(company) }
        if let inZone = name(in: .supplier) { candidates.append(inZone) }
        let signed = signatures()
        let top = topLines()
        if candidates.isEmpty, let known = top.first(where: { line in signed.contains { isSame($0, line) } })
        {
            candidates.append(continued(known))
        }
        if candidates.isEmpty, let first = top.first { candidates.append(continued(first)) }
        if candidates.isEmpty, let first = signed.first { candidates.append(first) }
        guard var best = candidates.first else { return nil }
        if zones.allSatisfy({ $0.role != .supplier }), let whole = registered(best) { best = whole }
        let others = (candidates.dropFirst() + signed + top).filter {
            $0.tokens != best.tokens && isSame($0, best)
        }
        if let whole = whole(of: best, among: others) { return whole }
        if !others.isEmpty { best.support = Confidence.confirmed }
        return best
    }

    /// The line of the head that begins as a brand does and goes on to a legal form: "Loopdesk" is "Loopdesk India Pvt Ltd".
    private func registered(_ brand: Reading) -> Reading? {
        guard let last = brand.tokens.last, !isLegalForm(last), brand.tokens.count <= 2 else { return nil }
        let start = key(brand)
        guard start.count >= 4 else { return nil }
        for row in head {
            for segment in sheet.rows[row].segments where finder.leadingHit(of: segment) == nil {
                let tokens = Array(sheet.segments[segment].tokens)
                guard !zones.contains(where: { $0.role != .supplier && $0.contains(tokens[0]) }),
                    let end = tokens.last, isLegalForm(end),
                    let whole = cleaned(tokens, support: Confidence.positioned),
                    whole.tokens.count > brand.tokens.count, key(whole).starts(with: start)
                else { continue }
                return whole
            }
        }
        return nil
    }

    /// Whether a guest or a customer is named by a label.
    var hasGuest: Bool {
        rows.contains { row in
            sheet.rows[row].segments.contains { finder.hits(in: $0).contains { $0.kind == .buyerName } }
        }
    }

    func key(_ reading: Reading) -> [UInt8] { Folding.fold(reading.value) }

    func isSame(_ left: Reading, _ right: Reading) -> Bool {
        let a = key(left)
        let b = key(right)
        guard !a.isEmpty, !b.isEmpty else { return false }
        return a == b || (min(a.count, b.count) >= 6 && (a.starts(with: b) || b.starts(with: a)))
    }

    /// "For NAME" above or beside the signature.
    private func signatures() -> [Reading] {
        var found: [Reading] = []
        for row in rows {
            for segment in sheet.rows[row].segments {
                guard let hit = finder.leadingHit(of: segment), hit.kind == .forParty, !hit.endsSegment else {
                    continue
                }
                let tokens = hit.last + 1...sheet.segments[segment].last
                guard let reading = cleaned(Array(tokens), support: Confidence.weak), isSigned(row) else {
                    continue
                }
                found.append(reading)
            }
        }
        return found
    }

    /// Whether a signature's label stands at most a few lines below.
    private func isSigned(_ row: Int) -> Bool {
        let page = sheet.rows[row].page
        let box = sheet.rows[row].box
        for next in row..<min(row + 14, rows.upperBound) where sheet.rows[next].page == page {
            guard sheet.rows[next].box.y0 - box.y1 < 14 * box.height else { return false }
            for segment in sheet.rows[next].segments {
                if finder.hits(in: segment).contains(where: { $0.kind == .signatory }) { return true }
            }
        }
        return false
    }

    /// Lines at the top that may be the letterhead, the most prominent first.
    private func topLines() -> [Reading] {
        var lines: [(reading: Reading, height: Float, order: Int)] = []
        let buyerRow = zones.filter { $0.role != .supplier }.compactMap {
            $0.heading.map { sheet.row(of: $0.first) }
        }.min()
        let limit = min(buyerRow ?? head.upperBound, head.upperBound, head.lowerBound + 14)
        func add(_ row: Int) {
            for segment in sheet.rows[row].segments {
                guard let tokens = letterhead(segment), !isTitle(segment), !isValue(segment), !isFact(segment)
                else { continue }
                guard !zones.contains(where: { $0.role != .supplier && $0.contains(tokens[0]) }),
                    let reading = cleaned(tokens, support: Confidence.positioned), !isAddress(tokens)
                else { continue }
                let height = tokens.map { sheet.tokens[$0].box.height }.max() ?? 0
                lines.append((reading, height, lines.count))
            }
        }
        (head.lowerBound..<max(limit, head.lowerBound)).forEach(add)
        // The buyer's block may stand beside the supplier's own, with nothing above both.
        if lines.isEmpty, let buyerRow, buyerRow < head.upperBound { add(buyerRow) }
        // Noise of logos and rulings is tall, and OCR says so itself.
        if lines.contains(where: { sheet.confidence(of: $0.reading.tokens) > 0.6 }) {
            lines.removeAll { sheet.confidence(of: $0.reading.tokens) < 0.4 }
        }
        let tallest = lines.map(\.height).max() ?? 0
        let prominent = lines.filter { $0.height >= 0.85 * tallest }
        let rest = lines.filter { $0.height < 0.85 * tallest }
        return (prominent + rest).map(\.reading)
    }

    /// The words of a line that may be a letterhead: all without a label, or those in larger print before the address.
    private func letterhead(_ segment: Int) -> [Int]? {
        let place = sheet.segments[segment]
        let end = finder.hits(in: segment).first?.first ?? place.last + 1
        guard end > place.first else { return nil }
        let whole = Array(place.first..<end)
        let first = sheet.tokens[place.first].box.height
        let large = whole.prefix { sheet.tokens[$0].box.height > 0.85 * first }
        // Only text that was not recognised has exact heights.
        if !sheet.isRecognised, large.count > 1, isAddress(Array(place.tokens.dropFirst(large.count))) {
            return Array(large)
        }
        return end > place.last ? whole : nil
    }

    /// Whether a line states something behind a colon: "Crates : 12".
    private func isFact(_ segment: Int) -> Bool {
        let tokens = sheet.segments[segment].tokens
        return !sheet.isRecognised
            && tokens.dropLast().contains { sheet.raw[sheet.tokens[$0].rawRange].last == UInt8(ascii: ":") }
    }

    /// Whether a line is the value of the label left of it.
    func isValue(_ segment: Int) -> Bool {
        guard segment > 0, sheet.segments[segment - 1].row == sheet.segments[segment].row,
            let label = finder.hits(in: segment - 1).last, label.endsSegment, label.isLeading
        else { return false }
        switch label.kind {
        case .weakNumber, .seller, .sellerName, .company, .name: return false
        default: return !label.kind.isMoney
        }
    }

    func isTitle(_ segment: Int) -> Bool {
        let place = sheet.segments[segment]
        let key = place.tokens.flatMap { sheet.keys[sheet.tokens[$0].keyRange] }
        // The header that spreadsheets print over their pages: "Sheet1", "Page 1".
        for name in ["sheet", "page"] where key.starts(with: Array(name.utf8)) {
            let rest = key.dropFirst(name.utf8.count)
            if !rest.isEmpty, rest.count <= 3, rest.allSatisfy(Folding.isDigit) { return true }
        }
        return DocumentTitle.isTitle(key) || (sheet.isRecognised && DocumentTitle.misread(key) != nil)
    }

    /// An address has digits and commas; a name hardly any.
    func isAddress(_ tokens: [Int]) -> Bool {
        let digits = tokens.reduce(0) { $0 + Int(sheet.tokens[$1].digits) }
        return digits >= 3
    }

    // MARK: The buyer

    /// The value of a label that names a party.
    func labelled(_ kind: LabelKind, notOfBank: Bool = false) -> Reading? {
        for row in rows {
            if notOfBank, namesBank(row) { continue }
            for segment in sheet.rows[row].segments {
                for hit in finder.hits(in: segment) where hit.kind == kind && (hit.isLeading || hit.hasColon)
                {
                    // "Legal Entity Name" in the buyer's block is the buyer's.
                    if kind == .sellerName,
                        zones.contains(where: { $0.role != .supplier && $0.contains(hit.first) })
                    {
                        continue
                    }
                    for spot in finder.spots(for: hit) where spot.leadingLabel == nil {
                        let found = cleaned(
                            Array(spot.tokens), from: spot.start, support: Confidence.labelled)
                        guard var reading = found else { continue }
                        complete(&reading)
                        return continued(reading)
                    }
                }
            }
        }
        return nil
    }

    /// Whether a row or one beside it tells of a bank account, whose holder is the supplier.
    private func namesBank(_ row: Int) -> Bool {
        (max(row - 2, rows.lowerBound)...min(row + 2, rows.upperBound - 1)).contains { near in
            sheet.rows[near].segments.contains { segment in
                finder.hits(in: segment).contains {
                    $0.kind == .account || $0.kind == .ifsc || $0.kind == .bankHeading
                }
            }
        }
    }

    /// A name with the line below it, where that holds nothing but the rest of a company's name.
    func continued(_ reading: Reading) -> Reading {
        guard let first = reading.tokens.first, let last = reading.tokens.last else { return reading }
        let row = sheet.row(of: first)
        let box = sheet.box(first...last)
        let below = min(row + 1, rows.upperBound)..<min(row + 4, rows.upperBound)
        for place in below.flatMap({ sheet.rows[$0].segments }) {
            let other = sheet.segments[place].box
            let isAligned =
                abs(other.x0 - box.x0) < box.height || abs(other.x1 - box.x1) < box.height
                || abs(other.midX - box.midX) < box.height
            guard isAligned, other.midY > box.y1, other.y0 - box.y1 < 0.8 * box.height,
                other.height > 0.7 * box.height,
                isRestOfName(place)
            else { continue }
            var whole = reading
            let rest = Array(sheet.segments[place].tokens)
            let text = Self.trimmed(sheet.text(sheet.segments[place].tokens))
            // "SkyHop" over "SkyHop Aviation Limited": a brand over its whole name.
            let isWhole = Folding.fold(text).starts(with: key(reading))
            whole.tokens = isWhole ? rest : reading.tokens + rest
            whole.value = isWhole ? text : reading.value + " " + text
            whole.raw = whole.value
            return whole
        }
        return reading
    }

    /// Whether a line holds nothing but the rest of a company's name: "Limited", "Agencies & Sons".
    private func isRestOfName(_ segment: Int) -> Bool {
        let tokens = sheet.segments[segment].tokens
        if tokens.allSatisfy(isLegalForm) { return true }
        guard tokens.count <= 4, finder.hits(in: segment).allSatisfy({ $0.kind == .other && !$0.hasColon }),
            let last = tokens.last,
            tokens.allSatisfy({ sheet.tokens[$0].digits == 0 })
        else { return false }
        return isLegalForm(last) || Self.trades.contains { sheet.key(last, equals: $0) }
    }

    /// Words that end the names of firms.
    static let trades: [StaticString] = [
        "sons", "brothers", "bros", "agencies", "agency", "traders", "trading", "enterprises", "enterprise",
        "industries",
        "stores", "store", "mills", "works", "distributors", "associates", "solutions", "services",
        "products",
        "electricals", "motors", "foods", "textiles", "jewellers", "medicals", "pharma", "exports",
        "technologies",
    ]

    func isLegalForm(_ token: Int) -> Bool {
        Self.legalForms.contains { sheet.key(token, equals: $0) }
    }

    /// Adds the next line to a name that ends in "and" or "&".
    private func complete(_ reading: inout Reading) {
        guard let last = reading.tokens.last, let first = reading.tokens.first,
            sheet.key(last, equals: "and") || sheet.raw[sheet.tokens[last].rawRange].last == UInt8(ascii: "&")
        else { return }
        let row = sheet.row(of: last)
        guard row + 1 < rows.upperBound else { return }
        let box = sheet.box(first...last)
        let next = sheet.rows[row + 1].segments.first { place in
            let other = sheet.segments[place].box
            return abs(other.x0 - box.x0) < box.height && other.y0 - box.y1 < box.height
        }
        guard let next, finder.leadingHit(of: next) == nil else { return }
        reading.tokens += Array(sheet.segments[next].tokens)
        reading.value += " " + Self.trimmed(sheet.text(sheet.segments[next].tokens))
        reading.raw = reading.value
    }

    /// The name in a party's block: after "Name:", else its first line.
    func name(in role: PartyRole) -> Reading? {
        for zone in zones where zone.role == role {
            for line in zone.lines.prefix(8) {
                guard let hit = finder.leadingHit(of: line.segment),
                    hit.kind == .name || hit.kind == .buyerName
                        || hit.kind == .sellerName
                else { continue }
                for spot in finder.spots(for: hit) where spot.relation != .below {
                    if let reading = cleaned(
                        Array(spot.tokens), from: spot.start, support: Confidence.labelled)
                    {
                        return reading
                    }
                }
            }
            for (place, line) in zone.lines.prefix(4).enumerated() {
                let hit = finder.leadingHit(of: line.segment)
                if isOffice(line.tokens) { continue }
                let isLabelled = hit.map { $0.first == line.tokens.first && !$0.kind.opensParty } ?? false
                // "GSTIN: ..." may stand above the name; below an address line there is none.
                if isLabelled { continue }
                let support = place == 0 ? Confidence.labelled : Confidence.weak
                guard place == 0 || !isAddress(line.tokens),
                    var reading = cleaned(line.tokens, support: support)
                else { continue }
                if place + 1 < zone.lines.count {
                    let isInline = zone.heading.map { $0.segment == line.segment } ?? false
                    extend(&reading, with: zone.lines[place + 1], isInline: place == 0 && isInline)
                }
                return reading
            }
        }
        return nil
    }

    /// Whether a line addresses somebody by his office: "The Managing Director".
    private func isOffice(_ tokens: [Int]) -> Bool {
        guard let first = tokens.first, sheet.key(first, equals: "the"), tokens.count <= 6 else {
            return false
        }
        return tokens.contains { token in Self.offices.contains { sheet.key(token, equals: $0) } }
    }

    private static let offices: [StaticString] = [
        "manager", "director", "principal", "secretary", "proprietor", "accounts", "accountant", "purchase",
        "head", "partner", "officer", "superintendent", "engineer", "commissioner", "chairman", "president",
        "registrar", "dean", "treasurer", "administrator",
    ]

    /// "WISELIFE WELLNESS INDIA PRIVATE" over "LIMITED": a legal form alone on the next line.
    ///
    /// "GUPTA MEDICAL" behind its heading over "STORE".
    private func extend(_ reading: inout Reading, with line: PartyZone.Line, isInline: Bool) {
        let isRest =
            line.tokens.count <= 4 && line.tokens.allSatisfy(isLegalForm)
            || (isInline && line.tokens.count <= 2 && isRestOfName(line.segment))
        guard isRest else { return }
        reading.tokens += line.tokens
        reading.value += " " + Self.trimmed(sheet.text(of: line.tokens))
        reading.raw = reading.value
    }

    private static let legalForms: [StaticString] = [
        "limited", "ltd", "india", "i", "pvt", "private", "llp", "pvtltd", "company", "co", "inc",
        "corporation",
        "privatelimited",
    ]
}
