internal import AssayKit
internal import IndianTax
internal import InvoiceHistory

/// Where anomalies are planted in a ledger.
struct AnomalyWorkshop: Sendable {
    /// Where an invoice of the ledger stands.
    struct Place: Hashable, Sendable {
        let vendor: Int
        let index: Int
    }

    private var ledger: AnomalyLedger
    private(set) var bills: [[Bill]]
    private var taken: Set<Place> = []
    private var related: Set<Place> = []
    private var numbers: [Int: Set<Int>] = [:]
    private var planted: [AnomalyCase] = []
    private var count = 0
    private var claimed: Set<Int> = []
    /// Suppliers that the operator has blocked or knows to be cancelled.
    let blocked: [String]
    let cancelled: [String]
    /// Accounts of the operator's own staff.
    let staff: [String]

    init(_ ledger: AnomalyLedger) {
        self.ledger = ledger
        bills = ledger.bills
        for list in bills {
            for bill in list { numbers[bill.vendor, default: []].insert(bill.serial) }
        }
        var random = AnomalyRandom(seed: 77)
        blocked = (0..<12).map { _ in AnomalyVendor.gstin(state: "27", random: &random) }
        cancelled = (0..<12).map { _ in AnomalyVendor.gstin(state: "29", random: &random) }
        staff = (0..<20).map { _ in String(random.whole(300_000_000_000...399_999_999_999)) }
    }

    var random: AnomalyRandom {
        get { ledger.random }
        set { ledger.random = newValue }
    }
    var vendors: [AnomalyVendor] { ledger.vendors }

    /// An invoice of the ledger to which nothing has been done; nil where none that fits was met.
    mutating func place(where fits: (Bill, AnomalyWorkshop) -> Bool) -> Place? {
        for _ in 0..<4000 {
            let vendor = random.whole(0...(bills.count - 1))
            // Not one of the first: what a rule knows of a supplier, it must have seen.
            guard bills[vendor].count > 24 else { continue }
            let place = Place(vendor: vendor, index: random.whole(16...(bills[vendor].count - 1)))
            guard !taken.contains(place), !related.contains(place), fits(bills[vendor][place.index], self)
            else {
                continue
            }
            return place
        }
        return nil
    }

    /// Puts a record in the place of an invoice of the ledger.
    mutating func replace(_ place: Place, by record: Record, as kind: String) {
        taken.insert(place)
        planted.append(
            AnomalyCase(subject: subject(place), digest: digest(of: place), record: record, kind: kind))
    }

    /// Says that an invoice of the ledger belongs to something planted.
    mutating func relate(_ place: Place) { related.insert(place) }

    /// Puts one more invoice in.
    mutating func add(_ bill: Bill, as kind: String, digest: String? = nil) {
        count += 1
        let random = ledger.hexadecimal()
        planted.append(
            AnomalyCase(
                subject: "planted-\(count)", digest: digest ?? random, record: bill.record(), kind: kind))
    }

    /// Puts one more invoice in to which nothing is wrong, but which belongs to something planted.
    mutating func addRelated(_ bill: Bill) {
        count += 1
        planted.append(
            AnomalyCase(
                subject: "planted-\(count)", digest: ledger.hexadecimal(), record: bill.record(),
                isRelated: true))
    }

    /// A bill of a supplier of the ledger for that day, with a number that fits in with the others.
    ///
    /// - Returns: nil where the supplier's numbers leave no place there.
    mutating func fresh(_ vendor: Int, day: Int) -> Bill? {
        let list = bills[vendor]
        guard let next = list.firstIndex(where: { $0.day > day }), next > 0,
            day >= AnomalyLedger.days.lowerBound
        else { return nil }
        let (low, high) = (list[next - 1].serial, list[next].serial)
        guard high > low + 1,
            let serial = ((low + 1)..<high).first(where: { numbers[vendor]?.contains($0) != true })
        else { return nil }
        numbers[vendor, default: []].insert(serial)
        return ledger.bill(of: vendors[vendor], day: day, serial: serial)
    }

    /// A bill of a supplier that nobody knows.
    mutating func stranger(day: Int, serial: Int = 41) -> Bill {
        let vendor = AnomalyVendor(place: 9000 + count, random: &ledger.random)
        return ledger.bill(of: vendor, day: day, serial: serial)
    }

    /// A supplier for something that shows in many invoices; each is given once, since two would hide each other.
    mutating func claim() -> Int? {
        let vendor = random.whole(0...(bills.count - 1))
        return claimed.insert(vendor).inserted ? vendor : nil
    }

    mutating func hexadecimal() -> String { ledger.hexadecimal() }

    /// The digest of an invoice of the ledger.
    func digest(of place: Place) -> String {
        let text = String(place.vendor * 1_000_003 + place.index, radix: 16)
        return String(repeating: "0", count: 64 - text.utf8.count) + text
    }

    private func subject(_ place: Place) -> String { "clean-\(place.vendor)-\(place.index)" }

    /// The median of a supplier's totals, paise.
    func median(_ vendor: Int) -> Int {
        let totals = bills[vendor].map(\.total).sorted()
        return totals.isEmpty ? 0 : totals[totals.count / 2]
    }

    /// Whether a supplier's larger invoices are less than six times the usual one.
    func variesLittle(_ vendor: Int) -> Bool {
        let totals = bills[vendor].map(\.total).sorted()
        return !totals.isEmpty && totals[totals.count * 95 / 100] < 6 * totals[totals.count / 2]
    }

    /// All invoices: what was planted, and what was left as it was.
    func cases() -> [AnomalyCase] {
        var all = planted
        // Whose number something planted came to bear belongs to it.
        let numbers = Set(planted.map { Self.identity($0.record) })
        for (vendor, list) in bills.enumerated() {
            for (index, bill) in list.enumerated() {
                let place = Place(vendor: vendor, index: index)
                if taken.contains(place) { continue }
                let record = bill.record()
                all.append(
                    AnomalyCase(
                        subject: subject(place), digest: digest(of: place), record: record,
                        isRelated: related.contains(place) || numbers.contains(Self.identity(record))))
            }
        }
        return all
    }

    private static func identity(_ record: Record) -> [String] {
        [record.text("supplier_gstin") ?? "", PastInvoice.key(of: record.text("invoice_number") ?? "")]
    }
}
