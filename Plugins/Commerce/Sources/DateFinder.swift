internal import AssayKit
internal import DocumentLayout

/// Finds the date of issue.
struct DateFinder {
    let page: CommercePage

    /// The date behind the surest label, else the first one that no other label claims.
    func reading(withoutLabel: Double) -> Reading? {
        var claimed: Set<Int> = []
        for hit in page.hits where hit.term == .dueDate {
            guard let found = date(of: hit) else { continue }
            claimed.formUnion(found.tokens)
        }
        for weight in [2, 1] {
            for hit in page.hits where hit.term == .date && hit.weight == weight {
                guard let found = date(of: hit), claimed.isDisjoint(with: found.tokens) else { continue }
                return reading(found, support: weight == 2 ? Confidence.labelled : 0.93)
            }
        }
        for row in page.sheet.rows {
            for found in page.dates.dates(in: row.tokens) where claimed.isDisjoint(with: found.tokens) {
                return reading(found, support: withoutLabel)
            }
        }
        return nil
    }

    /// The date that belongs to a label: behind it in its row, else below it.
    func date(of hit: TermHit) -> DateScanner.Found? {
        if let rest = page.rest(of: hit), let found = page.dates.dates(in: rest).first { return found }
        return page.below(hit, rows: 2).lazy.compactMap { page.dates.dates(in: $0).first }.first
    }

    func reading(_ found: DateScanner.Found, support: Double) -> Reading {
        Reading(found.date.iso, found.tokens, support: found.isAmbiguous ? min(support, 0.88) : support)
    }
}

extension CommercePage {
    /// The words below a label, in the same column, row by row.
    func below(_ hit: TermHit, rows count: Int) -> [ClosedRange<Int>] {
        let box = sheet.box(hit.tokens)
        let row = sheet.row(of: hit.tokens.lowerBound)
        var ranges: [ClosedRange<Int>] = []
        var next = row + 1
        while next < sheet.rows.count, ranges.count < count, next <= row + count + 1 {
            defer { next += 1 }
            guard sheet.rows[next].page == sheet.rows[row].page else { break }
            for segment in sheet.segments[sheet.rows[next].segments]
            where segment.box.x0 < box.x1 + 5 && segment.box.x1 > box.x0 - 5 {
                ranges.append(segment.tokens)
            }
        }
        return ranges
    }
}
