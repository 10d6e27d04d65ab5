import AssayKit
import DocumentLayout
import IndianTax

/// Tells supplier and buyer apart and reads their names and numbers.
struct PartyReader {
    let finder: ValueFinder
    let options: InvoiceOptions
    /// All rows of the invoice, and those above its items.
    let rows: Range<Int>
    let head: Range<Int>
    private var sheet: Sheet { finder.sheet }

    func read() -> Parties {
        let zones = PartyZoneFinder(finder: finder, rows: head).zones()
        let scan = IdentifierScan(finder: finder)
        let hits = scan.gstins(in: rows).filter { !isTransporter($0) }
        var parties = Parties()
        assign(hits, zones, &parties)
        let origin = dispatch(hits, zones, &parties)
        let names = NameReader(
            finder: finder, rows: rows, head: head, zones: zones, buyerGSTIN: parties.buyerGSTIN)
        parties.supplierName = (registeredName(parties) ?? names.supplier() ?? origin).map(names.doubted)
        parties.buyerName = (names.buyer() ?? names.aboveBuyerGSTIN(not: parties.supplierName)).map(
            names.doubted)
        parties.shipToName = names.name(in: .shipTo).map(names.doubted)
        if sheet.isRecognised { parties.mendNames() }
        readPANs(zones, &parties)
        if sheet.isRecognised { parties.doubtPANs() }
        readContacts(zones, &parties)
        return parties
    }

    private func role(of token: Int, _ zones: [PartyZone]) -> PartyRole? {
        zones.last { $0.contains(token) }?.role
    }

    /// Transporters' enrolment numbers look like GSTINs.
    private func isTransporter(_ hit: IdentifierHit) -> Bool {
        guard hit.label == nil, let first = hit.tokens.first else { return false }
        let segment = sheet.segment(of: first)
        let labels = finder.hits(in: segment).filter { $0.first <= first }
        if let last = labels.last, last.kind == .other { return true }
        let row = sheet.segments[segment].row
        guard segment > sheet.rows[row].segments.lowerBound, let before = finder.hits(in: segment - 1).last
        else {
            return false
        }
        return before.kind == .other && before.endsSegment
    }

    private func assign(_ hits: [IdentifierHit], _ zones: [PartyZone], _ parties: inout Parties) {
        var open: [IdentifierHit] = []
        func reading(_ hit: IdentifierHit) -> Reading {
            Reading(hit.value, tokens: hit.tokens, raw: hit.raw, support: hit.support)
        }
        for hit in hits {
            guard let first = hit.tokens.first else { continue }
            if options.isHome(hit.value) {
                if parties.buyerGSTIN == nil { parties.buyerGSTIN = reading(hit) }
                continue
            }
            switch hit.label == .companyGSTIN ? owner(of: hit, among: hits) : hit.label {
            case .sellerGSTIN: if parties.supplierGSTIN == nil { parties.supplierGSTIN = reading(hit) }
            case .buyerGSTIN: if parties.buyerGSTIN == nil { parties.buyerGSTIN = reading(hit) }
            default:
                switch role(of: first, zones) {
                case .supplier: if parties.supplierGSTIN == nil { parties.supplierGSTIN = reading(hit) }
                case .buyer: if parties.buyerGSTIN == nil { parties.buyerGSTIN = reading(hit) }
                case .shipTo, .other: continue
                case nil: open.append(hit)
                }
            }
        }
        assignOpen(open, zones, &parties)
        if parties.buyerGSTIN == nil, !zones.contains(where: { $0.role == .buyer }),
            let ship = hits.first(where: { $0.tokens.first.map { role(of: $0, zones) == .shipTo } ?? false })
        {
            parties.buyerGSTIN = reading(ship)
        }
    }

