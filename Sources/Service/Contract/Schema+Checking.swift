internal import AssayKit
internal import Storage

extension Schema {
    /// What is wrong with a value, by the place in it: `fields.total` → a sentence.
    func problems(_ value: JSONValue, at place: String = "") -> [(place: String, sentence: String)] {
        func no(_ sentence: String) -> [(String, String)] { [(place, sentence)] }
        switch self {
        case .string(let text):
            guard let string = value.stringValue else {
                return no("it must be a text, not \(value.kindName)")
            }
            return text.problem(string).map { no($0) } ?? []
        case .integer(let range):
            guard let number = value.intValue else {
                return no("it must be a whole number, not \(value.kindName)")
            }
            guard range?.contains(number) ?? true else { return no("it must be \(Self.words(range))") }
        case .number(let range):
            guard let number = value.doubleValue, number.isFinite else {
                return no("it must be a number, not \(value.kindName)")
            }
            guard range?.contains(number) ?? true else {
                return no("it must lie between \(range?.lowerBound ?? 0) and \(range?.upperBound ?? 0)")
            }
        case .boolean:
            guard value.boolValue != nil else { return no("it must be true or false, not \(value.kindName)") }
        case .object(let properties, let isOpen): return objectProblems(value, properties, isOpen, place)
        case .map(let schema):
            guard let object = value.objectValue else {
                return no("it must be an object, not \(value.kindName)")
            }
            return object.members.flatMap { schema.problems($0.value, at: Self.join(place, $0.key)) }
        case .array(let element, let count):
            guard let elements = value.arrayValue else {
                return no("it must be a list, not \(value.kindName)")
            }
            guard count?.contains(elements.count) ?? true else {
                return no("it must have \(Self.words(count)) elements")
            }
            return elements.enumerated().flatMap { element.problems($1, at: "\(place)[\($0)]") }
        case .nullable(let schema): return value.isNull ? [] : schema.problems(value, at: place)
        case .named, .anything, .either: break
        }
        return []
    }

    private func objectProblems(
        _ value: JSONValue, _ properties: [Property], _ isOpen: Bool, _ place: String
    ) -> [(place: String, sentence: String)] {
        guard let object = value.objectValue else {
            return [(place, "it must be an object, not \(value.kindName)")]
        }
        var found: [(String, String)] = []
        for property in properties {
            let inner = Self.join(place, property.name)
            if let member = object[property.name] {
                found += property.schema.problems(member, at: inner)
            } else if property.isRequired {
                found.append((inner, "it is missing"))
            }
        }
        guard !isOpen else { return found }
        let names = Set(properties.map(\.name))
        for key in object.keys where !names.contains(key) {
            found.append((Self.join(place, String(key.prefix(60))), "nothing of that name is known here"))
        }
        return found
    }

    private static func join(_ place: String, _ name: String) -> String {
        place.isEmpty ? name : place + "." + name
    }

    private static func words(_ range: ClosedRange<Int>?) -> String {
        guard let range else { return "any" }
        return range.upperBound == .max
            ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
    }
}

extension Schema.Text {
    /// What is wrong with a text; nil when nothing is.
    func problem(_ text: String) -> String? {
        if !choices.isEmpty, !choices.contains(text) {
            return "it must be one of \(choices.joined(separator: ", "))"
        }
        if let length, !length.contains(text.unicodeScalars.count) {
            return length.upperBound == .max
                ? "it must have \(length.lowerBound) characters or more"
                : "it must have \(length.lowerBound) to \(length.upperBound) characters"
        }
        switch format {
        case "uuid" where Identifier<Never>(text) == nil:
            return "it must be an id like 0190c4d2-7a4e-7cc1-9f5e-2f0d4e5b6a7c"
        case "date" where CalendarDate(iso: text) == nil: return "it must be a day like 2026-03-31"
        case "date-time" where Moment.parse(text) == nil:
            return "it must be a moment like 2026-03-31T08:05:00Z"
        default: break
        }
        if pattern == Schema.amountPattern, Amount(text) == nil { return "it must be an amount like 1180.00" }
        return text.utf8.contains(0) ? "it must not hold a zero byte" : nil
    }
}

extension Schema {
    static let amountPattern = #"^-?[0-9]+(\.[0-9]{1,6})?$"#
}

/// Moments in requests.
enum Moment {
    /// Reads RFC 3339 in UTC: `2026-03-31T08:05:00Z`, with up to three digits of a second; nil for anything else.
    static func parse(_ text: String) -> Timestamp? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 24, bytes[10] == UInt8(ascii: "T"),
            bytes.last == UInt8(ascii: "Z"),
            let date = CalendarDate(iso: String(text.prefix(10)))
        else { return nil }
        let time = String(decoding: bytes[11..<(bytes.count - 1)], as: UTF8.self)
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let hour = number(parts[0], 2), let minute = number(parts[1], 2) else {
            return nil
        }
        let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(seconds.count), let second = number(seconds[0], 2), hour < 24, minute < 60,
            second < 61
        else { return nil }
        var milliseconds = 0
        if seconds.count == 2 {
            guard (1...3).contains(seconds[1].count), let fraction = number(seconds[1], seconds[1].count)
            else { return nil }
            milliseconds = fraction * [100, 10, 1][seconds[1].count - 1]
        }
        let day = Int64(date.dayNumber) * 86_400_000
        return Timestamp(
            milliseconds: day + Int64((hour * 60 + minute) * 60 + second) * 1000 + Int64(milliseconds))
    }

    private static func number(_ text: Substring, _ count: Int) -> Int? {
        guard text.utf8.count == count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
