import AssayKit
import DocumentLayout
import IndianTax

/// Reads the labelled values of an invoice's head: numbers, dates, references, place of supply.
struct HeaderReader {
    let finder: ValueFinder
    let options: InvoiceOptions
    let rows: Range<Int>
    private var sheet: Sheet { finder.sheet }

    /// A candidate of one field.
    private struct Candidate {
        var reading: Reading
        var score: Double
    }

    /// The fields by name.
    func read() -> [String: Reading] {
        var best: [String: Candidate] = [:]
        var dates: [(hit: LabelHit, date: Reading, isWeak: Bool)] = []
        func offer(_ name: String, _ reading: Reading?, _ score: Double) {
            guard let reading else { return }
            if let known = best[name], known.score >= score { return }
            best[name] = Candidate(reading: reading, score: score)
        }
        for row in rows {
            for segment in sheet.rows[row].segments {
                for hit in finder.hits(in: segment) {
                    let base = (hit.isLeading || hit.hasColon ? 1.0 : 0.8) - 0.1 * Double(hit.edits)
                    switch hit.kind {
                    case .invoiceNumber: offer("invoice_number", number(hit, Confidence.labelled), base)
                    case .billNumber: offer("invoice_number", number(hit, Confidence.weak), base - 0.2)
                    case .weakNumber: offer("invoice_number", number(hit, Confidence.weak), base - 0.4)
                    case .numberAndDate:
                        offer("invoice_number", number(hit, Confidence.labelled), base)
                        if let date = date(hit, skippingNumber: true) { offer("invoice_date", date, base) }
                    case .invoiceDate: offer("invoice_date", date(hit), base)
                    case .weakDate:
                        if let date = date(hit) { dates.append((hit, date, true)) }
                    case .dueDate: offer("due_date", date(hit), base)
                    case .poNumber: offer("po_number", number(hit, Confidence.labelled), base)
                    case .poDate: offer("po_date", date(hit), base)
                    case .originalNumber:
                        offer("original_invoice_number", number(hit, Confidence.labelled), base)
                    case .originalDate: offer("original_invoice_date", date(hit), base)
                    case .originalNumberAndDate:
                        offer("original_invoice_number", number(hit, Confidence.labelled), base)
                        offer("original_invoice_date", date(hit, skippingNumber: true), base)
                    case .deliveryNote: offer("delivery_note", number(hit, Confidence.weak), base)
                    case .vehicle: offer("vehicle_number", number(hit, Confidence.weak), base)
                    case .eway: offer("eway_bill_number", digits(hit, 12...12), base)
                    case .ackNumber: offer("ack_number", digits(hit, 10...20), base)
                    case .ackDate: offer("ack_date", date(hit), base)
                    case .irn: offer("irn", irn(hit), base)
                    case .placeOfSupply: offer("place_of_supply", place(hit), base)
                    case .reverseCharge: offer("reverse_charge", truth(hit), base)
                    case .account: offer("bank_account", account(hit), base)
                    case .ifsc: offer("ifsc", ifsc(hit), base)
                    case .bankName: offer("bank_name", text(hit), base)
                    case .holder: offer("bank_account_holder", text(hit), base)
                    case .upi: offer("upi_id", upi(hit), base)
                    default: break
                    }
                }
            }
        }
        placeWeakDates(dates, &best)
        if best["ifsc"] == nil, let code = bareIFSC() { best["ifsc"] = Candidate(reading: code, score: 0.3) }
        return best.mapValues(\.reading)
    }

    // MARK: Numbers

    private func number(_ hit: LabelHit, _ support: Double) -> Reading? {
        for spot in finder.spots(for: hit, reach: 5)
        where spot.leadingLabel == nil || spot.relation == .inline {
            // A title is no label: "Tax Invoice" over anything.
            if hit.kind == .weakNumber, !hit.hasColon, spot.relation != .inline, !followsColon(spot),
                !(spot.relation == .below ? standsAmongLabels(hit) : standsOverLabels(hit))
            {
                continue
            }
            let weight = spot.relation == .below ? min(support, 0.9) : support
            if let reading = NumberText(sheet: sheet).read(spot, support: weight) { return reading }
        }
        return nil
    }

    /// Whether a label is one of several beside each other, with their values below: "Invoice", "Issued", "Due".
    private func standsAmongLabels(_ hit: LabelHit) -> Bool {
        let segments = sheet.rows[sheet.segments[hit.segment].row].segments
        return hit.endsSegment
            && segments.contains { segment in
                guard segment != hit.segment, let other = finder.leadingHit(of: segment), other.endsSegment
                else {
                    return false
                }
                return [.invoiceDate, .weakDate, .dueDate, .placeOfSupply, .poNumber].contains(other.kind)
            }
    }

