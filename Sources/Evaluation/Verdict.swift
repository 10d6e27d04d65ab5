internal import AssayKit

/// What became of one field of one document.
enum Verdict: Hashable, Sendable {
    /// A value was given and is right.
    case right
    /// A value was given and is wrong; `wasThere` tells whether the truth has one.
    case wrong(wasThere: Bool)
    /// The truth has a value and none was given.
    case missed
    /// The truth has none and none was given.
    case rightlyAbsent
}

/// A value as a result gives it.
struct GivenValue: Hashable, Sendable {
    let text: String
    /// 0...1.
    let confidence: Double
    /// The text that it was made from.
    var raw: String?
    var place: Miss.Place?

    /// Reads `{"value", "confidence", …}` or a plain value; nil where there is none.
    init?(_ json: JSONValue?) {
        guard let json else { return nil }
        if json.objectValue == nil {
            guard let text = json.plainText else { return nil }
            self.text = text
            confidence = 0
            return
        }
        guard let text = json["value"]?.plainText else { return nil }
        self.text = text
        confidence = min(max(json["confidence"]?.doubleValue ?? 0, 0), 1)
        raw = json["raw"]?.plainText
        let box = (json["box"]?.arrayValue ?? []).compactMap(\.doubleValue)
        if let page = json["page"]?.intValue, box.count == 4 { place = Miss.Place(page: page, box: box) }
    }
}

extension JSONValue {
    /// A string, number or boolean as text; nil for null, empty text and containers.
    var plainText: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}

extension ScoredField {
    /// Judges a value against the truth's object; nil where the truth lacks the field.
    func verdict(on given: GivenValue?, truth: JSONValue) -> Verdict? {
        guard let expected = truth[name] else { return nil }
        let text = expected.plainText
        guard let given else { return text == nil ? .rightlyAbsent : .missed }
        if let text, comparison.holds(given.text, text) { return .right }
        if let derived = truth["derived"]?[name]?.plainText, comparison.holds(given.text, derived) {
            return .right
        }
        return .wrong(wasThere: text != nil)
    }
}
