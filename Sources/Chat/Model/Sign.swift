internal import AssayKit

/// Words of a question, and what of a query they stand for.
struct Sign: Sendable {
    let words: Set<String>
    /// Whether a query says it.
    let isSaid: @Sendable (ChatQuery) -> Bool
    /// A question with one of the words needs a query that says it.
    var mustShow = true
    /// A query that says it needs a question with one of the words.
    var needsWord = true

    private init(
        _ words: String, mustShow: Bool = true, needsWord: Bool = true,
        _ isSaid: @escaping @Sendable (ChatQuery) -> Bool
    ) {
        self.words = Set(words.split(separator: " ").map(String.init))
        self.mustShow = mustShow
        self.needsWord = needsWord
        self.isSaid = isSaid
    }

    /// All words that stand for something.
    static let words = all.reduce(into: Set<String>()) { $0.formUnion($1.words) }

    static let all: [Sign] = figures + orders + groups + kinds + conditions

    private static func statistic(_ query: ChatQuery) -> ChatQuery.Statistic? {
        switch query.ask {
        case .figure(let statistic, _), .groups(_, let statistic, _, _, _), .compare(let statistic, _, _, _):
            statistic
        default: nil
        }
    }

    private static func measure(_ query: ChatQuery) -> ChatQuery.Measure? {
        switch query.ask {
        case .figure(let statistic, let measure), .groups(_, let statistic, let measure, _, _),
            .compare(let statistic, let measure, _, _):
            statistic == .count ? nil : measure
        default: nil
        }
    }

    private static func field(_ query: ChatQuery) -> [String] {
        var names = query.filters.flatMap(\.missing)
        if case .detail(let name?) = query.ask { names.append(name) }
        return names
    }

    private static func dimension(_ query: ChatQuery) -> ChatQuery.Dimension? {
        switch query.ask {
        case .groups(let dimension, _, _, _, _), .distinct(let dimension): dimension
        default: nil
        }
    }

    private static let figures: [Sign] = [
        Sign("average averages averaged mean avg typical typically") { statistic($0) == .average },
        Sign("tax taxes gst") { query in
            measure(query) == .tax || query.filters.contains { !$0.rates.isEmpty }
                || field(query).contains { $0 == "tax_total" || $0.hasSuffix("gstin") }
        },
        Sign("taxable") { measure($0) == .taxable || field($0).contains("taxable_total") },
        Sign("cgst") { measure($0) == .cgst || field($0).contains("cgst") },
        Sign("sgst") { measure($0) == .sgst || field($0).contains("sgst") },
        Sign("igst") { measure($0) == .igst || field($0).contains("igst") },
        Sign("cess") { measure($0) == .cess || field($0).contains("cess") },
        // A number of invoices is not an amount of money.
        Sign("many number count counts counting", needsWord: false) { query in
            switch query.ask {
            case .count, .distinct, .findings: true
            case .figure, .groups, .compare: statistic(query) == .count || measure(query) == .findings
            case .ranked(.findings, _, _): true
            default: false
            }
        },
        Sign("much amount amounts worth sum sums money spend spent spending turnover value values") { query in
            switch query.ask {
            case .figure, .groups, .compare: statistic(query) != .count && measure(query)?.isMoney == true
            case .ranked(.total, _, _), .detail("total"): true
            default: query.filters.contains { !$0.total.isEmpty }
            }
        }.allowingSilence,
    ]

    private var allowingSilence: Sign {
        var sign = self
        sign.needsWord = false
        return sign
    }

    private static func isOrdered(_ query: ChatQuery, descending: Bool) -> Bool {
        switch query.ask {
        case .ranked(let key, let isDescending, _):
            key != .date && key != .received && isDescending == descending
        case .groups(_, _, _, let isDescending, _): isDescending == descending
        default: statistic(query) == (descending ? .greatest : .least)
        }
    }

    private static func isByDay(_ query: ChatQuery, descending: Bool) -> Bool {
        guard case .ranked(let key, let isDescending, _) = query.ask else { return false }
        return (key == .date || key == .received) && isDescending == descending
    }

    private static let orders: [Sign] = [
        Sign(
            "most largest biggest highest top maximum max greatest dearest priciest costliest heaviest steepest"
        ) { isOrdered($0, descending: true) },
        Sign("least smallest lowest cheapest fewest bottom minimum min tiniest") {
            isOrdered($0, descending: false)
        },
        Sign("latest newest recent last") { isByDay($0, descending: true) },
        Sign("oldest earliest first") { isByDay($0, descending: false) },
    ]

