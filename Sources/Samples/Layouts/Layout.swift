internal import Drawing

/// The way an invoice is laid out, after the billing programs and shops that print most of them.
package enum Layout: String, CaseIterable, Hashable, Sendable {
    /// A boxed form; labels above values; the tax heads are rows of the item table.
    case tally
    /// Airy, with a dark table head and the balance due on top.
    case zoho
    /// Coloured lines, tax cells such as `104.68 (18%)`.
    case swipe
    /// Plain paragraphs in a serif font, as typed in a word processor.
    case word

    /// Draws an invoice.
    func draw(_ invoice: Invoice) -> Sheet {
        var sheet = body(of: invoice)
        sheet.prints(.documentType)
        if let hidden = invoice.hiddenText { sheet.text(hidden, 60, 12, 8, colour: .white) }
        return sheet
    }

    /// Whether the layout says anything of discounts.
    var showsDiscounts: Bool {
        switch self {
        case .zoho, .word: false
        case .tally, .swipe: true
        }
    }

    /// Whether the price column holds the price after the discount.
    var showsNetPrices: Bool { self == .swipe }

    private func body(of invoice: Invoice) -> Sheet {
        switch self {
        case .tally: TallyLayout(invoice: invoice).draw()
        case .zoho: ZohoLayout(invoice: invoice).draw()
        case .swipe: SwipeLayout(invoice: invoice).draw()
        case .word: WordLayout(invoice: invoice).draw()
        }
    }
}
