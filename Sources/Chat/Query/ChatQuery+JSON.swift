package import AssayKit

/// The typed query as JSON: shown with every answer, kept for questions that follow, and taken from a model.
extension ChatQuery {
    /// Whom a name on one side of an invoice means.
    package typealias PartyFinder = (_ name: String, _ role: ChatParty.Role) -> ChatParty?

    /// `withIDs`: Also what the source knows suppliers by; for keeping, not for showing.
    package func json(withIDs: Bool = false) -> JSONValue {
        var object = JSONObject()
        var ask: String
        switch self.ask {
        case .count: ask = "count"
        case .list: ask = "list"
        case .figure(let statistic, let measure):
            ask = "figure"
            object["statistic"] = .string(statistic.rawValue)
            object["measure"] = .string(measure.rawValue)
        case .ranked(let key, let isDescending, let limit):
            ask = "ranked"
            object["by"] = .string(key.rawValue)
            object["descending"] = .bool(isDescending)
            object["limit"] = .integer(limit)
        case .groups(let dimension, let statistic, let measure, let isDescending, let limit):
            ask = "groups"
            object["by"] = .string(dimension.rawValue)
            object["statistic"] = .string(statistic.rawValue)
            object["measure"] = .string(measure.rawValue)
            if let isDescending { object["descending"] = .bool(isDescending) }
            if let limit { object["limit"] = .integer(limit) }
        case .distinct(let dimension):
            ask = "distinct"
            object["by"] = .string(dimension.rawValue)
        case .findings: ask = "findings"
        case .compare(let statistic, let measure, let first, let second):
            ask = "compare"
            object["statistic"] = .string(statistic.rawValue)
            object["measure"] = .string(measure.rawValue)
            object["first"] = first.json(withIDs: withIDs)
            object["second"] = second.json(withIDs: withIDs)
        case .detail(let field):
            ask = "detail"
            if let field { object["field"] = .string(field) }
        case .reasons(let reason):
            ask = "reasons"
            object["state"] = .string(reason.rawValue)
        case .decision(let reason):
            ask = "decision"
            object["state"] = .string(reason.rawValue)
        case .changes(let since):
            ask = "changes"
            if let since, let day = CalendarDate(dayNumber: since) { object["since"] = .string(day.iso) }
        case .gaps: ask = "missing"
        case .duplicates: ask = "duplicates"
        case .help: ask = "help"
        }
        var whole = JSONObject([.init(key: "ask", value: .string(ask))])
        for member in object.members { whole[member.key] = member.value }
        let filter = filter.json(withIDs: withIDs)
        if filter.objectValue?.isEmpty == false { whole["filter"] = filter }
        return .object(whole)
    }

    /// Reads a query; every member must be known and within its bounds.
    ///
    /// `parties`: Finds whom a name means, where the JSON does not say what the source knows it by.
    ///
    /// - Throws: ``ChatRefusal`` with what is wrong.
    package init(json: JSONValue, parties: @escaping PartyFinder) throws(ChatRefusal) {
        var reader = try QueryReader(json, parties)
        let ask = try reader.word("ask")
        let statistic: () throws(ChatRefusal) -> Statistic = { () throws(ChatRefusal) in
            try Self.choice(json["statistic"], "statistic")
        }
        let measure: () throws(ChatRefusal) -> Measure = { () throws(ChatRefusal) in
            try Self.choice(json["measure"], "measure")
        }
        var known: Set<String> = ["ask", "filter"]
        switch ask {
        case "count": self.ask = .count
        case "list": self.ask = .list
        case "figure":
            self.ask = .figure(try statistic(), try measure())
            known.formUnion(["statistic", "measure"])
        case "ranked":
            let limit = try Self.limit(json["limit"]) ?? 1
            self.ask = .ranked(
                try Self.choice(json["by"], "by"), descending: try reader.truth("descending") ?? true,
                limit: limit)
            known.formUnion(["by", "descending", "limit"])
        case "groups":
            let by: Dimension = try Self.choice(json["by"], "by")
            let measure = try measure()
            guard ![.rule, .severity].contains(by) || measure == .findings else {
                throw ChatRefusal("Rules and severities group findings only.")
            }
            self.ask = .groups(
                by, try statistic(), measure, descending: try reader.truth("descending"),
                limit: try Self.limit(json["limit"]))
            known.formUnion(["by", "statistic", "measure", "descending", "limit"])
        case "distinct":
            self.ask = .distinct(try Self.choice(json["by"], "by"))
            known.insert("by")
        case "findings": self.ask = .findings
        case "compare":
            self.ask = .compare(
                try statistic(), try measure(),
                try ChatFilter(json: json["first"] ?? .null, parties: parties),
                try ChatFilter(json: json["second"] ?? .null, parties: parties))
            known.formUnion(["statistic", "measure", "first", "second"])
        case "detail":
            let field = try reader.words("field", of: [], isList: false).first
            guard field.map({ FieldTable.field($0) != nil || ["status", "confidence"].contains($0) }) ?? true
            else {
                throw ChatRefusal("There is no field \(field ?? "").")
            }
            self.ask = .detail(field)
            known.insert("field")
        case "reasons":
            self.ask = .reasons(try Self.choice(json["state"], "state"))
            known.insert("state")
        case "decision":
            let reason: Reason = try Self.choice(json["state"], "state")
            guard reason == .approved || reason == .rejected else {
                throw ChatRefusal("Invoices are approved or rejected by somebody, nothing else.")
            }
            self.ask = .decision(reason)
            known.insert("state")
        case "changes":
            let since = try reader.words("since", of: [], isList: false).first
            let day = since.flatMap { CalendarDate(iso: $0) }
            guard (since == nil) == (day == nil) else { throw ChatRefusal("\"since\" is no date.") }
            self.ask = .changes(since: day?.dayNumber)
            known.insert("since")
        case "missing": self.ask = .gaps
        case "duplicates": self.ask = .duplicates
        case "help": self.ask = .help
        default: throw ChatRefusal("There is no question \"\(ask)\".")
        }
        try reader.requireOnly(known)
        filter =
            try json["filter"].map { json throws(ChatRefusal) in try ChatFilter(json: json, parties: parties)
            } ?? ChatFilter()
        switch self.ask {
        case .detail, .reasons, .decision:
            guard !filter.numbers.isEmpty || filter.ids?.isEmpty == false else {
                throw ChatRefusal("This asks about one invoice; its number is missing.")
            }
        default: break
        }
    }

    private static func limit(_ json: JSONValue?) throws(ChatRefusal) -> Int? {
        guard let json, !json.isNull else { return nil }
        guard let limit = json.intValue, (1...largestLimit).contains(limit) else {
            throw ChatRefusal("A limit is a whole number from 1 to \(largestLimit).")
        }
        return limit
    }

    static func choice<Choice: RawRepresentable & CaseIterable>(
        _ json: JSONValue?, _ name: String
    ) throws(ChatRefusal) -> Choice where Choice.RawValue == String {
        guard let text = json?.stringValue, let choice = Choice(rawValue: text) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw ChatRefusal("\"\(name)\" must be one of \(all).")
        }
        return choice
    }
}