    /// Whether another label stands right above or below, flush with it: "Bill" over "Date", their values beside them.
    private func standsOverLabels(_ hit: LabelHit) -> Bool {
        guard hit.endsSegment else { return false }
        let own = sheet.segments[hit.segment]
        return (own.row - 3...own.row + 3).contains { row in
            rows.contains(row)
                && sheet.rows[row].segments.contains { segment in
                    let box = sheet.segments[segment].box
                    guard abs(box.x0 - own.box.x0) < own.box.height,
                        abs(box.midY - own.box.midY) < 3 * own.box.height,
                        let other = finder.leadingHit(of: segment), other.endsSegment
                    else { return false }
                    return [.invoiceDate, .weakDate, .dueDate, .placeOfSupply, .poNumber].contains(other.kind)
                }
        }
    }

    /// Whether a colon stands before the value in a cell of its own: "#" beside ": INV-17".
    private func followsColon(_ spot: Spot) -> Bool {
        guard spot.relation == .right else { return false }
        let segment = sheet.segments[sheet.segment(of: spot.tokens.lowerBound)]
        let row = sheet.rows[segment.row]
        return [segment.first, segment.first - 1].contains { place in
            place >= row.first && sheet.raw[Int(sheet.tokens[place].rawStart)] == UInt8(ascii: ":")
        }
    }

    private func digits(_ hit: LabelHit, _ lengths: ClosedRange<Int>) -> Reading? {
        for spot in finder.spots(for: hit) where spot.leadingLabel == nil {
            var bytes: [UInt8] = []
            var tokens: [Int] = []
            for index in spot.tokens.prefix(4) {
                let token = sheet.tokens[index]
                let start =
                    index == spot.tokens.lowerBound
                    ? max(Int(token.rawStart), spot.start ?? 0) : Int(token.rawStart)
                let part = sheet.raw[start..<Int(token.rawEnd)].filter {
                    Folding.isDigit($0) || Folding.isLetter($0)
                }
                guard part.allSatisfy(Folding.isDigit) else { break }
                if part.isEmpty { continue }
                bytes += part
                tokens.append(index)
                if lengths.contains(bytes.count) { break }
            }
            if lengths.contains(bytes.count) {
                return Reading(
                    String(decoding: bytes, as: UTF8.self), tokens: tokens, support: Confidence.labelled)
            }
        }
        return nil
    }

    private func account(_ hit: LabelHit) -> Reading? {
        guard let reading = digits(hit, 9...18) else { return nil }
        return BankAccount.isPlausible(reading.value) ? reading : nil
    }

    private func ifsc(_ hit: LabelHit) -> Reading? {
        for spot in finder.spots(for: hit) {
            for index in spot.tokens {
                let token = sheet.tokens[index]
                let start =
                    index == spot.tokens.lowerBound
                    ? max(Int(token.rawStart), spot.start ?? 0) : Int(token.rawStart)
                let bytes = sheet.raw[start..<Int(token.rawEnd)].filter {
                    Folding.isDigit($0) || Folding.isLetter($0)
                }
                let text = String(decoding: bytes, as: UTF8.self)
                if let code = sheet.isRecognised ? IFSC(recognised: text) : IFSC(text) {
                    return Reading(code.text, tokens: [index], support: Confidence.labelled)
                }
            }
        }
        return nil
    }

    /// A word with the form of an IFSC, where its label ends the line before.
    private func bareIFSC() -> Reading? {
        for row in rows {
            for index in sheet.rows[row].tokens {
                let token = sheet.tokens[index]
                guard token.keyRange.count == 11, token.digits >= 4, token.letters >= 4 else { continue }
                if let code = IFSC(String(decoding: sheet.keys[token.keyRange], as: UTF8.self)) {
                    return Reading(code.text, tokens: [index], support: Confidence.weak)
                }
            }
        }
        return nil
    }

