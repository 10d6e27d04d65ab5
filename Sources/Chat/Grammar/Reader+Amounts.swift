internal import AssayKit

/// Amounts, shares and counts.
extension Reader {
    static let currencies: [(words: String, code: String)] = [
        ("inr|rupees|rupee|indian rupees|rs|rs.", "INR"), ("usd|us dollars", "USD"),
        ("eur|euros|euro", "EUR"),
        ("gbp|pounds sterling", "GBP"), ("aed|dirhams", "AED"), ("sgd", "SGD"), ("jpy|yen", "JPY"),
    ]

    mutating func currency() -> String? {
        for (words, code) in Self.currencies where take(words) { return code }
        return nil
    }

    /// "INR 1.5 lakh", "50,000", "Rs 200".
    mutating func amount() -> (value: Amount, currency: String?)? {
        attempt { reader in
            var currency = reader.currency()
            guard let number = reader.current?.number, !number.isPercent, !number.isOrdinal else {
                return nil
            }
            reader.advance()
            var value = number.value
            for (words, factor) in [
                ("lakhs|lakh|lacs|lac", 100_000), ("crores|crore|cr", 10_000_000), ("thousand", 1000),
                ("million", 1_000_000),
            ] where reader.take(words) {
                guard let scaled = Tokenizer.scaled(value, by: factor) else { return nil }
                value = scaled
            }
            for found in [number.currency, reader.currency()] {
                guard let found else { continue }
                guard currency == nil || currency == found else { return nil }
                currency = found
            }
            // "2 flags" and "30 days" are no amounts of money.
            guard
                !reader.sees("%|percent|per cent|flags|flag|findings|days|day|weeks|months|items|lines|pages")
            else { return nil }
            return (value, currency)
        }
    }

    /// "above 500", "between 1 lakh and 2 lakh".
    mutating func amountBounds() -> (bounds: Bounds<Amount>, currency: String?)? {
        attempt { reader in
            var bounds = Bounds<Amount>()
            if reader.take("between") {
                let start = reader.position
                guard let low = reader.amount(), reader.take("and"), let high = reader.amount() else {
                    return nil
                }
                let end = reader.position
                reader.position = start
                let isYears = reader.span() != nil && reader.take("and") && reader.span() != nil
                reader.position = end
                guard !isYears, low.value <= high.value else { return nil }
                guard low.currency == nil || high.currency == nil || low.currency == high.currency else {
                    return nil
                }
                bounds.lower = .init(value: low.value, isIncluded: true)
                bounds.upper = .init(value: high.value, isIncluded: true)
                return (bounds, high.currency ?? low.currency)
            }
            guard let comparison = reader.comparison() else { return reader.openAmount() }
            guard let amount = reader.amount() else { return nil }
            let end = Bounds<Amount>.End(value: amount.value, isIncluded: comparison.isIncluded)
            switch comparison.side {
            case .above: bounds.lower = end
            case .below: bounds.upper = end
            case .equal: (bounds.lower, bounds.upper) = (end, end)
            }
            return (bounds, amount.currency)
        }
    }

    /// "50,000 or more", "5k and below".
    private mutating func openAmount() -> (bounds: Bounds<Amount>, currency: String?)? {
        guard let amount = amount() else { return nil }
        var bounds = Bounds<Amount>()
        let end = Bounds<Amount>.End(value: amount.value, isIncluded: true)
        if take("or more|or above|or higher|and above|and more|or over|and over|and upwards") {
            bounds.lower = end
        } else if take("or less|or below|or lower|and below|and less|or under|and under") {
            bounds.upper = end
        } else {
            return nil
        }
        return (bounds, amount.currency)
    }

    enum Side { case above, below, equal }

    mutating func comparison() -> (side: Side, isIncluded: Bool)? {
        if take(
            "greater than or equal to|more than or equal to|at least|no less than|not less than|a minimum of|>=|\u{2265}"
        ) {
            return (.above, true)
        }
        if take("above|over|more than|greater than|exceeding|higher than|larger than|bigger than|>") {
            return (.above, false)
        }
        if take("less than or equal to|at most|up to|no more than|not more than|a maximum of|<=|\u{2264}") {
            return (.below, true)
        }
        if take("below|under|less than|smaller than|lower than|cheaper than|<") { return (.below, false) }
        if take("exactly|equal to|=") { return (.equal, true) }
        return nil
    }

    /// A whole number in digits or words, 1...50.
    mutating func smallCount() -> Int? {
        let words = [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        ]
        if let index = words.firstIndex(of: current?.text ?? "") {
            advance()
            return index + 1
        }
        guard let number = current?.number, number.isPlain, let count = number.whole,
            (1...ChatQuery.largestLimit).contains(count)
        else { return nil }
        advance()
        return count
    }

    /// "18%", "18 percent"; 0...100.
    mutating func percent() -> Amount? {
        attempt { reader in
            guard let number = reader.current?.number, number.currency == nil, !number.isOrdinal else {
                return nil
            }
            reader.advance()
            guard number.isPercent || reader.take("percent|per cent|%") else { return nil }
            return number.value.micros <= 100_000_000 ? number.value : nil
        }
    }

    /// 0...1, written "0.8", "80%" or "80 percent".
    mutating func share() -> Double? {
        if let percent = percent() { return percent.approximate / 100 }
        guard let number = current?.number, number.currency == nil, !number.isOrdinal, !number.isPercent,
            number.value.micros <= 1_000_000
        else { return nil }
        advance()
        return number.value.approximate
    }
}
