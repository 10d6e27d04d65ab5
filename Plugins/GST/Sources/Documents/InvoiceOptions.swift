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
    /// Whether confidences are calibrated.
    package var calibrates: Bool

    private enum CodingKeys: String, CodingKey {
        case homeGSTINs = "home_gstins"
        case dateOrder = "date_order"
        case calibrates = "calibrate"
    }

    package init(homeGSTINs: [String] = [], dateOrder: DateOrder = .dayFirst, calibrates: Bool = true) {
        self.homeGSTINs = homeGSTINs.map { $0.uppercased() }
        self.dateOrder = dateOrder
        self.calibrates = calibrates
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            homeGSTINs: try values.decodeIfPresent([String].self, forKey: .homeGSTINs) ?? [],
            dateOrder: try values.decodeIfPresent(DateOrder.self, forKey: .dateOrder) ?? .dayFirst,
            calibrates: try values.decodeIfPresent(Bool.self, forKey: .calibrates) ?? true)
    }

    /// Whether a GSTIN is one of our own.
    func isHome(_ gstin: String) -> Bool { homeGSTINs.contains(gstin) }
}