    /// Sixty-four hexadecimal digits, over as many lines as they take.
    private func irn(_ hit: LabelHit) -> Reading? {
        for spot in finder.spots(for: hit) {
            var bytes: [UInt8] = []
            var tokens: [Int] = []
            let row = sheet.row(of: spot.tokens.lowerBound)
            for index in spot.tokens.lowerBound..<min(spot.tokens.lowerBound + 40, sheet.tokens.count) {
                guard sheet.row(of: index) <= row + 3 else { break }
                let token = sheet.tokens[index]
                let start =
                    index == spot.tokens.lowerBound
                    ? max(Int(token.rawStart), spot.start ?? 0) : Int(token.rawStart)
                let part = sheet.raw[start..<Int(token.rawEnd)].filter { $0 != UInt8(ascii: "-") }.map(
                    hexadecimal)
                guard part.count >= 6 || (!part.isEmpty && sheet.row(of: index) == row), !part.contains(0)
                else { continue }
                bytes += part
                tokens.append(index)
                if bytes.count >= 64 { break }
            }
            if bytes.count == 64, let value = IRN(String(decoding: bytes, as: UTF8.self)) {
                let support = sheet.isRecognised ? Confidence.weak : Confidence.labelled
                return Reading(value.text, tokens: tokens, support: support)
            }
        }
        return nil
    }

