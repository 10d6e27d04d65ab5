import AssayKit
import DocumentLayout

/// Finds the labels in segments.
struct LabelScanner {
    let trie: LabelTrie
    let sheet: Sheet

    /// All labels of the sheet, in reading order.
    static func scan(_ sheet: Sheet, trie: LabelTrie = .standard) -> [LabelHit] {
        let scanner = LabelScanner(trie: trie, sheet: sheet)
        var hits: [LabelHit] = []
        hits.reserveCapacity(sheet.segments.count / 2)
        for segment in sheet.segments.indices { scanner.scan(segment, &hits) }
        return scanner.joined(hits)
    }

    private init(trie: LabelTrie, sheet: Sheet) {
        self.trie = trie
        self.sheet = sheet
    }

    /// A label's end while it is being matched.
    struct End {
        var kind: LabelKind
        var token: Int
        /// How many of the last word's folded bytes belong to it.
        var bytes: Int
        var edits: Int
        var length: Int
    }

    private func scan(_ place: Int, _ hits: inout [LabelHit]) {
        let segment = sheet.segments[place]
        var token = segment.first
        var isLeading = true
        while token <= segment.last {
            if sheet.tokens[token].keyRange.isEmpty {
                token += 1
                continue
            }
            var found = match(token, segment.last)
            if found == nil, isLeading, sheet.isRecognised { found = misread(token, segment.last) }
            found = found.map { bilingual($0, from: token, segment) }
            if let end = found, var hit = hit(end, from: token, place, isLeading: isLeading) {
                if !hit.isLeading, hit.kind.isMoney, followsAmount(hit.first) { hit.isLeading = true }
                if !hit.isLeading, hit.endsSegment, qualifies(hit.first, hit.kind) { hit.isLeading = true }
                // "P.O. Number   P.O. Date": headings so close that they run into one.
                if let previous = hits.last, previous.segment == place, previous.last + 1 == hit.first,
                    !previous.hasColon, hit.endsSegment, previous.isLeading
                {
                    hits[hits.count - 1].endsSegment = true
                    hits.append(hit)
                    hits[hits.count - 1].isLeading = true
                    token = hit.last + 1
                    continue
                }
                hits.append(hit)
                // A glued value's word is passed over with the label: a value is none.
                token = hit.last + 1
            } else {
                token += 1
            }
            isLeading = isLeading && goesBefore(token - 1, segment)
        }
    }

    private func hit(_ found: End, from first: Int, _ place: Int, isLeading: Bool) -> LabelHit? {
        let segment = sheet.segments[place]
        let end = qualified(found, segment)
        let token = sheet.tokens[end.token]
        let isWhole = end.bytes >= token.keyRange.count
        var rawEnd = Int(token.rawEnd)
        var hasColon = false
        if isWhole {
            hasColon = lastByteIsColon(end.token)
            if !hasColon, end.token < segment.last { hasColon = startsWithColon(end.token + 1) }
        } else {
            let next = Int(sheet.keyOrigin[token.keyRange.lowerBound + end.bytes])
            rawEnd = Int(sheet.keyOrigin[token.keyRange.lowerBound + end.bytes - 1]) + 1
            // "Invoice No/Series" is all label.
            let rest = sheet.raw[next..<Int(token.rawEnd)]
            if sheet.raw[rawEnd] == UInt8(ascii: "/"), rest.allSatisfy({ !Folding.isDigit($0) }) {
                var whole = end
                whole.bytes = token.keyRange.count
                return hit(whole, from: first, place, isLeading: isLeading)
            }
            var isJoined = true
            var isSlashed = false
            for place in rawEnd..<next {
                if isSeparator(sheet.raw[place]) { hasColon = true }
                if sheet.raw[place] == UInt8(ascii: "/") { isSlashed = true }
                if sheet.raw[place] != UInt8(ascii: "-"), sheet.raw[place] != UInt8(ascii: "/") {
                    isJoined = false
                }
            }
            // "PO-45299" and "GST/4453/26-27" are values that begin like a label.
            if isJoined, first == end.token, end.length <= 5, isSlashed || next + 10 > Int(token.rawEnd),
                end.kind != .weakDate,
                rawEnd < next
            {
                return nil
            }
            rawEnd = next
        }
        let rest = end.token + 1 <= segment.last ? end.token + 1...segment.last : nil
        let endsSegment = isWhole && (rest.map { $0.allSatisfy { sheet.tokens[$0].isPunctuation } } ?? true)
        guard
            isLabel(
                end, first, isLeading: isLeading, hasColon: hasColon, endsSegment: endsSegment,
                follows: min(end.token + 1, segment.last))
        else { return nil }
        return LabelHit(
            kind: end.kind, first: first, last: end.token, end: rawEnd, segment: place, isLeading: isLeading,
            hasColon: hasColon, endsSegment: endsSegment, edits: end.edits, length: end.length)
    }

