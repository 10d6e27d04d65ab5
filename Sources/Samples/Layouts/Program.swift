/// A layout that is drawn by code of its own.
enum Program: String, CaseIterable, Hashable, Sendable {
    /// A boxed form; labels above values; the tax heads are rows of the item table.
    case tally
    /// Airy, with a dark table head and the balance due on top.
    case zoho
    /// Coloured lines, tax cells such as `104.68 (18%)`.
    case swipe
    /// Plain paragraphs in a serif font, as typed in a word processor.
    case word
    /// Dense, in one outer box, with both halves of the tax on every row.
    case busy
    /// An online shop's: two columns of addresses, a tax type on every row.
    case marketplace
    /// A narrow roll of paper.
    case thermal
    /// A ruled grid on a lying page, with columns for every head.
    case excel
    /// Tinted boxes below each other.
    case vyapar

    /// Whether the layout says anything of discounts.
    var showsDiscounts: Bool {
        switch self {
        case .zoho, .word, .busy, .thermal: false
        case .tally, .swipe, .marketplace, .excel, .vyapar: true
        }
    }

    /// Whether the total is rounded to the rupee.
    var roundsTotals: Bool { self != .marketplace }

    /// Whether the price column holds the price after the discount.
    var showsNetPrices: Bool { self == .swipe }

    /// Draws an invoice.
    func sheet(_ invoice: Invoice) -> Sheet {
        switch self {
        case .tally: TallyLayout(invoice: invoice).draw()
        case .zoho: ZohoLayout(invoice: invoice).draw()
        case .swipe: SwipeLayout(invoice: invoice).draw()
        case .word: WordLayout(invoice: invoice).draw()
        case .busy: BusyLayout(invoice: invoice).draw()
        case .marketplace: MarketplaceLayout(invoice: invoice).draw()
        case .thermal: ThermalLayout(invoice: invoice).draw()
        case .excel: ExcelLayout(invoice: invoice).draw()
        case .vyapar: VyaparLayout(invoice: invoice).draw()
        }
    }
}
