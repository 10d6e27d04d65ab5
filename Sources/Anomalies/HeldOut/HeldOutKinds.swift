internal import AssayKit

/// Eight kinds for which no rule was written and with which none was tuned: they tell what the others let through.
extension AnomalyKind {
    static let heldOut: [AnomalyKind] = [
        AnomalyKind("a look-alike supplier", [], .high) { workshop in
            guard let place = workshop.place(where: { _, _ in true }) else { return false }
            let known = workshop.bills[place.vendor][place.index]
            var bill = workshop.stranger(day: known.day)
            bill.supplierName = known.supplierName.replacing("Private", with: "Pvt")
            bill.lines = known.lines
            bill.lines[0].quantity += 2
            workshop.add(bill, as: "a look-alike supplier")
            return true
        },
        rewritten("quantity times ten", [], .high) { bill, _ in bill.lines[0].quantity *= 10 },
        rewritten("price of a dozen for one", [], .high) { bill, _ in bill.lines[0].price *= 12 },
        AnomalyKind("billed again in two parts", [], .high) { workshop in
            let found = workshop.place { bill, _ in bill.lines.count >= 4 }
            guard let place = found else { return false }
            let whole = workshop.bills[place.vendor][place.index]
            guard var first = workshop.fresh(place.vendor, day: whole.day + 3),
                var second = workshop.fresh(place.vendor, day: whole.day + 5)
            else { return false }
            first.lines = Array(whole.lines.prefix(2))
            second.lines = Array(whole.lines.dropFirst(2))
            workshop.relate(place)
            workshop.add(first, as: "billed again in two parts")
            workshop.add(second, as: "billed again in two parts")
            return true
        },
        AnomalyKind("rent twice a month", [], .high) { workshop in
            let found = workshop.place { bill, workshop in workshop.vendors[bill.vendor].habit == .rent }
            guard let place = found,
                var second = workshop.fresh(
                    place.vendor, day: workshop.bills[place.vendor][place.index].day + 8)
            else { return false }
            second.lines = workshop.bills[place.vendor][place.index].lines
            workshop.relate(place)
            workshop.add(second, as: "rent twice a month")
            return true
        },
        repeated("a debit note for the same goods", [], .high, where: { bill, _ in bill.lines.count > 1 }) {
            bill, workshop in
            bill.type = "debit_note"
            bill.number = "DN" + String(workshop.random.whole(100...999))
            bill.day += 9
            bill.irn = nil
            return bill.day < 20_170
        },
        altered("goods of another State", [], .medium, where: { bill, _ in !bill.isWithinState }) {
            record, _ in
            record.set("place_of_supply", "33-Tamil Nadu")
        },
        rewritten("freight put on top", [], .medium) { bill, workshop in
            let goods = bill.lines.reduce(0) { $0 + Bill.taxable($1) }
            let freight = AnomalyVendor.Item(
                name: "Freight and handling", hsn: "996511", unit: "OTH", price: 0, rate: 18)
            bill.lines.append(
                Bill.Line(
                    item: freight, quantity: 1, price: goods * workshop.random.whole(12...30) / 100, rate: 18)
            )
        },
    ]
}
