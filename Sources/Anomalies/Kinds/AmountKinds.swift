internal import AssayKit

extension AnomalyKind {
    /// A bill over about that much, paise, as one line.
    static func priced(_ bill: inout Bill, _ total: Int, _ workshop: inout AnomalyWorkshop, item: Int = 0) {
        let kind = workshop.vendors[bill.vendor].items[item]
        let name = kind.name + " lot \(workshop.random.whole(100...999))"
        let other = AnomalyVendor.Item(
            name: name, hsn: kind.hsn, unit: kind.unit, price: kind.price, rate: kind.rate)
        bill.lines = [
            Bill.Line(item: other, quantity: 1, price: total * 100 / (100 + kind.rate), rate: kind.rate)
        ]
    }

    /// An approval limit, paise, that a supplier's invoices stay well below.
    static func limit(above vendor: Int, _ workshop: AnomalyWorkshop) -> Int? {
        let totals = workshop.bills[vendor].map(\.total).sorted()
        guard totals.count > 24 else { return nil }
        let high = totals[totals.count * 95 / 100]
        return AnomalyBenchmark.limits.map { $0 * 100 }.first { $0 > high * 3 }
    }

    /// Amounts as they change over time.
    static let amounts: [AnomalyKind] = [
        AnomalyKind("split below the limit", ["AMT-02"], .high) { workshop in
            guard let vendor = workshop.claim(), let limit = limit(above: vendor, workshop) else {
                return false
            }
            let day = workshop.random.whole(19_600...20_100)
            guard var first = workshop.fresh(vendor, day: day),
                var second = workshop.fresh(vendor, day: day + workshop.random.whole(0...4))
            else { return false }
            priced(&first, limit * workshop.random.whole(55...90) / 100, &workshop)
            priced(&second, limit * workshop.random.whole(55...90) / 100, &workshop)
            workshop.add(first, as: "split below the limit")
            workshop.add(second, as: "split below the limit")
            return true
        },
        AnomalyKind("kept below the limit", ["AMT-01"], .medium) { workshop in
            guard let vendor = workshop.claim(), let limit = limit(above: vendor, workshop) else {
                return false
            }
            let day = workshop.random.whole(19_600...20_000)
            var bills: [Bill] = []
            for place in 0..<4 {
                // As many of the supplier's invoices as a rule may look at lie between them at most.
                guard var bill = workshop.fresh(vendor, day: day + place * 9) else { return false }
                priced(&bill, limit * workshop.random.whole(956...995) / 1000, &workshop)
                bills.append(bill)
            }
            for bill in bills { workshop.add(bill, as: "kept below the limit") }
            return true
        },
        rewritten(
            "decimal point two places off", ["AMT-05"], .medium,
            where: { bill, workshop in
                bill.total * 2 > workshop.median(bill.vendor) && workshop.variesLittle(bill.vendor)
            }
        ) { bill, _ in
            for row in bill.lines.indices { bill.lines[row].quantity *= 100 }
        },
        AnomalyKind("a price raised", ["AMT-06"], .medium) { workshop in
            let found = workshop.place { bill, workshop in
                let list = workshop.bills[bill.vendor]
                guard let place = list.firstIndex(where: { $0.serial == bill.serial && $0.day == bill.day })
                else {
                    return false
                }
                let name = bill.lines[0].item.name
                let last = list[max(0, place - 30)..<place]
                return last.count { $0.lines.contains { $0.item.name == name } } >= 4
            }
            guard let place = found else { return false }
            var bill = workshop.bills[place.vendor][place.index]
            bill.lines[0].price = bill.lines[0].price * workshop.random.whole(140...220) / 100
            workshop.replace(place, by: bill.record(), as: "a price raised")
            return true
        },
        AnomalyKind("a large first invoice", ["VEN-02"], .medium) { workshop in
            var bill = workshop.stranger(day: workshop.random.whole(19_600...20_150))
            bill.lines[0].quantity = 1
            bill.lines[0].price = workshop.random.whole(1_200_000_000...4_000_000_000)
            workshop.add(bill, as: "a large first invoice")
            return true
        },
        AnomalyKind("back after a long time", ["VEN-03"], .low) { workshop in
            let first = workshop.stranger(day: workshop.random.whole(19_450...19_600))
            var last = first
            last.day = first.day + workshop.random.whole(380...570)
            last.orderDay = last.day - 10
            last.number = "X" + String(workshop.random.whole(100...999))
            last.irn = nil
            last.lines[0].quantity += 3
            workshop.addRelated(first)
            workshop.add(last, as: "back after a long time")
            return true
        },
    ]
}
