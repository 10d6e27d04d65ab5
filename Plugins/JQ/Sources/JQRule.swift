internal import AssayKit
internal import ExpressionViews

/// A rule of an integrator's own.
struct JQRule: Decodable, Sendable {
    let id: String
    /// The condition, in jq.
    let when: String
    let severity: Severity
    /// A text with jq expressions in it.
    let message: String
    /// Paths, in jq, to the values that the rule is about; nil: the fields that the condition names.
    let evidence: String?
    /// The policy that it rests on.
    let source: String

    private enum Key: String, CodingKey { case id, when, severity, message, evidence, source }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        id = try container.decode(String.self, forKey: .id)
        when = try container.decode(String.self, forKey: .when)
        let severity = try container.decodeIfPresent(String.self, forKey: .severity) ?? "medium"
        guard let known = Severity(rawValue: severity) else {
            throw PluginError(
                .configuration, code: "severity", "\(severity) is no severity",
                mend: "Write one of \(Severity.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        self.severity = known
        message = try container.decode(String.self, forKey: .message)
        evidence = try container.decodeIfPresent(String.self, forKey: .evidence)
        source = try container.decodeIfPresent(String.self, forKey: .source) ?? "own policy"
    }

    /// The rule as one expression: null, or the message and the paths of the evidence.
    ///
    /// Line breaks end comments. Evidence that isn't a path is none.
    var program: String {
        let paths = evidence.map { "(try [path(\($0)\n)] catch [])" } ?? "[]"
        return "if (\(when)\n) then {m: (\(ExpressionText(message).literal)), p: \(paths)} else null end"
    }

    /// The flag for what the program came to; nil when the condition doesn't hold.
    func flag(for value: JSONValue, of record: Record) -> Flag? {
        guard value.objectValue != nil else { return nil }
        var sight = Sight(record: record)
        for path in value["p"]?.arrayValue ?? [] { sight.add(path.arrayValue ?? []) }
        if evidence == nil { for name in Self.fields(in: when) { sight.add(field: name) } }
        let message = value["m"]?.stringValue ?? ""
        return Flag(
            rule: id, severity: severity, message: String(message.prefix(1000)), fields: sight.fields,
            evidence: Evidence(line: sight.line, places: sight.places), source: source,
            confidence: sight.confidence)
    }

    /// The names behind `.fields.`.
    static func fields(in expression: String) -> [String] {
        var names: [String] = []
        var rest = expression[...]
        while let found = rest.firstRange(of: ".fields.") {
            rest = rest[found.upperBound...]
            let name = String(rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
            if !name.isEmpty, !names.contains(name) { names.append(name) }
        }
        return names
    }
}

/// What a rule looked at.
private struct Sight {
    let record: Record
    private(set) var fields: [String] = []
    /// The first line item, from 1.
    private(set) var line: Int?
    private(set) var places: [Evidence.Place] = []
    private(set) var confidence = 1.0

    /// Nobody looks at more.
    private static let mostPlaces = 50

    init(record: Record) { self.record = record }

    /// A path as jq gives it: `["fields", "total"]`, `["line_items", 2, "rate"]`.
    mutating func add(_ path: [JSONValue]) {
        switch path.first?.stringValue {
        case "fields" where path.count > 1:
            if let name = path[1].stringValue { add(field: name) }
        case "line_items" where path.count > 1:
            guard let index = path[1].intValue, record.lineItems.indices.contains(index) else { return }
            line = line ?? index + 1
            let row = record.lineItems[index]
            if path.count > 2, let name = path[2].stringValue {
                if let cell = row[name] { add(cell) }
            } else {
                for name in row.keys.sorted() { row[name].map { add($0) } }
            }
        default: break
        }
    }

    mutating func add(field name: String) {
        guard !fields.contains(name) else { return }
        fields.append(name)
        if let field = record[name] { add(field) }
    }

    private mutating func add(_ field: Field) {
        confidence = min(confidence, field.confidence)
        guard let page = field.page, places.count < Self.mostPlaces else { return }
        places.append(Evidence.Place(page: page, box: field.box, text: field.raw))
    }
}
