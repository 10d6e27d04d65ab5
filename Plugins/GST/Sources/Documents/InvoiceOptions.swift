import IndianTax

/// The options of `gst-invoice`.
package struct InvoiceOptions: Decodable, Sendable {
    /// How a date like 03/04/2026 is read.
    package enum DateOrder: String, Decodable, Sendable {
        case dayFirst = "day_first"
        case monthFirst = "month_first"
    }

    /// Our own GSTINs: whoever bears one is the buyer.
    package var homeGSTINs: [String]
    package var dateOrder: DateOrder

    private enum CodingKeys: String, CodingKey {
        case homeGSTINs = "home_gstins"
        case dateOrder = "date_order"
    }

    package init(homeGSTINs: [String] = [], dateOrder: DateOrder = .dayFirst) {
        self.homeGSTINs = homeGSTINs.map { $0.uppercased() }
        self.dateOrder = dateOrder
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            homeGSTINs: try values.decodeIfPresent([String].self, forKey: .homeGSTINs) ?? [],
            dateOrder: try values.decodeIfPresent(DateOrder.self, forKey: .dateOrder) ?? .dayFirst)
    }

    /// Whether a GSTIN is one of our own.
    func isHome(_ gstin: String) -> Bool { homeGSTINs.contains(gstin) }
}
