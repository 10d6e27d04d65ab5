import AssayKit
import RuleEngine

/// Rules about the rows of the item table by themselves.
enum LineArithmetic {
    static let all = [product, sign]

    /// Source: CGST Rules 2017, rule 46(i) to (k).
    static let product = Rule(
        RuleCard(
            "ARI-01", "A line does not multiply out", .high,
            when:
                "quantity × unit price − discount differs from the line's taxable value by more than the tolerance; "
                + "medium where the line's last column stands in for it",
            evidence: "the line's number, quantity × price − discount, the product, and the line's value",
            basis: .law("CGST Rules 2017, rule 46(i) to (k)"),
            tolerance: "0.01, and half a unit of the price's last decimal for each piece",
            falsePositives: ["prices that include tax (MRP columns)", "a second unit of quantity"],
            fields: [
                "line_items.quantity", "line_items.unit_price", "line_items.discount",
                "line_items.taxable_value",
            ])
    ) { input in
        var findings: [Finding] = []
        var checked = 0
        for row in input.record.lineItems.indices {
            var reading = input.reading()
            guard let quantity = reading.amount("quantity", row),
                let price = reading.amount("unit_price", row),
                let taxable = reading.amount("taxable_value", row) ?? reading.amount("amount", row)
            else { continue }
            let isTaxable = input.record.lineItems[row]["taxable_value"]?.amount != nil
            checked += 1
            let own = tolerance(quantity: quantity, price: price)
            let allowed = input.tolerance("ARI-01", own)
            let discount = reading.amount("discount", row) ?? .zero
            if isExplained(taxable, quantity, price, discount, row, reading, allowed) { continue }
            let product = quantity * price - discount
            let less = discount.isZero ? "" : " − \(discount.text)"
            findings.append(
                reading.finding(
                    "Line \(row + 1): \(quantity.text) × \(price.text)\(less) is \(product.money), but its "
                        + "\(isTaxable ? "taxable value" : "amount") says \(taxable.text)",
                    expected: product.money, observed: taxable.text,
                    tolerance: input.toleranceText("ARI-01", own), line: row + 1,
                    severity: isTaxable ? nil : .medium))
        }
        guard checked > 0 else { return .notApplicable }
        if checked >= 3, findings.count == checked {
            return .inconclusive("no line multiplies out, so the columns may mean something else")
        }
        return .of(findings)
    }

    private static func tolerance(quantity: Amount, price: Amount) -> Amount {
        var half: Int64 = 500_000
        for _ in 0..<price.scale { half /= 10 }
        return .hundredths(1) + Amount(micros: half, scale: 6) * quantity.magnitude
    }

    /// Whether any of the ways in which documents reckon a line gives its taxable value: with the discount taken
    /// already, taken per piece or in percent, and with tax in the price or in the value.
    private static func isExplained(
        _ taxable: Amount, _ quantity: Amount, _ price: Amount, _ discount: Amount, _ row: Int,
        _ reading: RuleReading, _ allowed: Amount
    ) -> Bool {
        var reading = reading
        let gross = quantity * price
        let percent = reading.amount("discount_percent", row) ?? .zero
        var values = [gross - discount, gross, gross - gross.percent(percent), quantity * (price - discount)]
        if discount < Amount(100) { values.append(gross - gross.percent(discount)) }
        let hundred = Amount(100)
        if let rate = reading.amount("rate", row), !rate.isZero {
            values +=
                values.compactMap { $0 * hundred / (hundred + rate) } + values.map { $0 + $0.percent(rate) }
        }
        let tax = reading.rowTax(row)
        if let tax { values += [gross - discount - tax, gross - discount + tax, gross + tax] }
        return values.contains { $0.distance(to: taxable) <= allowed }
    }

    /// Source: policy; only a credit note gives back.
    static let sign = Rule(
        RuleCard(
            "ARI-09", "A quantity or an amount is negative", .medium,
            when:
                "a line's quantity or taxable value is below nothing, or its quantity is nothing beside an amount, on "
                + "anything but a credit note",
            evidence: "the line's number and the value",
            basis: .policy("amounts of an invoice are positive; what is given back stands on a credit note"),
            falsePositives: ["reversed shipping charges", "free goods", "discounts written as lines"],
            fields: ["line_items.quantity", "line_items.taxable_value", "line_items.amount"])
    ) { input in
        if input.documentType == .creditNote || input.documentType == .refundVoucher { return .notApplicable }
        guard !input.record.lineItems.isEmpty else { return .notApplicable }
        var findings: [Finding] = []
        for row in input.record.lineItems.indices {
            var reading = input.reading()
            let description = PrintedText(reading.cell("description", row)?.value ?? "")
            if description.says(anyOf: givingBack) { continue }
            let quantity = reading.amount("quantity", row)
            let totals = [input.record.amount("taxable_total"), input.record.amount("total")].compactMap {
                $0
            }
            let amount = reading.amount("taxable_value", row) ?? reading.amount("amount", row)
            // A row that repeats a total is one, with a count of pieces or none in the column of quantities.
            if let amount, totals.contains(amount), input.record.lineItems.count > 1 { continue }
            if let amount, amount < .zero {
                findings.append(
                    reading.finding(
                        "Line \(row + 1) has the negative amount \(amount.text)", expected: "more than 0",
                        observed: amount.text, line: row + 1))
            } else if let quantity, quantity < .zero || quantity.isZero && (amount ?? .zero) > .zero {
                findings.append(
                    reading.finding(
                        "Line \(row + 1) has the quantity \(quantity.text)"
                            + (amount.map { " for \($0.text)" } ?? ""),
                        expected: "more than 0", observed: quantity.text, line: row + 1))
            }
        }
        return .of(findings)
    }

    private static let givingBack = [
        "discount", "shipping", "delivery", "handling", "return", "returned", "reversal", "rebate", "offer",
        "round off", "rounding", "less", "free", "coupon", "adjustment", "promotion",
    ]
}
