internal import Drawing

/// The way an invoice is laid out, after the billing programs and shops that print most of them.
package struct Layout: Hashable, Sendable, CaseIterable, RawRepresentable, CustomStringConvertible {
    /// What a layout may be used for.
    package enum Share: String, CaseIterable, Hashable, Sendable {
        /// To build and to train on.
        case development
        /// Only to measure: nobody may look at its misses to mend them one by one.
        case heldOut = "held-out"
    }

    /// The name under which it is asked for.
    package let rawValue: String
    let design: Design

    package var description: String { rawValue }

    /// How it is drawn.
    enum Design: Hashable, Sendable {
        case program(Program)
        case form(Form)
    }

    /// The layout of a name; nil where there is none.
    package init?(rawValue: String) {
        guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = known
    }

    init(_ program: Program) { (rawValue, design) = (program.rawValue, .program(program)) }

    init(_ form: Form) { (rawValue, design) = (form.name, .form(form)) }

    /// The layouts that are drawn by code of their own; the samples that ship with the sources are of them.
    package static let programs = Program.allCases.map { Layout($0) }
    /// All layouts: those first, then the forms.
    package static let allCases = programs + Form.catalogue.map { Layout($0) }

    package static let tally = Layout(.tally)
    package static let zoho = Layout(.zoho)
    package static let swipe = Layout(.swipe)
    package static let word = Layout(.word)
    package static let busy = Layout(.busy)
    package static let marketplace = Layout(.marketplace)
    package static let thermal = Layout(.thermal)
    package static let excel = Layout(.excel)
    package static let vyapar = Layout(.vyapar)

    /// Follows from the name alone, so that it stays the same whatever is added.
    ///
    /// A third of the forms is held out; the nine that ship as samples are known to everybody.
    package var share: Share {
        guard case .form = design else { return .development }
        var random = SplitMix64(seed: 379, stream: rawValue)
        return random.number(in: 0...2) == 0 ? .heldOut : .development
    }

    package static func == (left: Layout, right: Layout) -> Bool { left.rawValue == right.rawValue }

    package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

    /// Draws an invoice.
    func draw(_ invoice: Invoice) -> Sheet {
        var sheet: Sheet
        switch design {
        case .program(let program): sheet = program.sheet(invoice)
        case .form(let form): sheet = FormPrinter.sheet(form, invoice)
        }
        sheet.prints(.documentType)
        if let hidden = invoice.hiddenText { sheet.text(hidden, 60, 12, 8, colour: .white) }
        return sheet
    }

    /// Whether the layout says anything of discounts.
    var showsDiscounts: Bool {
        switch design {
        case .program(let program): program.showsDiscounts
        case .form(let form):
            !Set(form.table.columns).isDisjoint(with: [.discount, .discountPercent])
        }
    }

    /// Whether the total is rounded to the rupee.
    var roundsTotals: Bool {
        switch design {
        case .program(let program): program.roundsTotals
        case .form(let form): form.roundsTotal
        }
    }

    /// Whether the price column holds the price after the discount.
    var showsNetPrices: Bool {
        guard case .program(let program) = design else { return false }
        return program.showsNetPrices
    }

    /// Whether a planted fault shows; forms differ in what they print, so faults are planted in programs' layouts.
    var takesDefects: Bool {
        guard case .program = design else { return false }
        return true
    }
}
