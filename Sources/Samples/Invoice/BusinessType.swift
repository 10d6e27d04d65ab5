/// What a supplier does, by the words of the service contract.
package enum BusinessType: String, CaseIterable, Hashable, Sendable {
    case retail, restaurant, wholesale, services, manufacturing, transport

    /// What such suppliers deal in.
    var trades: [Trade] {
        switch self {
        case .retail: [.electrical, .textile, .kitchen]
        case .restaurant: [.restaurant]
        case .wholesale: [.food, .medical, .office]
        case .services: [.computing, .consulting]
        case .manufacturing: [.steel, .textile, .electrical]
        case .transport: [.transport]
        }
    }
}

/// How much stands on an invoice, by the words of the service contract.
package enum Complexity: String, CaseIterable, Hashable, Sendable {
    /// One or two rows without discounts.
    case simple
    /// Three to eight rows.
    case detailed
    /// Fifteen to thirty rows, over several pages, registered as an e-invoice.
    case complex
}

extension InvoiceFactory.Wish {
    /// Takes over what a complexity asks for.
    mutating func follow(_ complexity: Complexity) {
        switch complexity {
        case .simple:
            rows = 1...2
            hasDiscounts = false
        case .detailed: rows = 3...8
        case .complex:
            rows = 15...30
            isElectronic = true
            hasPrivateBuyer = false
        }
    }
}

extension Trade {
    /// Rates: Notification 11/2017-Central Tax (Rate), entry 7 (restaurants 5 percent without input tax credit).
    static let restaurant = Trade(
        surnames: ["Restaurant", "Caterers", "Kitchens"],
        goods: [
            Goods("Executive Lunch Thali", "996331", 5, nil, 180...420),
            Goods("Working Lunch Buffet (per cover)", "996331", 5, nil, 350...900),
            Goods("High Tea with Snacks", "996334", 5, nil, 120...320),
            Goods("Paneer Tikka Platter", "996331", 5, nil, 240...480),
            Goods("South Indian Breakfast", "996331", 5, nil, 90...220),
            Goods("Dessert Counter", "996334", 5, nil, 150...600),
        ])
    /// Rates: Notification 11/2017-Central Tax (Rate), entries 9 and 11.
    static let transport = Trade(
        surnames: ["Roadlines", "Logistics", "Cargo Movers"],
        goods: [
            Goods("Freight, full truck load", "996511", 5, nil, 12000...68000),
            Goods("Freight, part load", "996511", 5, nil, 2500...14000),
            Goods("Loading and unloading", "996719", 18, nil, 800...5200),
            Goods("Warehousing for a month", "996729", 18, nil, 6000...32000),
            Goods("Courier, documents", "996812", 18, nil, 90...600),
            Goods("Detention of vehicle, per day", "996719", 18, nil, 1500...4500),
        ])
    /// Rates: Notification 11/2017-Central Tax (Rate), entry 21.
    static let consulting = Trade(
        surnames: ["Consultants", "Advisory Services", "Associates"],
        goods: [
            Goods("Statutory audit fee", "998221", 18, nil, 15000...90000),
            Goods("GST return filing, quarterly", "998231", 18, nil, 3000...12000),
            Goods("Legal opinion", "998213", 18, nil, 8000...45000),
            Goods("Recruitment fee", "998511", 18, nil, 12000...80000),
            Goods("Housekeeping for a month", "998533", 18, nil, 9000...36000),
            Goods("Security guards for a month", "998525", 18, nil, 16000...52000),
        ])
}
