internal import AssayKit
internal import IndianTax

/// A supplier of the made-up ledger.
struct AnomalyVendor: Sendable {
    /// How it bills.
    enum Habit: Sendable, CaseIterable {
        /// Goods of changing quantities.
        case goods
        /// The same sum at the beginning of each month.
        case rent
        /// Hours of work at the end of each month.
        case services
        /// Goods, three times as many in the months before the festivals.
        case seasonal
        /// One order in two to four deliveries within a week.
        case deliveries
    }

    /// An item that it sells.
    struct Item: Sendable {
        let name: String
        let hsn: String
        let unit: String
        /// Paise.
        let price: Int
        /// Percent.
        let rate: Int
    }

    let place: Int
    let gstin: String
    let name: String
    let stateCode: String
    let account: String
    let ifsc: String
    let phone: String
    let habit: Habit
    let items: [Item]
    /// How many of an item it sells at a time, on average.
    let quantity: Double
    /// How often it bills us, next to the others.
    let weight: Double
    /// How its numbers are built: `#` stands for the serial, `Y` for the financial year.
    let pattern: String
    /// The largest step from one of our invoices to the next.
    let step: Int

    var pan: String { String(gstin.dropFirst(2).prefix(10)) }

    /// A supplier.
    init(place: Int, random: inout AnomalyRandom) {
        self.place = place
        let states = ["29", "29", "29", "27", "33", "24", "07", "36", "19", "09"]
        stateCode = random.pick(states)
        gstin = Self.gstin(state: stateCode, random: &random)
        let first = random.pick(Self.firstWords)
        let second = random.pick(Self.secondWords)
        name = "\(first) \(second) \(Self.letters(2, &random)) Private Limited"
        account = String(random.whole(10_000_000_000...99_999_999_999)) + String(1000 + place)
        ifsc = random.pick(["HDFC", "SBIN", "ICIC", "UTIB"]) + "0" + String(random.whole(100_000...999_999))
        phone = "9" + String(random.whole(100_000_000...999_999_999))
        let habits: [Habit] = [
            .goods, .goods, .goods, .goods, .services, .seasonal, .seasonal, .deliveries, .rent, .goods,
        ]
        habit = habits[place % habits.count]
        items = Self.items(for: habit, random: &random)
        quantity = Double(random.whole(4...60))
        weight =
            switch habit {
            case .rent: 0.12
            case .services: 0.3
            default: 0.3 + random.unit() * 2
            }
        pattern = random.pick(["INV/Y/#", "Y-#", "#/Y", "TI#", "S/Y/#", "GST#"])
        step = random.whole(3...40)
    }

    /// A valid GSTIN of a company.
    static func gstin(state: String, random: inout AnomalyRandom) -> String {
        let pan =
            letters(3, &random) + "C" + letters(1, &random) + String(random.whole(1000...9999))
            + letters(1, &random)
        let body = state + pan + "1Z"
        // Fourteen letters and digits always have a check character.
        return body + String(GSTIN.checkCharacter(for: body) ?? "0")
    }

    static func letters(_ count: Int, _ random: inout AnomalyRandom) -> String {
        String((0..<count).map { _ in random.pick(Array("ABCDEFGHJKLMNPQRSTUVWXYZ")) })
    }

    private static func items(for habit: Habit, random: inout AnomalyRandom) -> [Item] {
        switch habit {
        case .rent:
            return [
                Item(
                    name: "Rent of premises", hsn: "997212", unit: "OTH",
                    price: random.whole(200...900) * 10_000 + random.whole(1...9999), rate: 18)
            ]
        case .services:
            return ["Consulting hours", "Support hours", "Travel"].map {
                Item(name: $0, hsn: "998313", unit: "OTH", price: random.whole(60_000...250_000), rate: 18)
            }
        default:
            let kinds = random.shuffled(goods)
            return kinds.prefix(random.whole(4...8)).map { kind in
                Item(
                    name: kind.name + " " + letters(1, &random) + String(random.whole(10...99)),
                    hsn: kind.hsn,
                    unit: "NOS", price: random.whole(1500...180_000), rate: kind.rate)
            }
        }
    }

    /// The HSN headings of the goods with their rates, as the list of the operator has them.
    static let rates: [String: String] = {
        var rates = ["997212": "18", "998313": "18"]
        for kind in goods { rates[kind.hsn] = String(kind.rate) }
        return rates
    }()

    private static let goods: [(name: String, hsn: String, rate: Int)] = [
        ("Steel bolts", "7318", 18), ("Copper wire", "7408", 18), ("Paper reams", "4802", 12),
        ("Printed cartons", "4819", 18), ("Cotton cloth", "5208", 5), ("Ball bearings", "8482", 18),
        ("Hand tools", "8205", 18), ("Switches", "8536", 18), ("Paint", "3208", 18), ("Rice", "1006", 5),
        ("Plastic pipes", "3917", 18), ("Office chairs", "9401", 18), ("Sweet boxes", "1704", 12),
        ("Exercise books", "4820", 12), ("Pumps", "8413", 18), ("Cables", "8544", 18),
    ]
    private static let firstWords = [
        "Sunrise", "Deccan", "Ganga", "Vindhya", "Lotus", "Krishna", "Coastal", "Metro", "Pioneer", "Royal",
        "National", "Silver", "Kaveri", "Himalaya", "Modern", "Union", "Orchid", "Eastern", "Prime", "Star",
    ]
    private static let secondWords = [
        "Traders", "Industries", "Enterprises", "Supplies", "Engineering", "Textiles", "Electricals", "Foods",
        "Packaging", "Services", "Solutions", "Components", "Hardware", "Agencies", "Metals",
    ]
}
