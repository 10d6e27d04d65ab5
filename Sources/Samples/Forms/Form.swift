internal import AssayKit
internal import Drawing

/// An invoice's layout as data: which blocks stand where, in which words, columns and numbers.
///
/// `FormPrinter` draws any of them.
struct Form: Hashable, Sendable {
    /// The name under which it is asked for; its share follows from it.
    let name: String
    /// The order on the page, from the top.
    var blocks: [Block]
    /// The item table.
    var table: FormTable

    var paper = Paper.a4
    /// White on every side, points.
    var margin = 40.0
    var family = "Liberation Sans"
    /// Height of the running text, points.
    var size = 9.0
    /// White between blocks, points.
    var spacing = 8.0
    var language = FormLanguage.english
    var numbers = NumberManner.indian
    /// Before the amounts of the totals: `₹`, `Rs. `.
    var sign = ""
    var dates = DateStyle.dashed
    var words = AmountInWords.rupeesFirst
    /// Between a label and its value.
    var separator = ": "
    /// Fills heads and bands.
    var tint = Colour.grey(0.9)
    /// Labels in other words than the usual ones.
    var says: [FormLabel: String] = [:]
    /// What it is a form for; one of them by the seed.
    var kinds: [DocumentType] = [.taxInvoice]
    /// Headings in other words than the usual ones.
    var titles: [DocumentType: String] = [:]
    /// How a place of supply is written.
    var place = PlaceManner.stateAndCode

    /// What the suppliers deal in; empty: anything.
    var trades: [Trade] = []
    var rows = 1...7
    var supply = Supply.domestic
    /// Whether its invoices are registered and carry a signed QR code.
    var isElectronic = false
    var roundsTotal = true
    /// Whether the buyer may be a person without a GSTIN.
    var hasPrivateBuyer = true

    /// What is printed on.
    enum Paper: Hashable, Sendable {
        case a4, a4Landscape, a5, a5Landscape
        /// A roll of this many points' width, cut below the last line.
        case roll(Double)

        var size: PageSize {
            switch self {
            case .a4: .a4
            case .a4Landscape: .a4Landscape
            case .a5: PageSize(width: 420, height: 595)
            case .a5Landscape: PageSize(width: 595, height: 420)
            case .roll(let width): PageSize(width: width, height: 4000)
            }
        }

        var isRoll: Bool {
            if case .roll = self { return true }
            return false
        }
    }

    /// Where a supply goes.
    enum Supply: Hashable, Sendable {
        case domestic
        /// Abroad, under a letter of undertaking, without tax.
        case export
        /// To a unit in a special economic zone, with IGST.
        case zone
    }

    /// How a place of supply is written.
    enum PlaceManner: Hashable, Sendable {
        /// `Karnataka (29)`
        case stateAndCode
        /// `29-Karnataka`
        case codeFirst
        /// `Karnataka`
        case stateOnly
        /// `Karnataka, Code : 29`
        case codeNamed

        func text(_ place: Region) -> String {
            switch self {
            case .stateAndCode: "\(place.state) (\(place.code))"
            case .codeFirst: "\(place.code)-\(place.state)"
            case .stateOnly: place.state
            case .codeNamed: "\(place.state), Code : \(place.code)"
            }
        }
    }
}
