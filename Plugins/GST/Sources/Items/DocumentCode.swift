import AssayKit
import DocumentLayout

/// Finds an HSN code or SAC that stands outside the items: documents of one service print it above or below the table.
struct DocumentCode {
    let finder: ValueFinder

    /// The only code in some rows; nil when there are none or several.
    func read(in rows: Range<Int>, outside table: ItemTable) -> Reading? {
        let sheet = finder.sheet
        let inside = Set(table.lines.map(\.row) + table.headers.flatMap { Array($0) })
        var found: Reading?
        for row in rows where !inside.contains(row) {
            for segment in sheet.rows[row].segments {
                for hit in finder.hits(in: segment) where hit.kind == .hsn && hit.hasColon {
                    guard let spot = finder.spots(for: hit).first, spot.leadingLabel == nil else { continue }
                    let text = sheet.text(spot.tokens.lowerBound...spot.tokens.lowerBound, from: spot.start)
                    let digits = text.filter { $0.isNumber }
                    guard [4, 6, 8].contains(digits.utf8.count) else { continue }
                    if let known = found, known.value != digits { return nil }
                    found = Reading(digits, tokens: [spot.tokens.lowerBound], support: Confidence.weak)
                }
            }
        }
        return found
    }
}