    /// The hexadecimal digit that a byte stands for, or 0; OCR takes 1 for l and 0 for O.
    private func hexadecimal(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x30...0x39, 0x61...0x66: byte
        case 0x41...0x46: byte | 0x20
        case UInt8(ascii: "l"), UInt8(ascii: "I"), UInt8(ascii: "i"):
            sheet.isRecognised ? UInt8(ascii: "1") : 0
        case UInt8(ascii: "o"), UInt8(ascii: "O"), UInt8(ascii: "Q"):
            sheet.isRecognised ? UInt8(ascii: "0") : 0
        case UInt8(ascii: "s"), UInt8(ascii: "S"): sheet.isRecognised ? UInt8(ascii: "5") : 0
        default: 0
        }
    }

    // MARK: Dates

    private func date(_ hit: LabelHit, skippingNumber: Bool = false) -> Reading? {
        for spot in finder.spots(for: hit, reach: 5)
        where spot.leadingLabel == nil || spot.relation == .inline {
            if let reading = DateText(sheet: sheet, order: options.dateOrder).read(
                spot, skippingNumber: skippingNumber)
            {
                return reading
            }
        }
        return finder.spots(for: hit).lazy.filter { $0.relation != .below && $0.leadingLabel == nil }
            .compactMap(wrapped).first
    }

    /// A date whose year wrapped into the line below: "30 September" over "2025".
    private func wrapped(_ spot: Spot) -> Reading? {
        let box = sheet.box(spot.tokens)
        let row = sheet.row(of: spot.tokens.lowerBound) + 1
        guard row < rows.upperBound, spot.tokens.count <= 4 else { return nil }
        let below = sheet.rows[row].segments.first { segment in
            let place = sheet.segments[segment]
            return place.first == place.last && sheet.tokens[place.first].digits == 4
                && place.box.y0 - box.y1 < 0.8 * box.height
                && (abs(place.box.x0 - box.x0) < box.height || abs(place.box.x1 - box.x1) < box.height)
        }
        guard let below else { return nil }
        let tokens = Array(spot.tokens) + [sheet.segments[below].first]
        let text = sheet.text(of: tokens)
        guard let date = IndianDate(text) else { return nil }
        return Reading(date.date.iso, tokens: tokens, raw: text, support: Confidence.weak)
    }

    /// "Date" and "Dated" alone: the invoice's where they stand beside its number, another's beside that.
    private func placeWeakDates(
        _ dates: [(hit: LabelHit, date: Reading, isWeak: Bool)], _ best: inout [String: Candidate]
    ) {
        var isFirst = true
        for (hit, date, _) in dates {
            let owner = owner(of: hit)
            switch owner {
            case .poNumber:
                if best["po_date"] == nil { best["po_date"] = Candidate(reading: date, score: 0.5) }
                continue
            case .originalNumber:
                if best["original_invoice_date"] == nil {
                    best["original_invoice_date"] = Candidate(reading: date, score: 0.5)
                }
                continue
            case .ackNumber:
                if best["ack_date"] == nil { best["ack_date"] = Candidate(reading: date, score: 0.5) }
                continue
            case .deliveryNote, .eway, .other: continue
            default: break
            }
            guard best["invoice_date"].map({ $0.score < 0.7 }) ?? true else { continue }
            let score =
                owner == .invoiceNumber || owner == .weakNumber || owner == .billNumber
                ? 0.69 : isFirst ? 0.5 : 0.3
            if best["invoice_date"]?.score ?? 0 < score {
                var reading = date
                reading.support = score > 0.6 ? Confidence.labelled : Confidence.weak
                best["invoice_date"] = Candidate(reading: reading, score: score)
            }
            isFirst = false
        }
    }

    /// The number's label that stands left of a date's label in the same row.
    private func owner(of hit: LabelHit) -> LabelKind? {
        let row = sheet.segments[hit.segment].row
        var found: LabelKind?
        for segment in sheet.rows[row].segments {
            for other in finder.hits(in: segment) where other.first < hit.first {
                switch other.kind {
                case .invoiceNumber, .weakNumber, .billNumber, .poNumber, .originalNumber, .ackNumber,
                    .deliveryNote, .eway:
                    found = other.kind
                case .other where other.length >= 4: found = .other
                default: break
                }
            }
        }
        return found
    }

    // MARK: Text

    private func place(_ hit: LabelHit) -> Reading? {
        for spot in finder.spots(for: hit)
        where spot.leadingLabel == nil || spot.leadingLabel == .stateCode || spot.leadingLabel == .stateName {
            let text = trimmed(sheet.text(spot))
            guard !text.isEmpty, text.utf8.count <= 60 else { continue }
            if let state = IndianState(printed: text) ?? longestState(spot) {
                return Reading(
                    state.code + "-" + state.name, Array(spot.tokens), raw: text, support: Confidence.labelled
                )
            }
            let letters = spot.tokens.reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
            guard letters >= 3, spot.relation != .below, spot.tokens.count <= 4 else { continue }
            return Reading(text, Array(spot.tokens), raw: text, support: Confidence.positioned)
        }
        return nil
    }

    /// The State that the beginning of a longer text names.
    private func longestState(_ spot: Spot) -> IndianState? {
        for end in stride(
            from: min(spot.tokens.upperBound, spot.tokens.lowerBound + 7), through: spot.tokens.lowerBound,
            by: -1)
        {
            if let state = IndianState(
                printed: trimmed(sheet.text(spot.tokens.lowerBound...end, from: spot.start)))
            {
                return state
            }
        }
        return nil
    }

    private func truth(_ hit: LabelHit) -> Reading? {
        // "Tax is not payable on reverse charge basis" says it without a value.
        if let negated = negated(hit) { return negated }
        for spot in finder.spots(for: hit) {
            for index in spot.tokens.prefix(3) {
                if sheet.key(index, equals: "no") || sheet.key(index, equals: "n")
                    || sheet.key(index, equals: "na")
                {
                    return Reading("false", tokens: [index], support: Confidence.labelled)
                }
                if sheet.key(index, equals: "yes") || sheet.key(index, equals: "y") {
                    return Reading("true", tokens: [index], support: Confidence.labelled)
                }
            }
        }
        return nil
    }

    private func negated(_ hit: LabelHit) -> Reading? {
        let segment = sheet.segments[hit.segment]
        guard hit.first > segment.first else { return nil }
        for index in segment.first..<hit.first where sheet.key(index, equals: "not") {
            return Reading("false", tokens: Array(index...hit.last), support: Confidence.labelled)
        }
        return nil
    }

    private func text(_ hit: LabelHit) -> Reading? {
        for spot in finder.spots(for: hit) where spot.relation != .below && spot.leadingLabel == nil {
            let text = trimmed(sheet.text(spot))
            guard text.utf8.count >= 2, text.utf8.count <= 80, text.contains(where: \.isLetter) else {
                continue
            }
            return Reading(text, Array(spot.tokens), raw: text, support: Confidence.labelled)
        }
        return nil
    }

    private func upi(_ hit: LabelHit) -> Reading? {
        for spot in finder.spots(for: hit) {
            for index in spot.tokens where sheet.raw[sheet.tokens[index].rawRange].contains(UInt8(ascii: "@"))
            {
                return Reading(
                    trimmed(sheet.text(index...index)), tokens: [index], support: Confidence.labelled)
            }
        }
        return nil
    }

    private func trimmed(_ text: String) -> String {
        let loose: Set<Character> = [",", ":", ";", "-", "|", " ", "."]
        var text = Substring(text)
        while let last = text.last, loose.contains(last) { text = text.dropLast() }
        while let first = text.first, loose.contains(first) { text = text.dropFirst() }
        return String(text)
    }
}

extension Reading {
    init(_ value: String, _ tokens: [Int], raw: String, support: Double) {
        self.init(value, tokens: tokens, raw: raw, support: support)
    }
}