    /// Takes the number in the block "Shipped From" for the supplier's, where no other one is; the name in that block.
    private func dispatch(
        _ hits: [IdentifierHit], _ zones: [PartyZone], _ parties: inout Parties
    ) -> Reading? {
        guard parties.supplierGSTIN == nil else { return nil }
        for zone in zones where zone.heading?.kind == .dispatchFrom {
            guard let hit = hits.first(where: { $0.tokens.first.map(zone.contains) ?? false }),
                hit.label != nil,
                hit.value != parties.buyerGSTIN?.value
            else { continue }
            parties.supplierGSTIN = Reading(
                hit.value, tokens: hit.tokens, raw: hit.raw, support: min(hit.support, Confidence.positioned))
            var own = zone
            own.role = .supplier
            var name = NameReader(finder: finder, rows: rows, head: head, zones: [own]).name(in: .supplier)
            name?.support = Confidence.positioned
            return name
        }
        return nil
    }

    /// Whose "Company GSTIN" is: a guest's employer's where the letterhead has a number of its own, else the supplier's.
    private func owner(of hit: IdentifierHit, among hits: [IdentifierHit]) -> LabelKind {
        let isAnothers = hits.contains { other in
            guard let place = other.tokens.first, let own = hit.tokens.first else { return false }
            return place < own && other.label == .gstin && other.value != hit.value
        }
        return isAnothers ? .buyerGSTIN : .sellerGSTIN
    }

    /// Numbers outside all blocks: the first is the supplier's, unless the buyer's heading stands above it.
    private func assignOpen(_ open: [IdentifierHit], _ zones: [PartyZone], _ parties: inout Parties) {
        let buyerTop = zones.filter { $0.role == .buyer }.compactMap {
            $0.heading.map { sheet.tokens[$0.first].box.y0 }
        }.min()
        // A company states its office and its number at the foot; what stands above without a heading is its customer's.
        if parties.supplierGSTIN == nil, let own = open.first(where: isRegistered),
            open.contains(where: { $0.value != own.value && !isRegistered($0) })
        {
            parties.supplierGSTIN = Reading(
                own.value, tokens: own.tokens, raw: own.raw, support: min(own.support, Confidence.weak))
        }
        for hit in open {
            guard let first = hit.tokens.first else { continue }
            let isBelowBuyer = buyerTop.map { sheet.tokens[first].box.y0 >= $0 - 2 } ?? false
            let inHead = head.contains(sheet.row(of: first))
            let reading = Reading(
                hit.value, tokens: hit.tokens, raw: hit.raw, support: min(hit.support, Confidence.labelled))
            let isKnown =
                reading.value == parties.supplierGSTIN?.value || reading.value == parties.buyerGSTIN?.value
            if isKnown { continue }
            if isBelowBuyer, inHead, parties.buyerGSTIN == nil, parties.supplierGSTIN != nil, hit.label != nil
            {
                parties.buyerGSTIN = reading
            } else if parties.supplierGSTIN == nil {
                parties.supplierGSTIN = reading
            } else if parties.buyerGSTIN == nil, inHead, hit.label != nil, buyerTop == nil,
                hit.value.dropFirst(2).prefix(10) != parties.supplierGSTIN?.value.dropFirst(2).prefix(10)
            {
                parties.buyerGSTIN = reading
            }
        }
    }

    /// Whether a number stands in the line of a registered office or beside a company's own number.
    private func isRegistered(_ hit: IdentifierHit) -> Bool {
        guard let first = hit.tokens.first else { return false }
        let row = sheet.row(of: first)
        guard !head.contains(row) || zonesAreEmpty(above: row) else { return false }
        return sheet.rows[row].tokens.contains {
            sheet.key($0, equals: "cin") || sheet.key($0, equals: "regd") || sheet.key($0, equals: "llpin")
                || sheet.key($0, equals: "registered")
        } || footName(row, before: first) != nil
    }

