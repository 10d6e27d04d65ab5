internal import AssayKit

/// Conditions on amounts, shares and rates.
extension Reader {
    mutating func amountCondition(_ filter: inout ChatFilter) -> Bool {
        let start = position
        _ = take("that are|which are|that is|which is|are|is|were|was|that|which")
        _ = take(
            "with a total of|with a total|with total|with an amount of|with an amount|with amount|with a value of|"
                + "with a value|with totals|with amounts|whose total is|whose amount is|whose value is|worth|"
                + "totalling|totaling|of|for|valued at|have a total|has a total|with a total amount|exceed")
        let isTotal =
            position > start
            && ["total", "amount", "of", "value", "worth", "is"].contains(tokens[position - 1].text)
            && tokens[start..<position].contains {
                ["total", "amount", "value", "worth", "totalling", "totaling", "valued"].contains($0.text)
            }
        // "With a total of 59,000" is just that; "of 59,000" alone may be a number of something.
        if isTotal, !sees("between|above|over|below|under|more|less|at"), filter.total.isEmpty,
            let found = attempt({ reader -> (value: Amount, currency: String?)? in
                guard let amount = reader.amount(), !reader.sees("or|and|to") else { return nil }
                return amount
            })
        {
            let end = Bounds<Amount>.End(value: found.value, isIncluded: true)
            (filter.total.lower, filter.total.upper) = (end, end)
            return Self.set(found.currency, &filter)
        }
        let isExceed = tokens[max(0, position - 1)].text == "exceed"
        if isExceed {
            guard filter.total.lower == nil, let amount = amount() else { return false }
            filter.total.lower = .init(value: amount.value, isIncluded: false)
            return Self.set(amount.currency, &filter)
        }
        guard let found = amountBounds() else { return false }
        guard found.bounds.lower == nil || filter.total.lower == nil,
            found.bounds.upper == nil || filter.total.upper == nil
        else { return false }
        filter.total.lower = filter.total.lower ?? found.bounds.lower
        filter.total.upper = filter.total.upper ?? found.bounds.upper
        return Self.set(found.currency, &filter)
    }

    private static func set(_ currency: String?, _ filter: inout ChatFilter) -> Bool {
        guard let currency else { return true }
        guard filter.currency == nil || filter.currency == currency else { return false }
        filter.currency = currency
        return true
    }

    mutating func confidenceCondition(_ filter: inout ChatFilter) -> Bool {
        guard
            take(
                "with a confidence of|with a confidence|with confidence|whose confidence is|with a confidence score|"
                    + "have a confidence|with confidence score|that have a confidence"),
            let comparison = comparison(), let share = share()
        else { return false }
        let end = Bounds<Double>.End(value: share, isIncluded: comparison.isIncluded)
        switch comparison.side {
        case .above where filter.confidence.lower == nil: filter.confidence.lower = end
        case .below where filter.confidence.upper == nil: filter.confidence.upper = end
        default: return false
        }
        return true
    }

    mutating func rateCondition(_ filter: inout ChatFilter) -> Bool {
        let isAt = take("at|taxed at|charged at")
        guard isAt || take("with|having|that have|which have|have") else { return false }
        _ = take("a|an")
        var isTax = take("gst rate of|tax rate of|rate of|gst of|tax of|gst at|gst rate|tax rate")
        isTax = take("gst|tax") || isTax
        guard let rate = percent(), filter.rates.isEmpty else { return false }
        isTax = take("gst|tax|gst rate|tax rate|rate") || isTax
        guard isTax || isAt else { return false }
        filter.rates = [rate]
        return true
    }

    mutating func currencyCondition(_ filter: inout ChatFilter) -> Bool {
        guard take("in"), let code = currency() else { return false }
        return filter.currency == nil && Self.set(code, &filter)
    }
}
