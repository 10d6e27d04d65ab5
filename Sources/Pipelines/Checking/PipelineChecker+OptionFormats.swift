internal import AssayKit
internal import ExpressionViews
internal import RegularExpressions
internal import YAML

extension PipelineChecker {
    /// Tells a text that isn't what its format says.
    ///
    /// The scalar is nil where variables were filled in, so that places in it mean nothing.
    mutating func checkFormat(
        _ text: String, _ format: OptionSchema.Format, of scalar: YAMLScalar?, at span: YAMLSpan,
        _ place: OptionPlace
    ) {
        switch format {
        case .regex: _ = expression(text, of: scalar, at: span, place)
        case .rowRegex: checkRow(text, of: scalar, at: span, place)
        case .field where !FieldNames.isField(text):
            unknownName(text, "field", FieldNames.nearestField(to: text), at: span, place)
        case .column where !FieldNames.isColumn(text):
            let suggestion = Spelling.nearest(to: text, among: FieldNames.lineItems)
            unknownName(text, "column", suggestion, at: span, place)
        case .jq, .jqText: checkExpression(text, isText: format == .jqText, of: scalar, at: span, place)
        case .rule: checkRule(text, at: span, place)
        case .amount where Amount(text).map({ $0 < .zero }) ?? true:
            mistakes.add(
                .optionForm, at: span, "\(place.name) is no amount",
                mend: "write an amount such as \"50000.00\"")
        case .date where CalendarDate(iso: text) == nil:
            mistakes.add(
                .optionForm, at: span, "\(place.name) is no day", mend: "write a day such as \"2026-04-01\"")
        case .field, .column, .box, .interval, .amount, .date: break
        }
    }

    private mutating func checkRule(_ id: String, at span: YAMLSpan, _ place: OptionPlace) {
        let known = components.first { $0.id == place.owner }?.rules() ?? []
        guard !known.isEmpty, !known.contains(id) else { return }
        let suggestion = Spelling.nearest(to: id, among: known)
        mistakes.add(
            .unknownRule, at: span, "\(place.owner) has no rule \"\(Self.shortened(id))\"",
            suggestion: suggestion, mend: suggestion == nil ? "`assay rules list` shows them" : nil)
    }

    /// A jq expression, or a text with some in it: names in it must be known; whether it compiles, a worker tells later.
    private mutating func checkExpression(
        _ text: String, isText: Bool, of scalar: YAMLScalar?, at span: YAMLSpan, _ place: OptionPlace
    ) {
        guard let scalar else {
            mistakes.add(
                .variablePlace, at: span, "a variable isn't allowed in \(place.name)",
                mend: "write the value out")
            return
        }
        guard text.contains(where: { !$0.isWhitespace }), text.unicodeScalars.count <= Self.expressionLimit
        else {
            mistakes.add(
                text.isEmpty ? .empty : .outOfRange, at: span,
                "\(place.name) has from 1 to \(Self.expressionLimit) characters", mend: "write an expression")
            return
        }
        let expression =
            isText
            ? PipelineExpression(ExpressionText(text), scalar: scalar, span: span)
            : PipelineExpression(text: text, purpose: .option, scalar: scalar, span: span)
        checkPaths(of: expression)
        optionExpressions.append(expression)
    }

    private mutating func unknownName(
        _ name: String, _ what: String, _ suggestion: String?, at span: YAMLSpan, _ place: OptionPlace
    ) {
        mistakes.add(
            .optionField, at: span, "\(place.name): there is no \(what) \"\(Self.shortened(name))\"",
            suggestion: suggestion,
            mend: suggestion == nil
                ? "`assay pipeline schema` lists them; a name of your own begins with x_" : nil)
    }

    /// A regular expression; its mistake is told where in it it is.
    private mutating func expression(
        _ text: String, of scalar: YAMLScalar?, at span: YAMLSpan, _ place: OptionPlace
    ) -> RegularExpression? {
        do throws(RegularExpression.Mistake) {
            return try RegularExpression(text)
        } catch {
            let message = "\(place.name) isn't a regular expression: \(error.message)"
            let mend = "correct it; in single quotes YAML leaves backslashes alone"
            if let scalar {
                let at = String(decoding: Array(text.utf8.prefix(error.offset)), as: UTF8.self).unicodeScalars
                    .count
                mistakes.add(.optionRegex, in: at..<(at + 1), of: scalar, at: span, message, mend: mend)
            } else {
                mistakes.add(.optionRegex, at: span, message, mend: mend)
            }
            return nil
        }
    }

    /// A pattern whose named groups are columns.
    private mutating func checkRow(
        _ text: String, of scalar: YAMLScalar?, at span: YAMLSpan, _ place: OptionPlace
    ) {
        guard let expression = expression(text, of: scalar, at: span, place) else { return }
        if expression.names.isEmpty {
            mistakes.add(
                .optionRegex, at: span, "\(place.name) has no named group",
                mend: "write (?<amount>…) around each value")
        }
        for (name, _) in expression.names where !FieldNames.isColumn(name) {
            let suggestion = Spelling.nearest(to: name, among: FieldNames.lineItems)
            let message = "\(place.name): there is no column \"\(name)\""
            let mend = suggestion == nil ? "known are \(FieldNames.lineItems.joined(separator: ", "))" : nil
            if let scalar, let found = text.firstRange(of: "<\(name)>") {
                let at = text[..<found.lowerBound].unicodeScalars.count + 1
                mistakes.add(
                    .optionField, in: at..<(at + name.unicodeScalars.count), of: scalar, at: span, message,
                    suggestion: suggestion, mend: mend)
            } else {
                mistakes.add(.optionField, at: span, message, suggestion: suggestion, mend: mend)
            }
        }
    }

    /// Tells numbers whose order can't be right: a box without area, an interval without length.
    mutating func checkOrder(
        _ values: [ConfigValue], _ schema: OptionSchema, at span: YAMLSpan, _ place: OptionPlace
    ) {
        let numbers = values.compactMap(\.numeral)
        guard numbers.count == values.count else { return }
        switch schema.format {
        case .box where numbers.count == 4 && (numbers[0] >= numbers[2] || numbers[1] >= numbers[3]):
            mistakes.add(
                .optionRange, at: span, "\(place.name) has no area: it is [left, top, right, bottom]",
                suggestion: Self.list([
                    min(numbers[0], numbers[2]), min(numbers[1], numbers[3]), max(numbers[0], numbers[2]),
                    max(numbers[1], numbers[3]),
                ]), mend: "write the smaller edge first")
        case .interval where numbers.count == 2 && numbers[0] >= numbers[1]:
            mistakes.add(
                .optionRange, at: span, "\(place.name) begins behind its end",
                suggestion: Self.list(numbers.sorted()), mend: "write the smaller number first")
        default: break
        }
    }

    private static func list(_ numbers: [Double]) -> String {
        "[\(numbers.map { number in Int(exactly: number).map { "\($0)" } ?? "\(number)" }.joined(separator: ", "))]"
    }
}

extension ConfigValue {
    fileprivate var numeral: Double? {
        switch content {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
