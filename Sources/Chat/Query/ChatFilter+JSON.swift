internal import AssayKit

extension ChatFilter {
    /// Only what is set.
    func json(withIDs: Bool) -> JSONValue {
        var object = JSONObject()
        func put(_ name: String, _ texts: [String]) {
            if !texts.isEmpty { object[name] = .array(texts.map { .string($0) }) }
        }
        func put(_ name: String, _ parties: [ChatParty]) {
            guard !parties.isEmpty else { return }
            object[name] = .array(
                parties.map { party in
                    withIDs
                        ? ["name": .string(party.name), "ids": .array(party.ids.map { .string($0) })]
                        : .string(party.name)
                })
        }
        func put(_ name: String, _ days: DayRange) {
            guard !days.isEmpty else { return }
            var range = JSONObject()
            if let from = days.from { range["from"] = .string(from.iso) }
            if let to = days.to { range["to"] = .string(to.iso) }
            object[name] = .object(range)
        }
        func put<Value>(_ name: String, _ bounds: Bounds<Value>, _ json: (Value) -> JSONValue) {
            guard !bounds.isEmpty else { return }
            var range = JSONObject()
            if let end = bounds.lower { range[end.isIncluded ? "at_least" : "above"] = json(end.value) }
            if let end = bounds.upper { range[end.isIncluded ? "at_most" : "below"] = json(end.value) }
            object[name] = .object(range)
        }
        put("vendors", parties)
        put("not_vendors", otherParties)
        put("buyers", buyers)
        put("status", statuses)
        put("not_status", otherStatuses)
        if let hasFindings { object["has_findings"] = .bool(hasFindings) }
        put("rules", rules)
        if let severity {
            object[isExactSeverity ? "severity" : "severity_at_least"] = .string(severity.rawValue)
        }
        put("invoice_date", dates)
        put("received", received)
        put("decided", decided)
        put("total", total) { .string($0.text) }
        if let currency { object["currency"] = .string(currency) }
        put("rates", rates.map(\.text))
        put("confidence", confidence) { .double($0) }
        put("missing", missing)
        put("numbers", numbers)
        if let ids { object["invoices"] = .array(ids.map { .string($0) }) }
        if isMine { object["mine"] = true }
        return .object(object)
    }

    init(json: JSONValue, parties: @escaping ChatQuery.PartyFinder) throws(ChatRefusal) {
        self.init()
        var reader = try QueryReader(json, parties)
        self.parties = try reader.parties("vendors", .supplier)
        otherParties = try reader.parties("not_vendors", .supplier)
        buyers = try reader.parties("buyers", .buyer)
        statuses = try reader.words("status", of: Self.knownStatuses)
        otherStatuses = try reader.words("not_status", of: Self.knownStatuses)
        hasFindings = try reader.truth("has_findings")
        rules = try reader.words("rules", of: [])
        let exact = try reader.words("severity", of: Severity.allCases.map(\.rawValue), isList: false).first
        let least = try reader.words(
            "severity_at_least", of: Severity.allCases.map(\.rawValue), isList: false
        ).first
        guard exact == nil || least == nil else { throw ChatRefusal("Only one severity can be asked for.") }
        severity = (exact ?? least).flatMap { Severity(rawValue: $0) }
        isExactSeverity = exact != nil
        dates = try reader.days("invoice_date")
        received = try reader.days("received")
        decided = try reader.days("decided")
        total = try reader.bounds("total") { $0.stringValue.flatMap { Amount($0) } }
        currency = try reader.words("currency", of: [], isList: false).first
        guard currency.map({ $0.utf8.count == 3 && $0 == $0.uppercased() }) ?? true else {
            throw ChatRefusal("A currency is three capital letters.")
        }
        let percents = try reader.words("rates", of: [])
        rates = percents.compactMap { Amount($0) }
        guard rates.count == percents.count else {
            throw ChatRefusal("A rate is a decimal number of percent.")
        }
        confidence = try reader.bounds("confidence") { json in
            json.doubleValue.flatMap { (0...1).contains($0) ? $0 : nil }
        }
        missing = try reader.words("missing", of: FieldTable.fields.map(\.name))
        numbers = try reader.words("numbers", of: [])
        if json["invoices"] != nil { ids = try reader.words("invoices", of: []) }
        isMine = try reader.truth("mine") ?? false
        try reader.requireOnly([])
    }