    /// A label that ends inside parentheses, to their end: "Place of supply (State Name" "& Code)".
    private func closed(_ end: End, _ segment: Segment) -> End? {
        let raw = sheet.raw[sheet.tokens[end.token].rawRange]
        guard end.token < segment.last, !raw.contains(UInt8(ascii: ")")) else { return nil }
        var opening = end.token
        while opening > segment.first, end.token - opening < 4,
            !sheet.raw[sheet.tokens[opening].rawRange].contains(UInt8(ascii: "("))
        {
            if sheet.raw[sheet.tokens[opening].rawRange].contains(UInt8(ascii: ")")) { return nil }
            opening -= 1
        }
        guard opening > segment.first, sheet.raw[sheet.tokens[opening].rawRange].contains(UInt8(ascii: "("))
        else {
            return nil
        }
        for token in end.token + 1...min(segment.last, end.token + 4) {
            let range = sheet.tokens[token].rawRange
            guard sheet.tokens[token].digits == 0 else { return nil }
            if sheet.raw[range].contains(UInt8(ascii: ")")) {
                var whole = end
                whole.token = token
                whole.bytes = sheet.tokens[token].keyRange.count
                return whole
            }
        }
        return nil
    }

    /// A party's label with "& Address" behind it: "Client Name & Address".
    private func addressed(_ end: End, _ segment: Segment) -> End? {
        guard end.kind.opensParty || end.kind == .buyerName || end.kind == .sellerName,
            end.bytes >= sheet.tokens[end.token].keyRange.count, end.token + 2 <= segment.last,
            sheet.key(end.token + 1, equals: "and")
                || sheet.raw[Int(sheet.tokens[end.token + 1].rawStart)] == 0x26,
            sheet.key(end.token + 2, equals: "address")
        else { return nil }
        var whole = end
        whole.token = end.token + 2
        whole.bytes = sheet.tokens[whole.token].keyRange.count
        return whole
    }

    /// A label with what stands in parentheses behind it, where its value follows: "Place of supply (State Name) :".
    private func qualified(_ end: End, _ segment: Segment) -> End {
        if let addressed = addressed(end, segment) { return addressed }
        let next = end.token + 1
        if let closed = closed(end, segment) { return closed }
        guard end.bytes >= sheet.tokens[end.token].keyRange.count, next <= segment.last,
            sheet.raw[Int(sheet.tokens[next].rawStart)] == UInt8(ascii: "(")
        else { return end }
        for token in next...min(segment.last, next + 6) {
            let raw = sheet.raw[sheet.tokens[token].rawRange]
            guard raw.contains(UInt8(ascii: ")")) else { continue }
            let isFollowed =
                raw.last == UInt8(ascii: ":") || (token < segment.last && startsWithColon(token + 1))
            guard isFollowed || token == segment.last, raw.last != UInt8(ascii: "%"),
                !(next...token).contains(where: { sheet.tokens[$0].digits > 0 })
            else { return end }
            var end = end
            end.token = token
            end.bytes = sheet.tokens[token].keyRange.count
            return end
        }
        return end
    }

