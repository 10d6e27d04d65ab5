/// A supplier or a buyer who does not exist.
struct Party: Hashable, Sendable {
    var name: String
    var street: String
    var region: Region
    var pin: String
    var pan: String
    /// Nil for a buyer who is not registered.
    var gstin: String?
    var phone: String
    var email: String

    /// Street, town and PIN, as lines of an address.
    var address: [String] { [street, "\(region.city), \(region.state) - \(pin)"] }

    /// A firm of a trade somewhere.
    static func firm(of trade: Trade, in region: Region, from random: inout SplitMix64) -> Party {
        let first = random.pick(firstNames, else: "Konark")
        let (suffix, kind) = random.pick(forms, else: ("LLP", "F"))
        let name = "\(first) \(random.pick(trade.surnames, else: "Traders")) \(suffix)"
        let pan = GSTNumber.pan(kind: kind, initial: String(first.prefix(1)).uppercased(), from: &random)
        let street =
            "\(random.number(in: 2...318)), \(random.pick(streets, else: "Station Road"))"
        let host =
            first.lowercased() + (trade.surnames.first.map { $0.lowercased().filter(\.isLetter) } ?? "")
        return Party(
            name: name, street: street, region: region,
            pin: region.pinPrefix + "0" + "\(random.number(in: 10...48))", pan: pan,
            gstin: GSTNumber.gstin(stateCode: region.code, pan: pan, entity: random.number(in: 1...2)),
            phone: "9" + random.digits(9), email: "accounts@\(host).example")
    }

    private static let firstNames = [
        "Konark", "Aravali", "Meenakshi", "Deccan", "Malabar", "Nilgiri", "Sahyadri", "Coromandel", "Himgiri",
        "Vindhya", "Kaveri", "Narmada", "Godavari", "Chinar", "Kalinga", "Shivalik", "Tungabhadra", "Palash",
    ]
    private static let forms: [(String, String)] = [
        ("Private Limited", "C"), ("Pvt Ltd", "C"), ("LLP", "F"), ("& Sons", "F"),
        ("(India) Private Limited", "C"),
        ("& Co.", "F"),
    ]
    private static let streets = [
        "MIDC Industrial Area", "Station Road", "Nehru Nagar", "Outer Ring Road", "Gandhi Market",
        "Industrial Estate, Phase II", "Lajpat Rai Marg", "Temple Street", "Transport Nagar",
    ]
}
