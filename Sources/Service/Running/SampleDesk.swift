/// A sample invoice to order.
package struct SampleOrder: Sendable, Hashable {
    package let business: String
    package let complexity: String
    package let company: String?
    package let seed: Int
    /// Whether a picture is wanted in place of a PDF.
    package let isPicture: Bool
    /// By their names, all in the one invoice.
    package let defects: [String]

    package init(
        business: String, complexity: String, company: String?, seed: Int, isPicture: Bool, defects: [String]
    ) {
        self.business = business
        self.complexity = complexity
        self.company = company
        self.seed = seed
        self.isPicture = isPicture
        self.defects = defects
    }
}

/// Why no sample was drawn.
package enum SampleRefusal: Error, Sendable, Hashable {
    /// The order cannot be met; one sentence says why.
    case order(String)
    /// Others are being drawn.
    case busy
    /// It went wrong here.
    case failed
}

/// Draws sample invoices in a program of its own, and keeps the latest for a while.
package protocol SampleDesk: Sendable {
    /// Draws a sample and keeps it as `name`.
    ///
    /// - Returns: Its truth, as JSON.
    /// - Throws: ``SampleRefusal``.
    func draw(_ order: SampleOrder, as name: String) async throws(SampleRefusal) -> [UInt8]

    /// A sample that is kept; nil when there is none of that name, or not any more.
    func sample(_ name: String) -> [UInt8]?
}

/// Draws nothing.
package struct NoSamples: SampleDesk {
    package init() {}
    package func draw(_ order: SampleOrder, as name: String) async throws(SampleRefusal) -> [UInt8] {
        throw .failed
    }
    package func sample(_ name: String) -> [UInt8]? { nil }
}
