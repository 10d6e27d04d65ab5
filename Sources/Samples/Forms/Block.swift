internal import Drawing

/// A part of a form, drawn in its frame below the one before.
indirect enum Block: Hashable, Sendable {
    /// The document's name.
    case title(size: Double, TextStyle.Alignment)
    /// `ORIGINAL FOR RECIPIENT`
    case copy(TextStyle.Alignment)
    /// The supplier.
    case letterhead(Letterhead)
    /// Labels with values.
    case facts(Facts)
    case parties(Parties)
    /// The item table; only outside of other blocks.
    case items
    case totals(Totals)
    /// Taxes summed by rate, or by code and rate.
    case summary(byHSN: Bool)
    case words(Look)
    /// The account to pay into.
    case bank(Facts.Manner)
    /// Fixed words.
    case note(String, size: Double)
    case signature(TextStyle.Alignment)
    /// IRN, acknowledgement and the signed QR code.
    case registration
    /// Blocks beside each other; each with its share of the width.
    case beside([Share], isRuled: Bool)
    /// Blocks in a box.
    case box([Block])
    /// Blocks on a tinted ground.
    case band([Block])
    case rule
    /// White, points.
    case gap(Double)

    /// Some of the blocks beside each other.
    struct Share: Hashable, Sendable {
        var width: Double
        var blocks: [Block]

        init(_ width: Double, _ blocks: [Block]) {
            self.width = width
            self.blocks = blocks
        }
    }

    /// How the supplier stands on top.
    struct Letterhead: Hashable, Sendable {
        var size = 14.0
        var alignment = TextStyle.Alignment.left
        var isBoldName = true
        var showsPAN = false
        var showsContact = true
        var showsState = false
        /// The GSTIN above the address.
        var isNumberFirst = false
        /// A block of colour where a logo would be.
        var hasLogo = false
        var shouts = false
    }

    /// Labels with values.
    struct Facts: Hashable, Sendable {
        var keys: [Fact]
        var manner = Manner.colon
        /// How many beside each other.
        var across = 1
        var alignment = TextStyle.Alignment.left
        /// Whether a label without a value is printed all the same.
        var showsEmpty = false
        var size: Double?

        init(
            _ keys: [Fact], _ manner: Manner = .colon, across: Int = 1,
            _ alignment: TextStyle.Alignment = .left, showsEmpty: Bool = false, size: Double? = nil
        ) {
            self.keys = keys
            self.manner = manner
            self.across = across
            self.alignment = alignment
            self.showsEmpty = showsEmpty
            self.size = size
        }

        /// Where a value stands by its label.
        enum Manner: Hashable, Sendable {
            /// In one text with it.
            case colon
            /// In a column of its own.
            case columns
            /// In a column of its own, at the frame's right end.
            case spread
            /// Below it.
            case below
            /// Below it, in a box.
            case cells
            /// Beside it, both in boxes.
            case grid
        }
    }

    /// The buyer and the others.
    struct Parties: Hashable, Sendable {
        var who: [Who]
        var isBeside = true
        var isBoxed = false
        /// Whether captions stand on a tinted ground.
        var hasBands = false
        var showsState = false
        var showsContact = false
        /// `M/s` before the name.
        var honours = false
        /// Name and address after their own labels.
        var isLabelled = false

        init(
            _ who: [Who], beside: Bool = true, boxed: Bool = false, bands: Bool = false, state: Bool = false,
            contact: Bool = false, honours: Bool = false, labelled: Bool = false
        ) {
            self.who = who
            isBeside = beside
            isBoxed = boxed
            hasBands = bands
            showsState = state
            showsContact = contact
            self.honours = honours
            isLabelled = labelled
        }

        enum Who: Hashable, Sendable { case supplier, buyer, consignee }
    }

    /// The sums at the end.
    struct Totals: Hashable, Sendable {
        var keys: [TotalKey]
        /// Whether every line is boxed.
        var isBoxed = false
        /// The share of the frame that it takes, at the right.
        var share = 1.0
        var hasBandOnTotal = false

        init(_ keys: [TotalKey], boxed: Bool = false, share: Double = 1, band: Bool = false) {
            self.keys = keys
            isBoxed = boxed
            self.share = share
            hasBandOnTotal = band
        }
    }
}

/// A label with its value in the head of a form.
enum Fact: Hashable, Sendable {
    case invoiceNumber, invoiceDate, dueDate, purchaseOrder, ewayBill, placeOfSupply, reverseCharge
    case originalNumber, originalDate, irn, ackNumber, ackDate, supplierGSTIN, supplierPAN, buyerName,
        buyerGSTIN
    // Not scored; they stand on real papers and must not be taken for what is.
    case vehicle, lorryReceipt, transporter, salesman, terms, time, counter, drugLicence, foodLicence, room,
        arrival, departure, port, country, undertaking, customer
}
