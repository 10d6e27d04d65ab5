internal import AssayKit

/// What a question says beyond doubt, read piece by piece wherever it stands.
struct Said {
    private(set) var suppliers: Set<ChatParty> = []
    private(set) var buyers: Set<ChatParty> = []
    /// Those of whom it is not clear on which side they stand are here once.
    private(set) var parties: Set<ChatParty> = []
    private(set) var numbers: Set<String> = []
    private(set) var rules: Set<String> = []
    private(set) var days: Set<DayRange> = []
    private(set) var bounds: Set<Bounds<Amount>> = []
    private(set) var percents: [Amount] = []
    /// Other numbers.
    private(set) var loose: [Amount] = []
    private(set) var currencies: Set<String> = []
    private(set) var statuses: Set<String> = []
    private(set) var severities: Set<Severity> = []
    /// What else stands there.
    private(set) var words: [String] = []

    /// nil for a question with a name that may be several.
    init?(_ tokens: [Token], _ lexicon: Lexicon) {
        var reader = Reader(tokens: tokens, lexicon: lexicon, context: nil)
        while let token = reader.current {
            if takeName(&reader) {
                // A complaint is about a name that several have, or nobody.
                continue
            }
            guard reader.complaint == nil else { return nil }
            if let found = reader.attempt({ $0.amountBounds() }) {
                bounds.insert(found.bounds)
                if let currency = found.currency { currencies.insert(currency) }
            } else if let range = reader.attempt({ $0.days() }) {
                days.insert(range)
            } else if let percent = reader.percent() {
                percents.append(percent)
            } else if let rule = reader.rule() {
                rules.insert(rule)
            } else if let amount = reader.attempt({ $0.amount() }) {
                loose.append(amount.value)
                if let currency = amount.currency { currencies.insert(currency) }
            } else if let currency = reader.currency() {
                currencies.insert(currency)
            } else if let status = reader.status() {
                statuses.insert(status)
            } else if let severity = reader.severity() {
                severities.insert(severity)
            } else {
                if let number = token.number { loose.append(number.value) } else { words.append(token.text) }
                reader.advance()
            }
            guard reader.complaint == nil else { return nil }
        }
        words.removeAll { $0 == "'s" }
    }

    /// Takes a supplier, a buyer or an invoice's number.
    private mutating func takeName(_ reader: inout Reader) -> Bool {
        let start = reader.position
        let supplier = reader.attempt { $0.party(.supplier, allowsPart: true) }
        let end = reader.position
        reader.position = start
        // A name that only buyers have is no mistake among suppliers.
        let quiet = supplier == nil ? nil : reader.complaint
        if supplier != nil { reader.complaint = quiet }
        let buyer = reader.attempt { $0.party(.buyer, allowsPart: true) }
        if supplier != nil || buyer != nil {
            reader.complaint = nil
            reader.position = max(end, reader.position)
            if let supplier { suppliers.insert(supplier) }
            if let buyer { buyers.insert(buyer) }
            if let one = supplier ?? buyer { parties.insert(one) }
            return true
        }
        reader.position = start
        guard let number = reader.attempt({ $0.invoiceNumber(isNamed: false) }) else { return false }
        numbers.insert(number)
        return true
    }

    private static let upwards: Set<String> = [
        "above", "over", "more", "dearer", "higher", "larger", "bigger", "greater", "exceed", "exceeds",
        "exceeding",
        "upwards", "least", "from",
    ]
    private static let downwards: Set<String> = [
        "below", "under", "less", "cheaper", "lower", "smaller", "most", "within", "until", "till",
    ]

    /// Whether the question's words of comparison all look to one side.
    func isOnSide(_ isUpper: Bool) -> Bool {
        let words = Set(words)
        return !words.isDisjoint(with: isUpper ? Self.upwards : Self.downwards)
            && words.isDisjoint(with: isUpper ? Self.downwards : Self.upwards.subtracting(["from"]))
    }
}
