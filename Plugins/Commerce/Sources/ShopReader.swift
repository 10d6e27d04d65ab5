internal import AssayKit
internal import DocumentLayout

/// Reads the head of a receipt: the shop's name and its address.
struct ShopReader {
    let page: CommercePage
    private var sheet: Sheet { page.sheet }
    /// A shop's name stands in one of so many rows.
    private static let rows = 8
    /// A row that OCR trusts less than this is noise, such as a logo.
    private static let legible = 0.3

    /// The row that most likely names the shop.
    func name() -> (reading: Reading, row: Int)? {
        var best: (score: Double, row: Int, words: [Int], hasForm: Bool)?
        let height = medianHeight()
        for (offset, row) in sheet.rows.prefix(Self.rows).enumerated() {
            let words = row.tokens.filter { sheet.tokens[$0].letters + sheet.tokens[$0].digits > 0 }
            guard isName(words), sheet.confidence(of: words) >= Self.legible else { continue }
            let hasForm = words.contains { CompanyForm.contains(sheet.keys[sheet.tokens[$0].keyRange]) }
            var score = 1 - 0.12 * Double(offset)
            if hasForm { score += 0.5 }
            score += 0.5 * min(max(Double(row.box.height / max(height, 1)) - 1, 0), 1)
            score -= 0.8 * max(0, 0.7 - sheet.confidence(of: words))
            if isUpper(words) { score += 0.15 }
            if score > best?.score ?? 0 { best = (score, offset, words, hasForm) }
        }
        guard let best, let first = best.words.first, let last = best.words.last else { return nil }
        let support = best.hasForm ? Confidence.weak : Confidence.positioned
        var places = Array(first...last)
        if best.row > 0, let before = start(ofNameEndingIn: best.words, below: best.row - 1) {
            places = before + places
        }
        var text = sheet.isRecognised ? CompanyForm.mended(sheet.text(of: places)) : sheet.text(of: places)
        // A company's register number in brackets is no part of its name.
        if let bracket = text.lastIndex(of: "("), text[bracket...].count(where: \.isNumber) >= 4 {
            text = String(text[..<bracket])
        }
        while let mark = text.first, !(mark.isLetter || mark.isNumber || mark == "(") { text.removeFirst() }
        while let mark = text.last, !(mark.isLetter || mark.isNumber || mark == ")" || mark == ".") {
            text.removeLast()
        }
        return (
            Reading(text, tokens: places, raw: sheet.text(of: places), support: support),
            best.row
        )
    }

    /// The words of the row above, when a company's form begins the row of a name.
    private func start(ofNameEndingIn words: [Int], below row: Int) -> [Int]? {
        guard let first = words.first, CompanyForm.contains(sheet.keys[sheet.tokens[first].keyRange]),
            words.count <= 4
        else { return nil }
        let above = sheet.rows[row].tokens.filter {
            sheet.tokens[$0].letters + sheet.tokens[$0].digits > 0
        }
        return isName(above) && sheet.confidence(of: above) >= Self.legible ? above : nil
    }

    /// The rows below the name up to telephone, numbers or title, when a number stands in them.
    func address(below name: Int) -> Reading? {
        var places: [Int] = []
        var rows = 0
        for row in sheet.rows.dropFirst(name + 1).prefix(6) {
            let words = row.tokens.filter { !sheet.tokens[$0].isPunctuation }
            guard let first = words.first, let last = words.last else { continue }
            let text = sheet.text(first...last).lowercased()
            // The company's register number may stand between name and address.
            if rows == 0, text.hasPrefix("("), words.count <= 4 { continue }
            if ends(text, words) {
                guard rows == 0 else { break }
                continue
            }
            places += first...last
            rows += 1
            if rows == 4 { break }
        }
        guard rows > 0, places.contains(where: { sheet.tokens[$0].digits > 0 }) else { return nil }
        return Reading(sheet.text(of: places), tokens: places, support: Confidence.positioned)
    }

    private func ends(_ text: String, _ words: [Int]) -> Bool {
        let marks = [
            "tel", "phone", "fax", "gst", "reg", "invoice", "receipt", "@", "www", "date", "cash", "tax",
            "h/p",
        ]
        if marks.contains(where: text.contains) { return true }
        return !page.dates.dates(in: words[0]...words[words.count - 1]).isEmpty
    }

    private func isName(_ words: [Int]) -> Bool {
        guard let first = words.first, let last = words.last else { return false }
        let text = sheet.text(first...last).lowercased()
        // A register number or a remark in brackets; a postcode begins an address.
        if text.hasPrefix("(") || sheet.tokens[first].digits >= 5 && sheet.tokens[first].letters == 0 {
            return false
        }
        // The register number behind a name counts for nothing.
        let named = words.prefix { !sheet.text($0...$0).hasPrefix("(") || sheet.tokens[$0].digits < 4 }
        let letters = named.reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
        let digits = named.reduce(0) { $0 + Int(sheet.tokens[$1].digits) }
        guard letters >= 4, letters > digits * 2, named.contains(where: { sheet.tokens[$0].letters >= 3 })
        else { return false }
        let others = [
            "invoice", "receipt", "welcome", "thank", "jalan", "jln", "www", "@", "lot ", "street",
            "road", "taman",
            "customer", "copy", "http", "avenue", "floor", "cashier", "gst", "reg", "bill", "date",
        ]
        return !others.contains(where: text.contains)
            && !text.split(whereSeparator: { !$0.isLetter }).contains { $0 == "tel" }
            && !page.hits.contains {
                $0.tokens.lowerBound >= first && $0.tokens.upperBound <= last && $0.weight == 2
            }
    }

    private func isUpper(_ words: [Int]) -> Bool {
        words.allSatisfy { !sheet.raw[sheet.tokens[$0].rawRange].contains { $0 >= 0x61 && $0 <= 0x7A } }
    }

    private func medianHeight() -> Float {
        let heights = sheet.rows.map(\.box.height).sorted()
        return heights.isEmpty ? 1 : heights[heights.count / 2]
    }
}
