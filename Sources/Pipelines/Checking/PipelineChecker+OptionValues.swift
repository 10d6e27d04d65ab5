internal import YAML

extension PipelineChecker {
    /// Tells what a schema's enumeration, limits and pattern forbid.
    mutating func checkValue(
        _ value: ConfigValue, _ filled: FilledScalar, _ schema: OptionSchema, at span: YAMLSpan,
        _ place: OptionPlace
    ) {
        if !schema.values.isEmpty, !schema.values.contains(where: { $0.means(value) }) {
            let known = schema.values.map(\.shortText)
            let suggestion = filled.template == nil ? Spelling.nearest(to: filled.text, among: known) : nil
            mistakes.add(
                .optionValue, at: span,
                "\(place.name) can't be \"\(Self.shortened(filled.shown))\"", suggestion: suggestion,
                mend: suggestion == nil ? "write one of \(known.joined(separator: ", "))" : nil)
        }
        if let complaint = schema.form?.complaint(value) {
            mistakes.add(
                .optionForm, at: span, "\(place.name) \(complaint.message)",
                suggestion: filled.template == nil ? complaint.suggestion : nil, mend: complaint.mend)
        }
        switch value.content {
        case .integer(let number):
            checkRange(Double(number), schema, at: span, place)
        case .number(let number):
            checkRange(number, schema, at: span, place)
        case .string(let text):
            checkLength(text.unicodeScalars.count, "characters", schema, at: span, place)
            checkPattern(text, schema, at: span, place)
        default:
            break
        }
    }

    private mutating func checkRange(
        _ number: Double, _ schema: OptionSchema, at span: YAMLSpan, _ place: OptionPlace
    ) {
        func text(_ number: Double) -> String {
            Int(exactly: number).map { "\($0)" } ?? "\(number)"
        }
        if let minimum = schema.minimum, number < minimum {
            mistakes.add(
                .optionRange, at: span, "\(place.name) must be at least \(text(minimum))",
                suggestion: text(minimum),
                mend: "write \(text(minimum)) or more")
        }
        if let maximum = schema.maximum, number > maximum {
            mistakes.add(
                .optionRange, at: span, "\(place.name) must be at most \(text(maximum))",
                suggestion: text(maximum),
                mend: "write \(text(maximum)) or less")
        }
    }

    mutating func checkLength(
        _ count: Int, _ unit: String, _ schema: OptionSchema, at span: YAMLSpan, _ place: OptionPlace
    ) {
        if let minimum = schema.minimumLength, count < minimum {
            mistakes.add(
                .optionRange, at: span, "\(place.name) needs at least \(minimum) \(unit), and has \(count)",
                mend: "make it longer")
        }
        if let maximum = schema.maximumLength, count > maximum {
            mistakes.add(
                .optionRange, at: span, "\(place.name) has \(count) \(unit), and may have \(maximum)",
                mend: "make it shorter")
        }
    }

    private mutating func checkPattern(
        _ text: String, _ schema: OptionSchema, at span: YAMLSpan, _ place: OptionPlace
    ) {
        // A pattern that isn't a regular expression is the manifest's mistake and keeps nobody from running.
        guard let pattern = schema.pattern, text.utf8.count <= 4096, let expression = try? Regex(pattern),
            text.firstMatch(of: expression) == nil
        else {
            return
        }
        mistakes.add(
            .optionForm, at: span, "\(place.name) doesn't have the form \(pattern)",
            mend: schema.description.map { "it is: \($0)" } ?? "correct it")
    }
}

extension ConfigValue {
    /// A scalar as a person would write it.
    var shortText: String {
        switch content {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): value
        case .array: "a list"
        case .object: "a mapping"
        }
    }
}
