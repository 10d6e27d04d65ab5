internal import Glibc
package import AssayKit
package import InvoiceHistory

/// An invoice of the benchmark with what is true of it.
package struct AnomalyCase: Sendable {
    /// What stands for its file.
    package let subject: String
    package let digest: String
    package var record: Record
    /// What was done to it; nil: nothing.
    package var kind: String?
    /// Whether it is clean itself but belongs to another's anomaly: the original of a duplicate.
    package var isRelated = false

    /// It, as a history keeps it.
    package var past: PastInvoice { PastInvoice(record, subject: subject, digest: digest) }
}

/// A made-up ledger of two years: two hundred suppliers with seasons, rents and part deliveries.
///
/// The same seed gives the same ledger.
struct AnomalyLedger {
    /// 1 April 2023 to 31 March 2025.
    static let days = 19_448...20_178
    var random: AnomalyRandom
    let vendors: [AnomalyVendor]
    /// By vendor, each in the order of days.
    private(set) var bills: [[Bill]]

    init(seed: UInt64, vendors vendorCount: Int = 200, invoices: Int) {
        random = AnomalyRandom(seed: seed)
        var vendors: [AnomalyVendor] = []
        for place in 0..<vendorCount { vendors.append(AnomalyVendor(place: place, random: &random)) }
        self.vendors = vendors
        bills = Array(repeating: [], count: vendorCount)
        let weights = vendors.reduce(0) { $0 + $1.weight }
        for vendor in vendors {
            let share = max(12, Int((Double(invoices) * vendor.weight / weights).rounded()))
            bills[vendor.place] = year(of: vendor, count: share)
        }
    }

    private mutating func year(of vendor: AnomalyVendor, count: Int) -> [Bill] {
        var days: [Int] = []
        // A supplier is taken on in the first months; rents run from then on.
        let start =
            Self.days.lowerBound + (vendor.place % 5 == 0 ? random.whole(0...200) : random.whole(0...20))
        let span = Self.days.upperBound - start
        switch vendor.habit {
        case .rent, .services:
            let every = max(1, min(30, span / max(1, count)))
            var day = start
            while day <= Self.days.upperBound {
                days.append(day + (vendor.habit == .rent ? 0 : random.whole(0...2)))
                day += max(every, 1)
            }
        case .seasonal:
            while days.count < count {
                let day = start + random.whole(0...span)
                // Days 180 to 220 of a financial year: September to November.
                let isSeason = (150...220).contains((day - Self.days.lowerBound) % 365)
                if isSeason || random.chance(0.33) { days.append(day) }
            }
        case .deliveries:
            while days.count < count {
                let day = start + random.whole(0...span)
                for part in 0..<random.whole(2...4) { days.append(day + part * 2) }
            }
        case .goods: while days.count < count { days.append(start + random.whole(0...span)) }
        }
        days = days.filter(Self.days.contains).sorted()
        var serial = random.whole(20...400)
        var year = 0
        return days.map { day in
            let current = (day - Self.days.lowerBound) / 366
            if current != year { (year, serial) = (current, random.whole(1...20)) }
            serial += random.whole(2...(vendor.step + 2))
            return bill(of: vendor, day: day, serial: serial)
        }
    }

    /// The number with which a supplier would sign on a day.
    static func number(_ vendor: AnomalyVendor, serial: Int, day: Int) -> String {
        let year = day < 19_814 ? "23-24" : "24-25"
        let padded = String(String(serial + 100_000).dropFirst(2))
        return vendor.pattern.replacing("#", with: padded).replacing("Y", with: year)
    }

    /// An invoice as the supplier would write it.
    mutating func bill(of vendor: AnomalyVendor, day: Int, serial: Int) -> Bill {
        let number = Self.number(vendor, serial: serial, day: day)
        var lines: [Bill.Line] = []
        switch vendor.habit {
        case .rent:
            lines = [Bill.Line(item: vendor.items[0], quantity: 1, price: vendor.items[0].price, rate: 18)]
        case .services:
            for item in vendor.items where lines.isEmpty || random.chance(0.4) {
                lines.append(
                    Bill.Line(item: item, quantity: random.whole(8...60), price: item.price, rate: item.rate))
            }
        default:
            let few = random.shuffled(vendor.items).prefix(random.whole(1...4))
            // Prices rise by a few percent a year.
            let rise = 100 + (day - Self.days.lowerBound) / 120
            for item in few {
                let wobble = exp(random.normal() * 0.4)
                let quantity = min(400, max(1, Int((vendor.quantity * wobble).rounded())))
                lines.append(
                    Bill.Line(
                        item: item, quantity: quantity, price: item.price * rise / 100, rate: item.rate))
            }
        }
        return Bill(
            vendor: vendor.place, supplierGSTIN: vendor.gstin, supplierName: vendor.name,
            stateCode: vendor.stateCode, phone: vendor.phone, serial: serial, number: number, day: day,
            lines: lines,
            account: vendor.account, ifsc: vendor.ifsc, order: "PO-\(1000 + day % 8000)",
            orderDay: day - random.whole(3...20))
    }

    mutating func hexadecimal() -> String {
        (0..<4).map { _ in
            let word = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - word.count) + word
        }.joined()
    }
}
