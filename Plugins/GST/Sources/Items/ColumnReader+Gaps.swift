import AssayKit
import DocumentLayout

extension ColumnReader {
    /// The word behind which a column ends: the gap is wider than a space, and both sides are headings of their own.
    ///
    /// "SGST", "CGST" and "Amount" close together are no "CGST Amount".
    func columnGap(_ run: ClosedRange<Int>) -> Int? {
        guard !sheet.isRecognised else { return nil }
        // Where all characters have one width, a space is as wide as a letter.
        let space = isMonospaced(run) ? 1.4 * characterWidth(run.lowerBound) : 0
        func key(_ range: ClosedRange<Int>) -> [UInt8] {
            range.flatMap { sheet.keys[sheet.tokens[$0].keyRange] }
        }
        return run.dropLast().first { place in
            let boxes = (sheet.tokens[place].box, sheet.tokens[place + 1].box)
            // "Qty /" goes on.
            guard !sheet.tokens[place].isPunctuation, !sheet.tokens[place + 1].isPunctuation else {
                return false
            }
            let gap = (boxes.1.x0 - boxes.0.x1) / min(boxes.0.height, boxes.1.height)
            guard gap > 0.31, boxes.1.x0 - boxes.0.x1 > space else { return false }
            let left = key(run.lowerBound...place)
            // No space is that wide: "Price / seat" beside "Discount".
            let isNamed =
                gap > 0.42 ? ColumnVocabulary.kind(of: left) != nil : ColumnVocabulary.exact(left) != nil
            return isNamed && ColumnVocabulary.kind(of: key(place + 1...run.upperBound)) != nil
        }
    }

    /// The word behind which the language changes without a stroke: "Sr." before "विवरण / Description".
    func languageGap(_ run: ClosedRange<Int>) -> Int? {
        func isHindi(_ token: Int) -> Bool? {
            sheet.tokens[token].letters == 0
                ? nil : sheet.keys[sheet.tokens[token].keyRange].first == Folding.devanagari
        }
        return run.dropLast().first { place in
            guard let left = isHindi(place), let right = isHindi(place + 1), left != right else {
                return false
            }
            return sheet.raw[sheet.tokens[place].rawRange].last != UInt8(ascii: "/")
        }
    }

    func characterWidth(_ token: Int) -> Float {
        sheet.tokens[token].box.width / Float(max(sheet.tokens[token].rawRange.count, 1))
    }

    /// Whether all characters have one width, so that a space is as wide as a letter.
    func isMonospaced(_ run: ClosedRange<Int>) -> Bool {
        if sheet.tokens[run.lowerBound].flags.contains(.fixedPitch) { return true }
        let widths = run.map { sheet.tokens[$0].box.width / Float(max(sheet.tokens[$0].rawRange.count, 1)) }
        guard let least = widths.min(), let most = widths.max() else { return false }
        // Two words are nearly as wide by chance.
        return most - least < (run.count > 2 ? 0.02 : 0.002) * most
    }
}
