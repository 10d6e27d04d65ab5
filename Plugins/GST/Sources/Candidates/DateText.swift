import AssayKit
import DocumentLayout
import IndianTax

/// Reads a date at a spot.
struct DateText {
    let sheet: Sheet
    let order: InvoiceOptions.DateOrder

    /// The longest beginning of the spot that is a date.
    ///
    /// `skippingNumber` allows a number before it: "1234 / 01.07.2017".
    func read(_ spot: Spot, skippingNumber: Bool = false) -> Reading? {
        let limit = min(spot.tokens.upperBound, spot.tokens.lowerBound + (skippingNumber ? 8 : 5))
        let starts =
            skippingNumber
            ? Array((spot.tokens.lowerBound + 1)...max(limit, spot.tokens.lowerBound + 1))
            : [
                spot.tokens.lowerBound
            ]
        for first in starts where first <= limit {
            for end in stride(from: min(limit, first + 5), through: first, by: -1) {
                let text = sheet.text(first...end, from: first == spot.tokens.lowerBound ? spot.start : nil)
                let trimmed = text.drop { ":-/,. ".contains($0) }
                guard let date = IndianDate(trimmed) else { continue }
                let day = order == .monthFirst ? date.alternative ?? date.date : date.date
                let support = date.isAmbiguous ? 0.93 : Confidence.labelled
                return Reading(day.iso, first...end, raw: String(trimmed), support: support)
            }
        }
        return nil
    }
}