    /// Whether words that could be a label are one where they stand, not part of running text or of a name.
    private func isLabel(
        _ end: End, _ first: Int, isLeading: Bool, hasColon: Bool, endsSegment: Bool, follows: Int
    ) -> Bool {
        if hasColon || end.kind == .signatory || end.kind == .reverseCharge { return true }
        let isFollowedByDigits = sheet.tokens[follows].digits > 0
        // "Ms. Ritu Malhotra" is a lady.
        if first == end.token, sheet.key(first, equals: "ms"), !sheet.isRecognised,
            !sheet.raw[sheet.tokens[first].rawRange].contains(UInt8(ascii: "/"))
        {
            return false
        }
        if isLeading {
            // "Buyer Traders", "State Bank": one word of everyday use needs more to be a label.
            guard first == end.token, !endsSegment, !isFollowedByDigits, !isAddress(first) else {
                return true
            }
            switch end.kind {
            case .seller, .buyer, .shipTo, .dispatchFrom, .name, .stateName, .stateCode, .address, .other,
                .phone, .terms,
                .attribute, .bankName, .account, .vehicle, .poNumber, .weakNumber, .originalNumber, .email,
                .totalTax, .due,
                .paid, .charges, .subtotal, .upi:
                return false
            default: return true
            }
        }
        if followsSeparator(first) || (end.kind.isMoney && followsAmount(first)) { return true }
        if endsSegment, end.length >= 5, followsLabel(first, end.kind) { return true }
        if endsSegment, qualifies(first, end.kind) { return true }
        return end.length >= 5 && isFollowedByDigits && end.kind != .total && end.kind != .gst
            && !end.kind.opensParty
            && end.kind != .terms && end.kind != .weakNumber
    }

    /// Whether nothing but another label stands before a heading of a number or a date, with more than a space between.
    private func followsLabel(_ first: Int, _ kind: LabelKind) -> Bool {
        switch kind {
        case .invoiceNumber, .invoiceDate, .dueDate, .poNumber, .poDate, .billNumber, .placeOfSupply, .other:
            break
        default: return false
        }
        let segment = sheet.segments[sheet.segment(of: first)]
        guard first > segment.first,
            sheet.tokens[first].box.x0 - sheet.tokens[first - 1].box.x1 > 0.4
                * sheet.tokens[first].box.height,
            let before = match(segment.first, first - 1)
        else { return false }
        return before.token == first - 1 && before.bytes == sheet.tokens[first - 1].keyRange.count
    }

    /// Whether an amount stands before a sum's label, a cell apart: "Gross 2464.50   Disc 84.12   Taxable 2380.38".
    private func followsAmount(_ first: Int) -> Bool {
        guard first > 0 else { return false }
        let row = sheet.rows[sheet.row(of: first)]
        guard first > row.first, sheet.tokens[first - 1].number.looksLikeMoney,
            sheet.tokens[row.first].digits == 0
        else { return false }
        let gap = sheet.tokens[first].box.x0 - sheet.tokens[first - 1].box.x1
        let isFollowed = first < row.last && sheet.tokens[first + 1].number.looksLikeMoney
        return (gap > 0.35 * sheet.tokens[first].box.height || isFollowed)
            && match(row.first, row.last)?.kind.isMoney == true
    }

    /// Whether one or two words only say of which kind the invoice is: "Rental Invoice No.".
    private func qualifies(_ first: Int, _ kind: LabelKind) -> Bool {
        guard kind == .invoiceNumber || kind == .invoiceDate else { return false }
        let segment = sheet.segments[sheet.segment(of: first)]
        return (1...2).contains(first - segment.first)
            && (segment.first..<first).allSatisfy {
                sheet.tokens[$0].digits == 0 && sheet.tokens[$0].letters > 2
                    && !sheet.raw[sheet.tokens[$0].rawRange].contains(UInt8(ascii: ":"))
            }
    }

