internal import DocumentLayout

/// The rules for one vendor's documents or one form.
struct Template: Sendable, Decodable {
    let name: String
    /// All of them stand on the document.
    let keywords: [String]
    /// None of them does.
    let exclude: [String]
    /// Of two templates that fit, the one with more is tried first.
    let priority: Int
    /// What separates decimals; nil: as the document's amounts show.
    let decimals: DecimalMark?
    /// How 03/04/2026 is read; nil: as the document's dates show, else with the day first.
    let dates: DateOrder?
    /// By name, each with the rules that are tried in turn.
    let fields: [(name: String, rules: [FieldRule])]
    /// Without these the template doesn't fit after all.
    let required: [String]
    let lineItems: ItemRules?

    private enum Key: String, CodingKey {
        case name, keywords, exclude, priority, decimals, dates, fields, required
        case lineItems = "line_items"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        name = try container.decode(String.self, forKey: .name)
        keywords = try container.decode([String].self, forKey: .keywords)
        exclude = try container.decodeIfPresent([String].self, forKey: .exclude) ?? []
        priority = try container.decodeIfPresent(Int.self, forKey: .priority) ?? 0
        decimals = try container.decodeIfPresent(String.self, forKey: .decimals)
            .map { $0 == "comma" ? .comma : .point }
        dates = try container.decodeIfPresent(DateOrder.self, forKey: .dates)
        let rules = try container.decodeIfPresent([String: OneOrMore<FieldRule>].self, forKey: .fields) ?? [:]
        fields = rules.sorted { $0.key < $1.key }.map { ($0.key, $0.value.all) }
        required = try container.decodeIfPresent([String].self, forKey: .required) ?? []
        lineItems = try container.decodeIfPresent(ItemRules.self, forKey: .lineItems)
    }
}

/// The component's options.
public struct TemplateOptions: Sendable, Decodable {
    let templates: [Template]
}

/// A value, or a list of values that are tried in turn.
struct OneOrMore<Value: Sendable & Decodable>: Sendable, Decodable {
    let all: [Value]

    init(from decoder: any Decoder) throws {
        // Anything but a list is the one value.
        if var list = try? decoder.unkeyedContainer() {
            var all: [Value] = []
            while !list.isAtEnd { all.append(try list.decode(Value.self)) }
            self.all = all
        } else {
            all = [try Value(from: decoder)]
        }
    }
}
