internal import AssayKit

/// Makes sound invoices from a seed.
struct InvoiceFactory {
    private var random: SplitMix64

    /// The first and the last day of issue.
    private let days: ClosedRange<Int>

    init(
        seed: UInt64, from first: CalendarDay = CalendarDay(2026, 4, 1),
        through last: CalendarDay = CalendarDay(2026, 10, 31)
    ) {
        random = SplitMix64(seed: seed, stream: "invoice")
        days = first.daysSince1970...max(first.daysSince1970, last.daysSince1970)
    }

    /// What an invoice should be like.
    struct Wish {
        var rows = 1...7
        /// Between States, within one, or as it comes.
        var isInterState: Bool?
        /// Whether it must be registered as an e-invoice.
        var isElectronic = false
        /// Whether the total is rounded to the rupee.
        var roundsTotal = true
        /// Whether discounts may be given.
        var hasDiscounts = true
        /// Whether the buyer may be an unregistered person.
        var hasPrivateBuyer = true
        /// What the supplier deals in; empty: anything.
        var trades: [Trade] = []
        /// The supplier's name; nil: one made up.
        var company: String?
        /// What kind of document it is.
        var kind = DocumentType.taxInvoice
        /// Where the supply goes.
        var supply = Form.Supply.domestic
    }

    /// A sound invoice.
    mutating func invoice(_ wish: Wish = Wish()) -> Invoice {
        let home = random.pick(Region.all, else: .fallback)
        let drawn = random.happens(0.45)
        let leaves = wish.supply != .domestic
        let isInterState = leaves || (wish.isInterState ?? drawn)
        let others = Region.all.filter { isInterState ? $0.code != home.code : $0.code == home.code }
        let away =
            wish.supply == .export ? random.pick(Region.abroad, else: home) : random.pick(others, else: home)
        let trade = random.pick(wish.trades.isEmpty ? Trade.all : wish.trades, else: .office)
        var supplier = Party.firm(of: trade, in: home, from: &random)
        if let company = wish.company { supplier.name = company }
        var buyer = Party.firm(of: random.pick(Trade.all, else: .office), in: away, from: &random)
        if random.happens(0.15), wish.hasPrivateBuyer {
            buyer.name = random.pick(Self.people, else: "Asha Kulkarni")
            buyer.gstin = nil
        }
        if wish.supply == .export { buyer.gstin = nil }
        let date = day()
        let inter = home.code != away.code
        let givesDiscounts = random.happens(0.4) && wish.hasDiscounts
        var lines: [Line] = []
        for goods in articles(of: trade, count: random.number(in: wish.rows)) {
            var line = line(of: goods, on: date, isInterState: inter, wantsDiscount: givesDiscounts)
            if wish.kind == .billOfSupply || wish.supply == .export {
                line.rate = .whole(0)
                line.tax(isInterState: inter)
            }
            lines.append(line)
        }
        var invoice = Invoice(
            number: number(of: supplier, on: date), date: date,
            dueDate: random.happens(0.5) ? date + random.pick([7, 15, 30, 45], else: 30) : nil,
            supplier: supplier, supplierPAN: supplier.pan, buyer: buyer, placeOfSupply: away,
            isReverseCharge: false, lines: lines, isInterState: inter, taxable: .zero, cgst: .zero,
            sgst: .zero,
            igst: .zero, cess: .zero, roundOff: .zero, total: .zero, totalInWords: .zero,
            purchaseOrder: random.happens(0.35) ? "PO-" + random.digits(5) : nil, ewayBill: nil,
            electronic: nil,
            bank: bank(of: supplier), hasSignature: true, hiddenText: nil, roundsTotal: wish.roundsTotal)
        invoice.kind = wish.kind
        if wish.kind == .creditNote || wish.kind == .debitNote {
            let earlier = date + -random.number(in: 5...40)
            invoice.original = Invoice.Original(number: number(of: supplier, on: earlier), date: earlier)
        }
        invoice.addUp()
        // Goods above 50,000 rupees travel with an e-way bill. Source: CGST Rules 2017, rule 138.
        if invoice.total > Paise(5_000_000), lines.contains(where: { $0.unit != nil }) {
            invoice.ewayBill = random.digits(12)
        }
        let isRegistrable = invoice.buyer.gstin != nil || wish.supply == .export
        if random.happens(0.3) || wish.isElectronic, isRegistrable {
            invoice.register(from: &random)
        }
        return invoice
    }