    /// "M/s ABC Traders": an address to somebody, which goes on without a colon.
    private func isAddress(_ token: Int) -> Bool {
        sheet.key(token, equals: "ms") || sheet.key(token, equals: "messrs")
            || sheet.key(token, equals: "shrims") || sheet.key(token, equals: "mrms")
            || sheet.key(token, equals: "msshri")
    }

    private func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: ";"): true
        default: false
        }
    }

    func lastByteIsColon(_ token: Int) -> Bool {
        let range = sheet.tokens[token].rawRange
        return range.contains { $0 >= range.upperBound - 2 && isSeparator(sheet.raw[$0]) }
    }

    func startsWithColon(_ token: Int) -> Bool {
        isSeparator(sheet.raw[Int(sheet.tokens[token].rawStart)])
    }

    /// Whether the word before ends in "," or "|": a list of labels with values in one line.
    private func followsSeparator(_ token: Int) -> Bool {
        guard token > 0, let last = sheet.raw[sheet.tokens[token - 1].rawRange].last else { return false }
        return last == UInt8(ascii: "|") || last == UInt8(ascii: ",")
    }

    /// The longest label that begins with a word.
    func match(_ first: Int, _ last: Int) -> End? {
        var node = 0
        var best: End?
        var length = 0
        for token in first...last {
            let keys = sheet.tokens[token].keyRange
            for (offset, place) in keys.enumerated() {
                guard let next = trie.step(node, sheet.keys[place]) else { return best }
                node = next
                length += 1
                guard let kind = trie.kind(at: node) else { continue }
                let isEnd = offset + 1 == keys.count
                // Inside a word a label ends only where punctuation stands: "No:08AAA".
                if isEnd || isParted(place)
                    || (Folding.isDigit(sheet.keys[place + 1]) && isHead(kind))
                {
                    best = End(kind: kind, token: token, bytes: offset + 1, edits: 0, length: length)
                }
            }
        }
        return best
    }

    /// Whether punctuation stands between a folded byte and the next.
    private func isParted(_ place: Int) -> Bool {
        let origin = Int(sheet.keyOrigin[place])
        let next = Int(sheet.keyOrigin[place + 1])
        guard next > origin + 1 else { return false }
        // Vowel signs fall away, and a letter of Devanagari takes three bytes.
        guard sheet.raw[origin] >= 0x80 || sheet.raw[next] >= 0x80 else { return true }
        return sheet.raw[origin..<next].contains { $0 < 0x80 && Folding.fold($0) == 0 }
    }

    func hasStroke(_ token: Int) -> Bool {
        guard let last = sheet.raw[sheet.tokens[token].rawRange].last else { return false }
        return last == UInt8(ascii: "/") || last == UInt8(ascii: "|")
    }

    func isDevanagari(_ token: Int) -> Bool {
        sheet.keys[sheet.tokens[token].keyRange].first == Folding.devanagari
    }

    /// A head of the tax may have its rate as part of its name: "CGST9".
    private func isHead(_ kind: LabelKind) -> Bool { kind == .cgst || kind == .sgst || kind == .igst }

    /// The label that OCR may have misread: whole words only, one wrong character in six.
    private func misread(_ first: Int, _ last: Int) -> End? {
        var key: [UInt8] = []
        var best: End?
        for token in first...min(last, first + 5) {
            key.append(contentsOf: sheet.keys[sheet.tokens[token].keyRange])
            // The search takes the first character as read; a capital I is read as "1" or "l".
            if key.first == UInt8(ascii: "1") || key.first == UInt8(ascii: "l") { key[0] = UInt8(ascii: "i") }
            guard key.count <= 40 else { break }
            let budget = key.count == 4 && key == Array("igst".utf8) ? 0 : min(key.count / 6, 2)
            guard budget > 0 || key == Array("igst".utf8) else { continue }
            if let (kind, edits) = FuzzySpelling.find(key, in: trie, budget: budget),
                best.map({ $0.edits >= edits }) ?? true
            {
                best = End(
                    kind: kind, token: token, bytes: sheet.tokens[token].keyRange.count, edits: edits,
                    length: key.count)
            }
        }
        return best
    }
}