    static let knownStatuses = [
        "queued", "processing", "processed", "needs_review", "flagged", "failed", "approved", "rejected",
    ]
}

/// Takes a query's members one by one and knows what is left.
struct QueryReader {
    private let object: JSONObject
    private let find: ChatQuery.PartyFinder
    private var taken: Set<String> = []

    init(_ json: JSONValue, _ find: @escaping ChatQuery.PartyFinder) throws(ChatRefusal) {
        guard let object = json.objectValue else { throw ChatRefusal("A query is a JSON object.") }
        self.object = object
        self.find = find
    }

    mutating func take(_ name: String) -> JSONValue? {
        taken.insert(name)
        guard let value = object[name], !value.isNull else { return nil }
        return value
    }

    mutating func word(_ name: String) throws(ChatRefusal) -> String {
        guard let text = take(name)?.stringValue else { throw ChatRefusal("\"\(name)\" is missing.") }
        return text
    }

    mutating func truth(_ name: String) throws(ChatRefusal) -> Bool? {
        guard let value = take(name) else { return nil }
        guard let truth = value.boolValue else { throw ChatRefusal("\"\(name)\" must be true or false.") }
        return truth
    }

    mutating func words(_ name: String, of known: [String], isList: Bool = true) throws(ChatRefusal)
        -> [String]
    {
        guard let value = take(name) else { return [] }
        let members = isList ? value.arrayValue ?? [value] : [value]
        let texts = members.compactMap(\.stringValue)
        guard texts.count == members.count, texts.count <= ChatQuery.largestLimit,
            texts.allSatisfy({ $0.utf8.count <= 200 && (known.isEmpty || known.contains($0)) })
        else { throw ChatRefusal("\"\(name)\" holds something that is not known there.") }
        return texts
    }

    mutating func parties(_ name: String, _ role: ChatParty.Role) throws(ChatRefusal) -> [ChatParty] {
        guard let value = take(name) else { return [] }
        guard let members = value.arrayValue, members.count <= ChatQuery.largestLimit else {
            throw ChatRefusal("\"\(name)\" is a list of names.")
        }
        var found: [ChatParty] = []
        for member in members {
            if let text = member.stringValue {
                guard let party = find(text, role) else {
                    throw ChatRefusal("Nobody named \"\(text)\" is on the invoices that you may see.")
                }
                found.append(party)
            } else if let text = member["name"]?.stringValue, let ids = member["ids"]?.arrayValue {
                found.append(ChatParty(name: text, ids: ids.compactMap(\.stringValue)))
            } else {
                throw ChatRefusal("\"\(name)\" is a list of names.")
            }
        }
        return found
    }

    mutating func days(_ name: String) throws(ChatRefusal) -> DayRange {
        guard let value = take(name) else { return DayRange() }
        var reader = try QueryReader(value, find)
        let ends = [reader.take("from"), reader.take("to")]
        try reader.requireOnly([])
        let dates = ends.map { $0?.stringValue.flatMap { CalendarDate(iso: $0) } }
        for (end, date) in zip(ends, dates) where (end == nil) != (date == nil) {
            throw ChatRefusal("\"\(name)\" holds something that is no date.")
        }
        return DayRange(from: dates[0], to: dates[1])
    }

    mutating func bounds<Value>(
        _ name: String, _ read: (JSONValue) -> Value?
    ) throws(ChatRefusal) -> Bounds<Value> {
        var bounds = Bounds<Value>()
        guard let json = take(name) else { return bounds }
        var reader = try QueryReader(json, find)
        for (member, isIncluded) in [
            ("at_least", true), ("above", false), ("at_most", true), ("below", false),
        ] {
            guard let json = reader.take(member) else { continue }
            guard let value = read(json) else {
                throw ChatRefusal("\"\(name)\" holds something that is no number.")
            }
            let isLower = member == "at_least" || member == "above"
            guard (isLower ? bounds.lower : bounds.upper) == nil else {
                throw ChatRefusal("\"\(name)\" has two bounds on one side.")
            }
            let end = Bounds<Value>.End(value: value, isIncluded: isIncluded)
            if isLower { bounds.lower = end } else { bounds.upper = end }
        }
        try reader.requireOnly([])
        return bounds
    }

    func requireOnly(_ others: Set<String>) throws(ChatRefusal) {
        if let odd = object.keys.first(where: { !taken.contains($0) && !others.contains($0) }) {
            throw ChatRefusal("\"\(odd)\" is not known.")
        }
    }
}
