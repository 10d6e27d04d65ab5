internal import AssayKit

/// Figures and conditions as people read them.
package enum Printed {
    /// A quotient rounded half away from zero to hundredths, in millionths.
    package static func average(_ sum: Int128, over count: Int) -> Int128 {
        let divisor = Int128(count) * 10_000
        let half = divisor / 2
        return (sum >= 0 ? (sum + half) / divisor : (sum - half) / divisor) * 10_000
    }

    /// INR 1,18,000.00; other currencies by thousands.
    package static func money(_ micros: Int128, _ currency: String?) -> String {
        let hundredths = average(micros, over: 1) / 10_000
        let whole = String((hundredths / 100).magnitude)
        let rest = String((hundredths % 100).magnitude)
        let sign = hundredths < 0 ? "-" : ""
        let code = currency.map { $0 + " " } ?? "(no currency) "
        return code + sign + grouped(whole, indian: currency == "INR" || currency == nil) + "."
            + (rest.count == 1 ? "0" : "") + rest
    }

    private static func grouped(_ digits: String, indian: Bool) -> String {
        guard digits.count > 3 else { return digits }
        var groups = [String(digits.suffix(3))]
        var rest = digits.dropLast(3)
        let size = indian ? 2 : 3
        while !rest.isEmpty {
            groups.insert(String(rest.suffix(size)), at: 0)
            rest = rest.dropLast(min(size, rest.count))
        }
        return groups.joined(separator: ",")
    }

    static func value(
        _ micros: Int128, _ measure: ChatQuery.Measure, _ currency: String?, _ statistic: ChatQuery.Statistic
    )
        -> String
    {
        if statistic == .count { return invoices(Int(micros / 1_000_000)) }
        guard measure.isMoney else {
            let text = Amount(micros: Int64(clamping: micros), scale: 0).text
            return statistic == .sum ? findings(Int(micros / 1_000_000)) : text + " findings"
        }
        return money(micros, currency)
    }

    static func invoices(_ count: Int) -> String {
        count == 0 ? "No invoices" : count == 1 ? "1 invoice" : "\(count) invoices"
    }

    static func findings(_ count: Int) -> String {
        count == 0 ? "no findings" : count == 1 ? "1 finding" : "\(count) findings"
    }

    static func measure(_ measure: ChatQuery.Measure) -> String {
        switch measure {
        case .total: "total"
        case .taxable: "taxable value"
        case .tax: "tax"
        case .cgst, .sgst, .igst: measure.rawValue.uppercased()
        case .cess: "cess"
        case .findings: "findings"
        }
    }

    /// "A, B and C", or the first ten "and 5 more".
    static func names(_ names: [String], of count: Int) -> String {
        let shown = names.prefix(10)
        let more = count - shown.count
        guard let last = shown.last else { return "" }
        if more > 0 { return shown.joined(separator: ", ") + " and \(more) more" }
        return shown.count == 1 ? last : shown.dropLast().joined(separator: ", ") + " and " + last
    }

    static func confidence(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths)%"
    }

    static func field(_ name: String) -> String {
        name.split(separator: "_").map {
            ["gstin", "po", "irn", "ifsc", "pan"].contains($0) ? $0.uppercased() : String($0)
        }
        .joined(separator: " ")
    }

    /// What limits the invoices: " (from Acme; status approved)"; empty for no limit.
    package static func conditions(_ filter: ChatFilter) -> String {
        let parts = parts(filter)
        return parts.isEmpty ? "" : " (" + parts.joined(separator: "; ") + ")"
    }

    private static func parts(_ filter: ChatFilter) -> [String] {
        var parts: [String] = []
        if !filter.parties.isEmpty { parts.append("from " + alternatives(filter.parties.map(party))) }
        if !filter.otherParties.isEmpty {
            parts.append("not from " + alternatives(filter.otherParties.map(party)))
        }
        if !filter.buyers.isEmpty { parts.append("to " + alternatives(filter.buyers.map(party))) }
        if !filter.statuses.isEmpty { parts.append("status " + alternatives(filter.statuses)) }
        if !filter.otherStatuses.isEmpty { parts.append("status not " + alternatives(filter.otherStatuses)) }
        if let has = filter.hasFindings { parts.append(has ? "with findings" : "without findings") }
        if !filter.rules.isEmpty { parts.append("with a finding of " + alternatives(filter.rules)) }
        if let severity = filter.severity {
            parts.append(
                "with a finding of severity \(severity.rawValue)"
                    + (filter.isExactSeverity ? "" : " or above"))
        }
        if let days = days(filter.dates) { parts.append("dated " + days) }
        if let days = days(filter.received) { parts.append("received " + days + " UTC") }
        if let days = days(filter.decided) { parts.append("decided " + days + " UTC") }
        if let lower = filter.total.lower, lower == filter.total.upper {
            parts.append("total of " + amount(lower.value, filter.currency))
        } else {
            if let end = filter.total.lower {
                parts.append(
                    "total " + (end.isIncluded ? "at least " : "above ") + amount(end.value, filter.currency))
            }
            if let end = filter.total.upper {
                parts.append(
                    "total " + (end.isIncluded ? "at most " : "below ") + amount(end.value, filter.currency))
            }
        }
        if let currency = filter.currency { parts.append("in " + currency) }
        if !filter.rates.isEmpty {
            parts.append("with a tax rate of " + alternatives(filter.rates.map(rate)))
        }
        if let end = filter.confidence.lower {
            parts.append("confidence " + (end.isIncluded ? "at least " : "above ") + confidence(end.value))
        }
        if let end = filter.confidence.upper {
            parts.append("confidence " + (end.isIncluded ? "at most " : "below ") + confidence(end.value))
        }
        if !filter.missing.isEmpty { parts.append("without " + alternatives(filter.missing.map(field))) }
        if !filter.numbers.isEmpty { parts.append("number " + alternatives(filter.numbers)) }
        if filter.ids != nil { parts.append("of the last answer") }
        if filter.isMine { parts.append("your own") }
        return parts
    }

    private static func rate(_ rate: Amount) -> String {
        (rate.micros % 1_000_000 == 0 ? String(rate.micros / 1_000_000) : rate.text) + "%"
    }

    private static func party(_ party: ChatParty) -> String {
        party.vendorCount > 1 ? "\(party.name), \(party.vendorCount) vendors of that name" : party.name
    }

    private static func amount(_ amount: Amount, _ currency: String?) -> String {
        let text = money(Int128(amount.micros), currency ?? "")
        return text.hasPrefix(" ") ? String(text.dropFirst()) : text
    }

    private static func days(_ range: DayRange) -> String? {
        switch (range.from, range.to) {
        case (nil, nil): nil
        case (let from?, nil): "since \(from.iso)"
        case (nil, let to?): "until \(to.iso)"
        case (let from?, let to?): from == to ? from.iso : "\(from.iso) to \(to.iso)"
        }
    }

    private static func alternatives(_ names: [String]) -> String { names.joined(separator: " or ") }
}
