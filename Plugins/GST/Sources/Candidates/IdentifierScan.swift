import AssayKit
import DocumentLayout
import IndianTax

/// A GSTIN, or what stands in its place, on the sheet.
struct IdentifierHit {
    var value: String
    var tokens: [Int]
    /// Pattern and check character hold.
    var isValid: Bool
    /// What was repaired lowers it.
    var support: Double
    /// The label before it.
    var label: LabelKind?
    var raw: String?
}

/// Finds identifiers by pattern, and by label where the pattern does not hold.
struct IdentifierScan {
    let finder: ValueFinder
    private var sheet: Sheet { finder.sheet }

    /// All GSTINs in some rows, in reading order.
    func gstins(in rows: Range<Int>) -> [IdentifierHit] {
        var found: [IdentifierHit] = []
        var taken: Set<Int> = []
        for row in rows {
            for segment in sheet.rows[row].segments {
                for hit in finder.hits(in: segment) {
                    guard [.gstin, .sellerGSTIN, .buyerGSTIN, .companyGSTIN].contains(hit.kind) else {
                        continue
                    }
                    guard let value = labelled(hit), let first = value.tokens.first, !taken.contains(first)
                    else {
                        continue
                    }
                    taken.formUnion(value.tokens)
                    found.append(value)
                }
            }
        }
        for row in rows {
            for index in sheet.rows[row].tokens where !taken.contains(index) {
                guard let value = bare(index) ?? torn(at: index) ?? shaped(index),
                    taken.isDisjoint(with: value.tokens)
                else {
                    continue
                }
                taken.formUnion(value.tokens)
                found.append(value)
            }
        }
        return found.sorted { ($0.tokens.first ?? 0) < ($1.tokens.first ?? 0) }
    }

    /// The value of a GSTIN's label.
    private func labelled(_ hit: LabelHit) -> IdentifierHit? {
        for spot in finder.spots(for: hit) where spot.leadingLabel == nil {
            // "29ABCDE1234F1Z5" or, by OCR, "29ABC DE1234F1Z5": words are joined while they get no longer than it.
            var bytes: [UInt8] = []
            var tokens: [Int] = []
            for index in spot.tokens {
                let token = sheet.tokens[index]
                let start =
                    index == spot.tokens.lowerBound
                    ? max(Int(token.rawStart), spot.start ?? 0) : Int(token.rawStart)
                let part = sheet.raw[start..<Int(token.rawEnd)].filter {
                    Folding.isDigit($0) || Folding.isLetter($0)
                }
                if part.isEmpty { continue }
                if !bytes.isEmpty, bytes.count + part.count > (sheet.isRecognised ? 16 : 15) { break }
                bytes += part.map(Folding.upper)
                tokens.append(index)
                if bytes.count >= 15 { break }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard !tokens.isEmpty, !GSTIN.meansNone(text) else { continue }
            let digits = bytes.filter(Folding.isDigit).count
            guard (10...17).contains(bytes.count), digits >= 4 else { continue }
            if sheet.isRecognised, !GSTIN.isValid(text), let value = marked(tokens, from: spot.start) {
                return IdentifierHit(
                    value: value, tokens: tokens, isValid: true, support: Confidence.weak, label: hit.kind,
                    raw: sheet.text(of: tokens))
            }
            return checked(text, tokens, hit.kind)
        }
        return nil
    }

    /// A word that is a GSTIN by itself.
    private func bare(_ index: Int) -> IdentifierHit? {
        let token = sheet.tokens[index]
        guard token.digits >= 6, token.letters >= 5, token.keyRange.count == 15 else { return nil }
        let text = String(decoding: sheet.keys[token.keyRange].map(Folding.upper), as: UTF8.self)
        guard GSTIN(text) != nil else { return nil }
        return checked(text, [index], nil)
    }

    /// The only valid number among those with one character less: OCR may read one twice.
    private func withoutOne(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        var found: String?
        for index in bytes.indices {
            var shorter = bytes
            shorter.remove(at: index)
            let candidate = String(decoding: shorter, as: UTF8.self)
            guard GSTIN.isValid(candidate), candidate != found else { continue }
            if found != nil { return nil }
            found = candidate
        }
        return found
    }

    /// The first two characters are always the State's digits, even in a number that is otherwise wrong.
    func withStateDigits(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for index in bytes.indices.prefix(2) {
            switch bytes[index] {
            case UInt8(ascii: "O"), UInt8(ascii: "Q"), UInt8(ascii: "D"): bytes[index] = UInt8(ascii: "0")
            case UInt8(ascii: "I"), UInt8(ascii: "L"): bytes[index] = UInt8(ascii: "1")
            case UInt8(ascii: "Z"): bytes[index] = UInt8(ascii: "2")
            case UInt8(ascii: "S"): bytes[index] = UInt8(ascii: "5")
            default: break
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The fourteenth character is a Z where all others are of their kinds, even in a number whose check fails.
    private func withFixedLetter(_ text: String) -> String {
        var bytes = Array(text.utf8)
        guard bytes.count == 15, bytes[13] == UInt8(ascii: "2") || bytes[13] == UInt8(ascii: "7"),
            bytes[..<2].allSatisfy(Folding.isDigit), bytes[2..<7].allSatisfy(Folding.isLetter),
            bytes[7..<11].allSatisfy(Folding.isDigit), Folding.isLetter(bytes[11])
        else { return text }
        bytes[13] = UInt8(ascii: "Z")
        return String(decoding: bytes, as: UTF8.self)
    }

    private func checked(_ printed: String, _ tokens: [Int], _ label: LabelKind?) -> IdentifierHit {
        let raw = sheet.text(of: tokens)
        let text = sheet.isRecognised ? withStateDigits(printed) : printed
        if GSTIN.isValid(text) {
            return IdentifierHit(
                value: text, tokens: tokens, isValid: true, support: Confidence.confirmed, label: label,
                raw: raw)
        }
        // A number is not made valid by changing its check character.
        if sheet.isRecognised, let best = GSTINRepair(text).best,
            best.text.last == text.last || best.method != .confusion
        {
            return IdentifierHit(
                value: best.text, tokens: tokens, isValid: true,
                support: min(best.confidence, Confidence.labelled),
                label: label, raw: raw)
        }
        if sheet.isRecognised, text.utf8.count == 16,
            let shorter = withoutOne(text) ?? withoutOneByClass(text)
        {
            return IdentifierHit(
                value: shorter, tokens: tokens, isValid: true, support: 0.8, label: label, raw: raw)
        }
        return IdentifierHit(
            value: sheet.isRecognised ? withFixedLetter(text) : text, tokens: tokens, isValid: false,
            support: label == nil ? Confidence.positioned : Confidence.weak, label: label, raw: raw)
    }
}
