import AssayKit
import DocumentLayout

/// Reads an item's description, and the codes and rates that some documents print inside it.
struct DescriptionReader {
    let finder: ValueFinder
    let table: ItemTable
    private var sheet: Sheet { finder.sheet }

    /// Some letters on a line of their own that recognition hardly believes are specks, where another line reads well.
    private static let (speck, plain): (Float, Float) = (0.5, 0.8)
    private static let mostSpecks = 6

    func read(_ group: ItemGrouper.Group, into draft: inout ItemDraft) {
        let columns = table.columns.indices.filter { table.columns[$0].kind == .description }
        var words: [Int] = []
        var isListed = false
        for (place, column) in columns.enumerated() {
            let lines = group.lines.map { table.tokens($0, column, in: sheet) }
            let isPlain = sheet.isRecognised && lines.contains { best($0) >= Self.plain }
            for tokens in lines where !tokens.isEmpty {
                if isPlain, isSpecks(tokens) { continue }
                // "5%" on a line of its own below the name.
                if tokens.count == 1, sheet.tokens[tokens[0]].number.isPercent, !words.isEmpty,
                    draft[.rate] == nil
                {
                    draft[.rate] = Reading(
                        sheet.tokens[tokens[0]].number.amount.magnitude.text, tokens: tokens,
                        support: Confidence.weak)
                    continue
                }
                if !words.isEmpty, draft[.hsn] == nil, table.column(.hsn) == nil, let code = code(tokens) {
                    draft[.hsn] = code
                    continue
                }
                if isListed, goesOnListing(tokens) { continue }
                if !words.isEmpty, isParticular(tokens) { continue }
                isListed = listsNumbers(tokens, isFirst: words.isEmpty)
                if isListed, finder.leadingHit(of: sheet.segment(of: tokens[0]))?.hasColon != true {
                    continue
                }
                let kept = readLine(tokens, &draft)
                // A second column of text holds attributes; only in want of a name is it one.
                if place == 0 || words.isEmpty { words += kept }
            }
            if place == 0, !words.isEmpty, columns.count > 1 {
                for line in group.lines {
                    for other in columns.dropFirst() {
                        _ = readLine(table.tokens(line, other, in: sheet), &draft)
                    }
                }
                break
            }
        }
        guard words.contains(where: { sheet.tokens[$0].letters > 0 }) else { return }
        let text = sheet.text(of: words)
        let name = sheet.isRecognised ? MisreadName.mended(text) : text
        draft[.description] = Reading(name, tokens: words, raw: text, support: Confidence.labelled)
    }

    private func isSpecks(_ tokens: [Int]) -> Bool {
        let letters = tokens.reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
        return letters <= Self.mostSpecks && best(tokens) < Self.speck
            && tokens.allSatisfy { sheet.tokens[$0].digits == 0 }
    }

    /// The confidence of the surest word.
    private func best(_ tokens: [Int]) -> Float {
        tokens.filter { !sheet.tokens[$0].isPunctuation }.map { sheet.tokens[$0].confidence }.max() ?? 0
    }

    /// Whether a line below the name states a number of its own.
    ///
    /// "Mat. Code: 40011182", "PO Item: 10".
    private func isParticular(_ tokens: [Int]) -> Bool {
        guard let first = tokens.first, let last = tokens.last, tokens.count <= 5,
            let colon = tokens.dropLast().prefix(3).firstIndex(where: {
                sheet.raw[sheet.tokens[$0].rawRange].last == UInt8(ascii: ":")
            }),
            finder.hits(in: sheet.segment(of: first)).allSatisfy({
                $0.kind != .hsn && $0.first > first || $0.kind == .other
            })
        else { return false }
        return tokens[...colon].allSatisfy { sheet.tokens[$0].digits == 0 }
            && sheet.tokens[last].digits >= 2 && sheet.tokens[last].letters == 0
            && !sheet.tokens[last].number.isPercent && !sheet.tokens[last].number.looksLikeMoney
    }

    /// Whether a line below the name lists serial numbers: "S/N NA8W1182, NA8W1190".
    private func listsNumbers(_ tokens: [Int], isFirst: Bool) -> Bool {
        guard !isFirst, let first = tokens.first,
            let hit = finder.leadingHit(of: sheet.segment(of: first)), hit.kind == .attribute,
            hit.first == first,
            hit.last < tokens[tokens.count - 1]
        else { return false }
        return tokens.contains { $0 > hit.last && sheet.tokens[$0].digits >= 3 }
    }

    /// Whether a line goes on with such a list.
    private func goesOnListing(_ tokens: [Int]) -> Bool {
        tokens.allSatisfy { sheet.tokens[$0].digits >= 2 && sheet.tokens[$0].keyRange.count >= 5 }
    }

    /// A code that stands alone on a line below the name.
    private func code(_ tokens: [Int]) -> Reading? {
        guard tokens.count == 1, let token = tokens.first, sheet.tokens[token].letters == 0,
            [4, 6, 8].contains(sheet.tokens[token].digits),
            sheet.tokens[token].rawRange.count == Int(sheet.tokens[token].digits)
        else { return nil }
        let text = sheet.text(token...token)
        // Chapters 19 and 20 of the tariff end with 1905 and 2009: what follows are years.
        if let year = Int(text), (1906...1999).contains(year) || (2010...2099).contains(year) { return nil }
        return Reading(text, tokens: tokens, raw: text, support: Confidence.weak)
    }