    /// The company that begins a line at the foot: "Studio Banyan LLP | GSTIN ...".
    private func footName(_ row: Int, before end: Int) -> ClosedRange<Int>? {
        guard let start = sheet.rows[row].tokens.first, start + 1 < end else { return nil }
        let names = NameReader(finder: finder, rows: rows, head: head, zones: [])
        for index in start + 1..<min(end, start + 9) {
            let ending = sheet.raw[sheet.tokens[index - 1].rawRange].last
            if index > start + 1, ending == UInt8(ascii: ",") { return nil }
            guard
                ["limited", "ltd", "llp", "pvtltd"].contains(
                    String(decoding: sheet.keys[sheet.tokens[index].keyRange], as: UTF8.self)),
                names.isLegalForm(index)
            else { continue }
            let last = sheet.raw[sheet.tokens[index].rawRange].last
            let isParted = last == UInt8(ascii: ",") || last == UInt8(ascii: ".")
            if isParted || sheet.tokens[index + 1].isPunctuation { return start...index }
        }
        return nil
    }

    /// The company that begins the line at the foot in which its number stands.
    private func registeredName(_ parties: Parties) -> Reading? {
        guard let first = parties.supplierGSTIN?.tokens.first else { return nil }
        let row = sheet.row(of: first)
        guard row > head.upperBound else { return nil }
        guard let words = footName(row, before: first) else { return nil }
        let text = NameReader.trimmed(sheet.text(words))
        let name = text.hasSuffix(".") && !text.hasSuffix("Ltd.") ? String(text.dropLast()) : text
        return Reading(name, tokens: Array(words), raw: text, support: Confidence.positioned)
    }

    private func zonesAreEmpty(above row: Int) -> Bool { row > head.upperBound }

    private func readContacts(_ zones: [PartyZone], _ parties: inout Parties) {
        let reader = AddressReader(finder: finder)
        func contact(_ role: PartyRole, _ name: Reading?) -> AddressReader.Contact? {
            zones.first { $0.role == role && !$0.lines.isEmpty }.map {
                reader.read($0, name: name?.tokens ?? [])
            }
        }
        parties.buyer = contact(.buyer, parties.buyerName) ?? parties.buyer
        parties.shipTo = contact(.shipTo, parties.shipToName) ?? parties.shipTo
        if let own = contact(.supplier, parties.supplierName) {
            parties.supplier = own
        } else if let name = parties.supplierName, let first = name.tokens.first, let last = name.tokens.last,
            head.contains(sheet.row(of: first))
        {
            // Without a heading the letterhead's name is the heading of its block.
            let heading = LabelHit(
                kind: .seller, first: first, last: last, end: Int(sheet.tokens[last].rawEnd),
                segment: sheet.segment(of: last), isLeading: true, hasColon: false, endsSegment: true,
                edits: 0,
                length: 0)
            let zone = PartyZoneFinder(finder: finder, rows: head).zone(
                heading, among: zones.compactMap(\.heading))
            parties.supplier = reader.read(zone, name: name.tokens)
        }
    }

    private func readPANs(_ zones: [PartyZone], _ parties: inout Parties) {
        for row in rows {
            for segment in sheet.rows[row].segments {
                for hit in finder.hits(in: segment) {
                    guard [.pan, .sellerPAN, .buyerPAN].contains(hit.kind), let found = pan(hit) else {
                        continue
                    }
                    let isBuyer =
                        hit.kind == .buyerPAN || (hit.kind == .pan && role(of: hit.first, zones) == .buyer)
                    let isShip = hit.kind == .pan && role(of: hit.first, zones) == .shipTo
                    if isBuyer {
                        if parties.buyerPAN == nil { parties.buyerPAN = found }
                    } else if !isShip, parties.supplierPAN == nil {
                        parties.supplierPAN = found
                    }
                }
            }
        }
    }

    private func pan(_ hit: LabelHit) -> Reading? {
        for spot in finder.spots(for: hit) {
            let token = sheet.tokens[spot.tokens.lowerBound]
            let start = max(Int(token.rawStart), spot.start ?? 0)
            let bytes = sheet.raw[start..<Int(token.rawEnd)].filter {
                Folding.isDigit($0) || Folding.isLetter($0)
            }
            let text = String(decoding: bytes.map(Folding.upper), as: UTF8.self)
            if PAN(text) != nil {
                return Reading(text, tokens: [spot.tokens.lowerBound], support: Confidence.labelled)
            }
        }
        return nil
    }
}
