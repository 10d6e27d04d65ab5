/// Which samples to make.
package struct SampleRequest: Hashable, Sendable {
    /// What a sample's document is.
    package enum Format: String, CaseIterable, Hashable, Sendable {
        /// A PDF with a text layer: `NAME.pdf`.
        case text
        /// A PDF of a skewed, noisy grey picture a page: `NAME-scan.pdf`.
        case scan
        /// A picture of the first page as if photographed: `NAME-photo.png`.
        case photo
        /// A clean picture of the first page: `NAME-picture.png`.
        case picture
    }

    /// What is on the invoices.
    package enum Series: String, CaseIterable, Hashable, Sendable {
        /// Everything from the seed.
        case mixed
        /// Ten of one article at 100 rupees, numbered INV-2026-001 and on.
        case simple
        /// Thirty to seventy rows, over several pages.
        case long
    }

    /// The same seed gives the same bytes, as long as cairo, pango and the fonts are the same.
    package var seed: UInt64
    /// How many invoices.
    package var count: Int
    /// By turns; those that ship as samples when empty.
    package var layouts: [Layout]
    /// Each invoice in each of these.
    package var formats: [Format]
    /// What scans and photos have been through, by turns; nothing out of the ordinary when empty.
    package var wears: [Wear] = []
    /// Faults to plant: the first invoice gets all of the first list, and so on by turns.
    ///
    /// Empty plants none.
    package var defects: [[Defect]]
    /// What is on the invoices.
    package var series: Series
    /// What the suppliers do; nil: anything.
    package var business: BusinessType?
    /// How much stands on the invoices; nil: it varies.
    package var complexity: Complexity?
    /// The supplier's name; nil: one made up.
    package var company: String?
    /// The first part of every file's name.
    package var prefix: String
    /// The folder to write into; it is made where it is missing.
    package var folder: String

    /// A request; only the folder has no default.
    package init(
        folder: String, seed: UInt64 = 1, count: Int = 12, layouts: [Layout] = [],
        formats: [Format] = [.text],
        defects: [[Defect]] = [], series: Series = .mixed, prefix: String = "sample"
    ) {
        self.folder = folder
        self.seed = seed
        self.count = count
        self.layouts = layouts
        self.formats = formats
        self.defects = defects
        self.series = series
        self.prefix = prefix
    }
}
