import AssayKit
import DocumentLayout

/// Finds the rows of a sheet that head a table.
struct HeaderFinder {
    let sheet: Sheet

    /// The rows of one heading.
    struct Band {
        var rows: ClosedRange<Int>
        /// How many different things the headings tell.
        var strength: Int
        /// Whether it names nothing but what is charged and its amount.
        var isPlain = false
    }

    /// All headings in some rows, from the top; with `plain` those of two columns, too.
    func bands(in rows: Range<Int>, plain: Bool = false) -> [Band] {
        var bands: [Band] = []
        var row = rows.lowerBound
        while row < rows.upperBound {
            if let band = band(at: row, in: rows) ?? (plain ? plainBand(at: row, in: rows) : nil) {
                bands.append(band)
                row = band.rows.upperBound + 1
            } else {
                row += 1
            }
        }
        return bands
    }

    /// Whether a row is a heading although an amount of another block stands beside it.
    func looksLikeHeading(_ row: Int) -> Bool {
        let reading = reading(row)
        return reading.strength >= 3 && reading.words >= 5 && reading.known * 10 >= reading.words * 8
            && reading.numbers <= 1
    }

    /// What one row tells: which kinds of heading word, and how much else.
    private struct Reading {
        var kinds: UInt32 = 0
        var known = 0
        var words = 0
        var numbers = 0

        var strength: Int { (kinds & ~(1 << UInt32(HeaderWord.filler.rawValue))).nonzeroBitCount }
    }

    private func reading(_ row: Int) -> Reading {
        var reading = Reading()
        for index in sheet.rows[row].tokens {
            let token = sheet.tokens[index]
            // A rate may be part of a heading: "CGST 9%".
            if token.number.isNumber, token.letters == 0, !token.number.isPercent { reading.numbers += 1 }
            guard token.letters > 0 || token.digits == 0, token.keyEnd > token.keyStart else { continue }
            reading.words += 1
            if let word = word(index) {
                reading.known += 1
                reading.kinds |= 1 << UInt32(word.rawValue)
            }
        }
        return reading
    }

    /// What a word of a heading tells; "Amount(Rs.)" tells what "Amount" does.
    private func word(_ index: Int) -> HeaderWord? {
        let token = sheet.tokens[index]
        let keys = token.keyRange
        if let word = HeaderWord.named(sheet.keys[keys]) { return word }
        if sheet.isRecognised, keys.count >= 4, let word = HeaderWord.misread(Array(sheet.keys[keys])) {
            return word
        }
        for place in keys.dropFirst()
        where sheet.keyOrigin[place] > sheet.keyOrigin[place - 1] + 1
            && sheet.raw[Int(sheet.keyOrigin[place])] < 0x80
        {
            if let word = HeaderWord.named(sheet.keys[keys.lowerBound..<place]) { return word }
        }
        return nil
    }

    /// Whether a row right below a heading only goes on with several of its cells, whatever its words are.
    private func goesOn(_ next: Int, of row: Int, below bottom: Float) -> Bool {
        let segments = sheet.rows[next].segments
        guard segments.count >= 3, sheet.rows[next].box.y0 - bottom < 0.35 * sheet.rows[row].box.height,
            sheet.rows[next].tokens.allSatisfy({ sheet.tokens[$0].digits == 0 })
        else { return false }
        return segments.allSatisfy { place in
            sheet.rows[row].segments.contains {
                sheet.segments[$0].box.horizontalOverlap(sheet.segments[place].box) > 0.3
            }
        }
    }

    /// A heading of names and amounts alone, with a name and an amount under it.
    private func plainBand(at row: Int, in rows: Range<Int>) -> Band? {
        let reading = reading(row)
        let wanted: UInt32 =
            1 << UInt32(HeaderWord.description.rawValue) | 1 << UInt32(HeaderWord.amount.rawValue)
        let place = sheet.rows[row]
        guard reading.kinds & wanted == wanted, reading.numbers == 0, reading.words <= 7,
            reading.known == reading.words, (2...3).contains(place.segments.count),
            let last = place.tokens.last
        else { return nil }
        let edge = sheet.tokens[last].box.x1
        let isUnder = (row + 1..<min(row + 4, rows.upperBound)).contains { next in
            let tokens = sheet.rows[next].tokens
            guard sheet.rows[next].page == place.page, tokens.count > 1, let amount = tokens.last,
                sheet.tokens[amount].number.looksLikeMoney
            else { return false }
            return sheet.tokens[tokens.lowerBound].letters > 1
                && abs(sheet.tokens[tokens.lowerBound].box.x0 - place.box.x0) < 2 * place.box.height
                && abs(sheet.tokens[amount].box.x1 - edge) < 6 * place.box.height
        }
        return isUnder ? Band(rows: row...row, strength: 2, isPlain: true) : nil
    }

    private func band(at row: Int, in rows: Range<Int>) -> Band? {
        let seed = reading(row)
        guard seed.strength >= 2, seed.numbers == 0, seed.known * 2 >= seed.words else { return nil }
        var kinds = seed.kinds
        var known = seed.known
        var words = seed.words
        var last = row
        let page = sheet.rows[row].page
        let height = sheet.rows[row].box.height
        var bottom = sheet.rows[row].box.y1
        while last + 1 < rows.upperBound, last - row < 12, sheet.rows[last + 1].page == page {
            let next = sheet.rows[last + 1]
            let reading = reading(last + 1)
            guard next.box.y0 - bottom < 1.1 * height, reading.numbers == 0, reading.words > 0,
                reading.known * 4 >= reading.words * 3
                    || (reading.strength >= 4 && reading.known * 2 >= reading.words)
                    || goesOn(last + 1, of: row, below: bottom)
            else { break }
            kinds |= reading.kinds
            known += reading.known
            words += reading.words
            bottom = max(bottom, next.box.y1)
            last += 1
        }
        // Groups over columns ("CGST" over "Rate" and "Amount") may stand in a row above.
        var first = row
        while first > rows.lowerBound, row - first < 2, sheet.rows[first - 1].page == page {
            let above = sheet.rows[first - 1]
            let reading = reading(first - 1)
            guard sheet.rows[first].box.y0 - above.box.y1 < 1.1 * height, reading.numbers == 0,
                reading.words > 0,
                reading.known == reading.words, reading.strength > 0
            else { break }
            kinds |= reading.kinds
            first -= 1
        }
        let strength = (kinds & ~(1 << UInt32(HeaderWord.filler.rawValue))).nonzeroBitCount
        guard strength >= 3, known >= 3, known * 10 >= words * 6 else { return nil }
        // Every table of an invoice has a column of money; a list of labels in a header block has none.
        let money: UInt32 =
            1 << UInt32(HeaderWord.amount.rawValue) | 1 << UInt32(HeaderWord.taxable.rawValue)
            | 1 << UInt32(HeaderWord.price.rawValue) | 1 << UInt32(HeaderWord.tax.rawValue)
        guard kinds & money != 0 else { return nil }
        return Band(rows: first...last, strength: strength)
    }
}
