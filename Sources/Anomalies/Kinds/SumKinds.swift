internal import AssayKit

extension AnomalyKind {
    private static func more(_ text: String?, by percent: Int) -> String {
        let amount = text.flatMap { Amount($0) } ?? .zero
        return (amount * Amount(micros: Int64(percent) * 10_000, scale: 2)).rounded(toDecimals: 2).text
    }

    /// Sums that do not agree; only where they are large enough that rounding can't explain it.
    static let sums: [AnomalyKind] = [
        altered(
            "a line too high", ["ARI-01"], .high, where: { bill, _ in Bill.taxable(bill.lines[0]) > 100_000 }
        ) { record, workshop in
            record.set(
                "taxable_value",
                more(
                    record.lineItems.first?["taxable_value"]?.value,
                    by: workshop.random.pick([108, 110, 115, 125, 130, 140, 150])),
                inLine: 0)
        },
        altered("lines do not add up", ["ARI-02"], .high) { record, workshop in
            record.set("taxable_total", record.scaled("taxable_total", by: workshop.random.whole(105...140)))
        },
        altered("tax too high", ["ARI-03"], .high) { record, workshop in
            for name in ["cgst", "sgst", "igst"] where record.fields[name] != nil {
                record.set(name, record.scaled(name, by: 130))
            }
        },
        altered("uneven halves", ["ARI-04"], .medium, where: { bill, _ in bill.isWithinState }) { record, _ in
            record.set("cgst", record.scaled("cgst", by: 120))
        },
        altered("total raised", ["ARI-05"], .critical) { record, workshop in
            record.set("total", record.scaled("total", by: workshop.random.whole(104...160)))
        },
        altered("words say another sum", ["ARI-06"], .high) { record, _ in
            record.set("amount_in_words", "Rupees Nine Hundred Twelve Only")
        },
    ]

    /// Taxes that cannot be.
    static let taxes: [AnomalyKind] = [
        rewritten("a rate that is none", ["TAX-01"], .high) { bill, _ in
            for row in bill.lines.indices { bill.lines[row].rate = 13 }
        },
        rewritten("another rate than its code's", ["TAX-02"], .medium) { bill, _ in
            for row in bill.lines.indices { bill.lines[row].rate = bill.lines[row].rate == 28 ? 18 : 28 }
        },
        rewritten("the wrong kind of tax", ["TAX-03"], .critical, where: { bill, _ in bill.isWithinState }) {
            bill, _ in
            bill.stateCode = "27"
        },
        altered("tax on a bill of supply", ["TAX-05"], .high) { record, _ in
            record.set("document_type", "bill_of_supply")
        },
        altered("reverse charge with tax", ["TAX-06"], .high) { record, _ in
            record.set("reverse_charge", "true")
        },
    ]

    /// Dates and numbers.
    static let dates: [AnomalyKind] = [
        altered("a date to come", ["CHR-01"], .high) { record, _ in record.set("invoice_date", "2031-08-23")
        },
        altered("older than the tax", ["CHR-09"], .high) { record, _ in
            record.set("invoice_date", "2016-08-23")
        },
        rewritten("billed before it was ordered", ["CHR-06"], .medium) { bill, workshop in
            bill.orderDay = bill.day + workshop.random.whole(1...30)
        },
        altered("due before it was issued", ["CHR-04"], .low) { record, _ in
            record.set("due_date", "2023-01-05")
        },
        altered("a number too long", ["FLD-02"], .medium) { record, workshop in
            record.set("invoice_number", "INVOICE/2024/\(workshop.random.whole(100_000...999_999))/A")
        },
        altered(
            "not reported to the portal", ["FLD-04"], .high,
            where: { bill, _ in AnomalyBenchmark.isListed(bill.vendor) }
        ) {
            record, _ in
            record.set("irn", nil)
        },
        AnomalyKind("dated back", ["SEQ-01"], .medium) { workshop in
            let found = workshop.place { bill, workshop in
                let list = workshop.bills[bill.vendor]
                guard let place = list.firstIndex(where: { $0.serial == bill.serial && $0.day == bill.day })
                else {
                    return false
                }
                // The number of today on a day that lies twelve invoices back in the same financial year.
                guard place > 30, list[place - 30].day >= 19_814 || bill.day < 19_814 else { return false }
                let day = list[place - 12].day
                return list[(place - 11)..<place].count { $0.day > day + 3 } >= 5
            }
            guard let place = found else { return false }
            let list = workshop.bills[place.vendor]
            var bill = list[place.index]
            bill.day = list[place.index - 12].day
            bill.orderDay = bill.day - 9
            workshop.replace(place, by: bill.record(), as: "dated back")
            return true
        },
    ]
}