    /// The sound invoice that is simplest to check by hand: ten of one article at 100 rupees, with 18 percent.
    mutating func simple(_ index: Int) -> Invoice {
        var invoice = invoice(
            Wish(rows: 1...1, isInterState: index % 2 == 0, hasDiscounts: false, hasPrivateBuyer: false))
        let serial = String(1000 + index).dropFirst()
        invoice.number = "INV-2026-\(serial)"
        invoice.date = CalendarDay(2026, 4, 1) + (index - 1)
        invoice.dueDate = nil
        invoice.purchaseOrder = nil
        invoice.ewayBill = nil
        invoice.electronic = nil
        invoice.lines = [
            Line(
                description: "Box File Laminated", hsn: "48203000", quantity: .whole(10), unit: "NOS",
                unitPrice: Paise(10_000), rate: .whole(18), isInterState: invoice.isInterState)
        ]
        invoice.addUp()
        return invoice
    }

    /// A day of issue; Sundays move to Monday.
    private mutating func day() -> CalendarDay {
        let day = CalendarDay(daysSince1970: random.number(in: days))
        return day.weekday == 0 && day.daysSince1970 < days.upperBound ? day + 1 : day
    }

    private mutating func articles(of trade: Trade, count: Int) -> [Trade.Goods] {
        var rest = trade.goods
        return (0..<count).map { _ in
            if rest.isEmpty { rest = trade.goods }
            return rest.remove(at: random.number(in: 0...(rest.count - 1)))
        }
    }

    private mutating func line(
        of goods: Trade.Goods, on date: CalendarDay, isInterState: Bool, wantsDiscount: Bool
    ) -> Line {
        let price = Paise(
            random.number(in: (goods.price.lowerBound * 4)...(goods.price.upperBound * 4)) * 25 + 3)
        let quantity: Quantity
        switch goods.unit {
        case nil: quantity = .whole(random.number(in: 1...3))
        case "KGS", "MTR", "LTR":
            quantity = Quantity(thousandths: random.number(in: 8...180) * 500)
        default: quantity = .whole(random.number(in: 1...(goods.price.upperBound > 3000 ? 6 : 40)))
        }
        let discount = wantsDiscount && random.happens(0.6) ? random.pick([5, 7, 10, 12], else: 5) : nil
        return Line(
            description: goods.description, hsn: goods.hsn, quantity: quantity, unit: goods.unit,
            unitPrice: price,
            discountPercent: discount.map(Percent.whole), rate: goods.rate(on: date),
            isInterState: isInterState)
    }

    private mutating func number(of supplier: Party, on date: CalendarDay) -> String {
        let serial = random.number(in: 11...4890)
        let initials = supplier.name.split(separator: " ").prefix(2).compactMap(\.first).map(String.init)
            .joined()
        switch random.number(in: 0...4) {
        case 0: return "INV/\(date.financialYear)/\(serial)"
        case 1: return "\(initials)/\(date.longFinancialYear)/\(serial)"
        case 2: return "INV-\(100_000 + serial)"
        case 3: return "\(initials)\(date.financialYear.filter(\.isNumber))-\(serial)"
        default: return "GST/\(serial)/\(date.financialYear)"
        }
    }

    private mutating func bank(of supplier: Party) -> Invoice.Bank {
        let (name, code) = random.pick(Self.banks, else: ("State Bank of India", "SBIN"))
        return Invoice.Bank(
            name: name, holder: supplier.name, account: random.digits(random.pick([11, 12, 14], else: 12)),
            ifsc: code + "0" + random.digits(6), branch: supplier.region.city)
    }

    private static let people = [
        "Asha Kulkarni", "Rohan Mehta", "Lakshmi Narayanan", "Imran Qureshi", "Divya Menon",
    ]
    private static let banks: [(String, String)] = [
        ("HDFC Bank", "HDFC"), ("ICICI Bank", "ICIC"), ("State Bank of India", "SBIN"), ("Axis Bank", "UTIB"),
        ("Kotak Mahindra Bank", "KKBK"), ("Bank of Baroda", "BARB"),
    ]
}