    /// The words of a line that describe; labelled codes are read and left out.
    private func readLine(_ tokens: [Int], _ draft: inout ItemDraft) -> [Int] {
        guard let first = tokens.first, let last = tokens.last else { return [] }
        var kept: [Int] = []
        var isKeeping = true
        var next = first
        while next <= last {
            guard tokens.contains(next) else {
                next += 1
                continue
            }
            if let hit = label(at: next) {
                isKeeping = false
                next = max(take(hit, last, &draft), next + 1)
            } else if let end = takeCount(next, last, &draft) ?? takePrice(next, first, last, &draft) {
                next = end + 1
            } else {
                if isKeeping { kept.append(next) }
                next += 1
            }
        }
        // "| IMEI ...": a line that begins with a bar only goes on with attributes.
        if kept.count < tokens.count, sheet.tokens[first].isPunctuation { return [] }
        return kept
    }

    private func label(at token: Int) -> LabelHit? {
        let segment = sheet.segment(of: token)
        return finder.hits(in: segment).first { hit in
            guard hit.first == token else { return false }
            switch hit.kind {
            case .hsn: return hit.hasColon || hit.isLeading
            case .attribute: return hit.hasColon
            case .cgst, .sgst, .igst: return hit.hasColon
            // "Order ID: 123": a reference above or below the name.
            case .other, .poNumber, .weakDate, .invoiceDate: return hit.hasColon && hit.isLeading
            default: return false
            }
        }
    }

    /// Reads a labelled value; the place after it.
    private func take(_ hit: LabelHit, _ last: Int, _ draft: inout ItemDraft) -> Int {
        var valueToken = hit.isGlued(in: sheet) ? hit.last : hit.last + 1
        // "HSN : 8302".
        while valueToken < last, sheet.tokens[valueToken].isPunctuation { valueToken += 1 }
        guard valueToken <= last else { return last + 1 }
        let start = hit.isGlued(in: sheet) ? hit.end : Int(sheet.tokens[valueToken].rawStart)
        let bytes = sheet.raw[start..<Int(sheet.tokens[valueToken].rawEnd)]
        switch hit.kind {
        case .hsn:
            let digits = bytes.filter(Folding.isDigit)
            if draft[.hsn] == nil, (2...8).contains(digits.count) {
                draft[.hsn] = Reading(
                    String(decoding: digits, as: UTF8.self), tokens: [valueToken],
                    support: Confidence.labelled)
            }
            // "HSN 40151200 5%": the rate behind the code.
            if valueToken < last, sheet.tokens[valueToken + 1].number.isPercent, draft[.rate] == nil {
                draft[.rate] = Reading(
                    sheet.tokens[valueToken + 1].number.amount.magnitude.text, tokens: [valueToken + 1],
                    support: Confidence.weak)
                return valueToken + 2
            }
        case .cgst, .sgst, .igst:
            let number = Array(bytes).withUnsafeBufferPointer { PrintedNumber($0) }
            let head: ItemDraft.Cell = hit.kind == .cgst ? .cgst : hit.kind == .sgst ? .sgst : .igst
            if number.isNumber, number.isPercent {
                draft.headRates[head] = number.amount.magnitude
                draft.headRateTokens.append(valueToken)
            }
        default: break
        }
        return valueToken + 1
    }

    /// "x1 NOS" at the end of a line, where no column has the quantity; the place of its last word.
    private func takeCount(_ token: Int, _ last: Int, _ draft: inout ItemDraft) -> Int? {
        guard table.column(.quantity) == nil, table.column(.quantityPrice) == nil, draft[.quantity] == nil,
            last - token <= 1
        else { return nil }
        let bytes = sheet.raw[sheet.tokens[token].rawRange]
        guard bytes.count >= 2, bytes.count <= 6, let sign = bytes.first, sign | 0x20 == UInt8(ascii: "x"),
            bytes.dropFirst().allSatisfy(Folding.isDigit)
        else { return nil }
        let unit = last > token ? sheet.tokens[last] : nil
        guard unit.map({ $0.digits == 0 && (1...6).contains($0.letters) }) ?? true else { return nil }
        draft[.quantity] = Reading(
            String(decoding: bytes.dropFirst(), as: UTF8.self), tokens: [token], support: Confidence.weak)
        if unit != nil, draft[.unit] == nil {
            draft[.unit] = Reading(sheet.text(last...last), tokens: [last], support: Confidence.weak)
        }
        return last
    }

    /// "Rate: 2,535.00" on a line of its own, where no column has the price; the place of its last word.
    private func takePrice(_ token: Int, _ first: Int, _ last: Int, _ draft: inout ItemDraft) -> Int? {
        guard token == first, last > token, last - token <= 2, table.column(.unitPrice) == nil,
            draft[.unitPrice] == nil,
            sheet.key(token, equals: "rate") || sheet.key(token, equals: "price"),
            (token..<last).contains(where: {
                sheet.raw[sheet.tokens[$0].rawRange].contains(UInt8(ascii: ":"))
            }),
            sheet.tokens[last].number.looksLikeMoney
        else { return nil }
        draft[.unitPrice] = Reading(
            sheet.tokens[last].number.amount.text, tokens: [last], support: Confidence.weak)
        return last
    }
}