    private static let groups: [Sign] = [
        Sign(
            "vendor vendors supplier suppliers seller sellers who whom company companies firm firms",
            mustShow: false
        ) {
            dimension($0) == .vendor
        },
        Sign("vendor vendors supplier suppliers seller sellers", needsWord: false) { query in
            dimension(query) == .vendor || field(query).contains { $0.hasPrefix("supplier") }
                || query.filters.contains { !$0.parties.isEmpty || !$0.otherParties.isEmpty }
        },
        Sign("buyer buyers customer customers client clients who whom", mustShow: false) {
            dimension($0) == .buyer
        },
        Sign("buyer buyers customer customers client clients", needsWord: false) { query in
            dimension(query) == .buyer || field(query).contains { $0.hasPrefix("buyer") }
                || query.filters.contains { !$0.buyers.isEmpty }
        },
        Sign("month months monthly") { dimension($0) == .month },
        Sign("currency currencies") { dimension($0) == .currency || field($0).contains("currency") },
        Sign("status statuses state states") { dimension($0) == .status || field($0).contains("status") },
        Sign("rule rules", needsWord: false) { query in
            dimension(query) == .rule || query.filters.contains { !$0.rules.isEmpty }
        },
        Sign("severity severities", needsWord: false) { query in
            dimension(query) == .severity || query.filters.contains { $0.severity != nil }
        },
        Sign("per each by", mustShow: false) { query in
            if case .groups(_, _, _, nil, _) = query.ask { true } else { false }
        },
        Sign("compare compared comparison versus vs difference against") { query in
            if case .compare = query.ask { true } else { false }
        },
    ]

    private static let kinds: [Sign] = [
        Sign("missing lack lacks lacking incomplete") { query in
            query.ask == .gaps || query.filters.contains { !$0.missing.isEmpty }
        },
        Sign("duplicate duplicates duplicated twice double doubled repeated again") { $0.ask == .duplicates },
        Sign("changed change changes changing edited corrected corrections happened history modified") {
            query in
            if case .changes = query.ask { true } else { false }
        },
        Sign("why reason reasons cause wrong") { query in
            if case .reasons = query.ask { true } else { false }
        },
        Sign("confidence confident certain sure") { query in
            switch query.ask {
            case .ranked(.confidence, _, _), .detail("confidence"): true
            default: query.filters.contains { !$0.confidence.isEmpty }
            }
        },
        Sign("due") { field($0).contains("due_date") || field($0).contains("amount_due") },
        Sign("pan") { field($0).contains("supplier_pan") }, Sign("irn") { field($0).contains("irn") },
        Sign("gstin gstins") { field($0).contains { $0.hasSuffix("gstin") } },
        Sign("place supply") { field($0).contains("place_of_supply") },
        Sign("address") { field($0).contains { $0.hasSuffix("address") } },
        Sign("bank account ifsc") { field($0).contains { ["bank_account", "ifsc"].contains($0) } },
        Sign("order po purchase") { field($0).contains("po_number") },
        Sign("date", needsWord: false) { field($0).contains { $0.hasSuffix("date") } },
    ]

    private static let conditions: [Sign] = [
        Sign(
            "flag flags finding findings issue issues problem problems warning warnings clean",
            needsWord: false
        ) { query in
            switch query.ask {
            case .findings, .reasons, .ranked(.findings, _, _): true
            default:
                measure(query) == .findings || [.rule, .severity].contains(dimension(query))
                    || query.filters.contains {
                        $0.hasFindings != nil || $0.severity != nil || !$0.rules.isEmpty
                            || $0.statuses == ["flagged"]
                    }
            }
        },
        Sign(
            "flag flags flagged finding findings issue issues problem problems warning warnings clean",
            mustShow: false
        ) { query in
            query.ask == .findings || measure(query) == .findings
                || query.filters.contains { $0.hasFindings != nil }
        },
        Sign(
            "not no never without except excluding exclude neither nor other but none non minus",
            needsWord: false
        ) { query in
            query.ask == .gaps || isNegative(query)
        },
        Sign(
            "not no never without except excluding exclude other but none non clean missing", mustShow: false
        ) {
            isNegative($0)
        },
    ]

    private static func isNegative(_ query: ChatQuery) -> Bool {
        query.filters.contains {
            !$0.otherParties.isEmpty || !$0.otherStatuses.isEmpty || $0.hasFindings == false
                || !$0.missing.isEmpty
        }
    }
}
