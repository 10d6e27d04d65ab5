import AssayKit
import DocumentLayout
import IndianTax

/// Reads the labelled values of an invoice's head: numbers, dates, references, place of supply.
struct HeaderReader {
    let finder: ValueFinder
    let options: InvoiceOptions
    let rows: Range<Int>
    var sheet: Sheet { finder.sheet }

    /// A candidate of one field.
    struct Candidate {
        var reading: Reading
        var score: Double
    }

    /// The fields by name.
    func read() -> [String: Reading] {
        var best: [String: Candidate] = [:]
        var dates: [(hit: LabelHit, date: Reading, isWeak: Bool)] = []
        let captions = captions()
        let hasOwnNumber = hasOwnNumber
        func number(_ hit: LabelHit, _ support: Double) -> Reading? {
            if let spot = captions[hit.first] { return NumberText(sheet: sheet).read(spot, support: support) }
            return self.number(hit, support)
        }
        func date(_ hit: LabelHit, skippingNumber: Bool = false) -> Reading? {
            if let spot = captions[hit.first] {
                return DateText(sheet: sheet, order: options.dateOrder).read(spot)
            }
            return self.date(hit, skippingNumber: skippingNumber)
        }
        func offer(_ name: String, _ reading: Reading?, _ score: Double) {
            guard let reading else { return }
            if let known = best[name], known.score >= score { return }
            best[name] = Candidate(reading: reading, score: score)
        }
        for row in rows {
            for segment in sheet.rows[row].segments {
                for hit in finder.hits(in: segment) {
                    var base = (hit.isLeading || hit.hasColon ? 1.0 : 0.8) - 0.1 * Double(hit.edits)
                    // A challan's number beside the invoice's own is what it was delivered with.
                    if hasOwnNumber, isChallans(hit) { base -= 0.75 }
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
                    case .due:
                        // "Due  27 Jan 2026" beside "Issued".
                        if hit.length == 3 { offer("due_date", date(hit), base - 0.3) }
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
        if best["invoice_date"] == nil, let bare = bareDate(beside: best["invoice_number"]?.reading) {
            best["invoice_date"] = Candidate(reading: bare, score: 0.2)
        }
        if best["ifsc"] == nil, let code = bareIFSC() { best["ifsc"] = Candidate(reading: code, score: 0.3) }
        return best.mapValues(\.reading)
    }

    /// Whether a label announces the number of an invoice or a bill, not only a challan's.
    private var hasOwnNumber: Bool {
        rows.contains { row in
            sheet.rows[row].segments.contains { segment in
                finder.hits(in: segment).contains {
                    ($0.kind == .invoiceNumber || $0.kind == .billNumber || $0.kind == .numberAndDate)
                        && !isChallans($0)
                }
            }
        }
    }

    private func isChallans(_ hit: LabelHit) -> Bool {
        (hit.first...hit.last).contains { sheet.key($0, equals: "challan") }
    }

    /// Labels that stand under their values, where several do: the values by the label's first word.
    private func captions() -> [Int: Spot] {
        var found: [Int: Spot] = [:]
        for row in rows {
            for segment in sheet.rows[row].segments {
                for hit in finder.hits(in: segment) {
                    switch hit.kind {
                    case .invoiceNumber, .billNumber, .invoiceDate, .weakDate, .dueDate, .poNumber:
                        if let spot = finder.above(hit), spot.leadingLabel == nil { found[hit.first] = spot }
                    default: break
                    }
                }
            }
        }
        return found.count >= 2 ? found : [:]
    }

    // MARK: Numbers

    private func number(_ hit: LabelHit, _ support: Double) -> Reading? {
        for spot in finder.spots(for: hit, reach: 5)
        where spot.leadingLabel == nil || spot.relation == .inline {
            // A title is no label: "Tax Invoice" over anything.
            if hit.kind == .weakNumber, !hit.hasColon, spot.relation != .inline, !followsColon(spot),
                !(spot.relation == .below
                    ? standsAmongLabels(hit) || standsOverLabels(hit) : standsOverLabels(hit))
            {
                continue
            }
            let weight = spot.relation == .below ? min(support, 0.9) : support
            guard let reading = NumberText(sheet: sheet).read(spot, support: weight) else { continue }
            if hit.kind == .weakNumber, !hit.hasColon, spot.relation == .inline, runsOn(spot, reading) {
                continue
            }
            return reading
        }
        return nil
    }

    /// Whether words follow a number: "No 18, Avinashi Road" is an address.
    private func runsOn(_ spot: Spot, _ reading: Reading) -> Bool {
        guard let last = reading.tokens.last, last < spot.tokens.upperBound else { return false }
        return (last + 1...spot.tokens.upperBound).contains {
            sheet.tokens[$0].letters > 2 && sheet.tokens[$0].digits == 0
        }
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
                    guard
                        abs(box.x0 - own.box.x0) < own.box.height || abs(box.x1 - own.box.x1) < 2,
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

    // MARK: Text

    private func truth(_ hit: LabelHit) -> Reading? {
        // "Tax is not payable on reverse charge basis" says it without a value.
        if let negated = negated(hit) { return negated }
        for spot in finder.spots(for: hit) {
            for index in spot.tokens.prefix(3) {
                if sheet.key(index, equals: "no") || sheet.key(index, equals: "n")
                    || sheet.key(index, equals: "na") || isHindi(index, "नहीं")
                {
                    return Reading("false", tokens: [index], support: Confidence.labelled)
                }
                if sheet.key(index, equals: "yes") || sheet.key(index, equals: "y") || isHindi(index, "हाँ") {
                    return Reading("true", tokens: [index], support: Confidence.labelled)
                }
            }
        }
        return nil
    }

    private func isHindi(_ token: Int, _ word: StaticString) -> Bool {
        sheet.keys[sheet.tokens[token].keyRange] == Folding.fold(word)[...]
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

    func trimmed(_ text: String) -> String {
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
