/// How a date like 03/04/2026 is read.
package enum DateOrder: String, Sendable, Decodable {
    case dayFirst = "day_first"
    case monthFirst = "month_first"

    /// The order that a document's own dates prove: "11/17/2017" can have only a month in front.
    ///
    /// - Parameters:
    ///   - sheet: The document.
    ///   - otherwise: The order when no date proves one, or two contradict each other.
    package init(of sheet: Sheet, otherwise: DateOrder) {
        let scanner = DateScanner(sheet: sheet, order: otherwise)
        let proofs = Set(sheet.rows.flatMap { scanner.dates(in: $0.tokens) }.compactMap(\.proves))
        self = proofs.count == 1 ? proofs.first ?? otherwise : otherwise
    }
}
