internal import AssayKit
internal import DocumentLayout

/// Turns printed words into a value of the wanted kind.
struct ValueReader {
    let sheet: Sheet
    let amounts: AmountScanner
    let dates: DateScanner
    let mark: DecimalMark

    init(_ sheet: Sheet, decimals: DecimalMark?, dates: DateOrder?) {
        self.sheet = sheet
        mark = decimals ?? DecimalMark(of: sheet)
        amounts = AmountScanner(sheet: sheet, mark: mark)
        self.dates = DateScanner(sheet: sheet, order: dates ?? DateOrder(of: sheet, otherwise: .dayFirst))
    }

    /// The kind of value that a field or column holds.
    static func kind(of definition: FieldDefinition?) -> FieldRule.Kind {
        switch definition?.type {
        case .amount: .amount
        case .date: .date
        case .identifier: .word
        case .text, .truth, .choice, .state, nil: .text
        }
    }

    /// The value in some words of one row.
    ///
    /// `start` is a place in ``Sheet/raw`` inside the first word, where only its end is meant.
    func reading(
        _ range: ClosedRange<Int>, from start: Int? = nil, _ kind: FieldRule.Kind, _ pick: FieldRule.Pick,
        support: Double
    ) -> Reading? {
        switch kind {
        case .amount:
            let all = amounts.amounts(in: range, from: start)
            // "TVA 20% : 9,34": the rate is part of the label.
            let money = all.filter { !$0.amount.isPercent }
            let found = chosen(money.isEmpty ? all : money, pick) { $0.amount.amount }
            return found.map { Reading($0.amount.amount.text, $0.tokens, support: support) }
        case .date:
            if let start, let first = date(in: sheet.text(range.lowerBound...range.lowerBound, from: start)) {
                return Reading(first.iso, range.lowerBound...range.lowerBound, support: support)
            }
            let all = dates.dates(in: range)
            return (pick == .last ? all.last : all.first).map {
                Reading($0.date.iso, $0.tokens, support: support)
            }
        case .word: return word(range, from: start, pick, support: support)
        case .text: return text(range, from: start, support: support)
        }
    }

    /// The value of a text that a pattern found, with the words that it touches.
    func reading(
        of text: String, tokens: [Int], _ kind: FieldRule.Kind, _ pick: FieldRule.Pick, support: Double
    ) -> Reading? {
        let trimmed = Self.trimmed(text)
        guard !trimmed.isEmpty, let first = tokens.first, let last = tokens.last else { return nil }
        func found(_ value: String) -> Reading {
            Reading(value, tokens: tokens, raw: trimmed, support: support)
        }
        switch kind {
        case .text: return found(trimmed.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        case .word: return found(trimmed.filter { !$0.isWhitespace })
        case .date:
            if let date = date(in: trimmed) { return found(date.iso) }
        case .amount:
            let compact = Array(trimmed.utf8.filter { $0 != UInt8(ascii: " ") })
            if let amount = PrintedAmount(compact, mark: mark, isRecognised: sheet.isRecognised) {
                return found(amount.amount.text)
            }
        }
        return sheet.row(of: first) == sheet.row(of: last)
            ? reading(first...last, kind, pick, support: support) : nil
    }

    private func date(in text: String) -> CalendarDate? { dates.date(in: text) }

    private func chosen<Value>(_ all: [Value], _ pick: FieldRule.Pick, _ amount: (Value) -> Amount) -> Value?
    {
        switch pick {
        case .first: all.first
        case .last: all.last
        case .largest: all.max { amount($0) < amount($1) }
        }
    }

    private func word(
        _ range: ClosedRange<Int>, from start: Int?, _ pick: FieldRule.Pick, support: Double
    ) -> Reading? {
        let usable = range.filter { !sheet.tokens[$0].isPunctuation }
        guard let index = pick == .last ? usable.last : usable.first else { return nil }
        var text = Self.trimmed(sheet.text(index...index, from: index == range.lowerBound ? start : nil))
        // The end of a sentence is none of an identifier.
        if text.last == "." { text.removeLast() }
        return text.isEmpty ? nil : Reading(text, index...index, raw: text, support: support)
    }

    private func text(_ range: ClosedRange<Int>, from start: Int?, support: Double) -> Reading? {
        var first = range.lowerBound
        while first < range.upperBound, sheet.tokens[first].isPunctuation { first += 1 }
        let text = Self.trimmed(
            sheet.text(first...range.upperBound, from: first == range.lowerBound ? start : nil))
        return text.isEmpty ? nil : Reading(text, first...range.upperBound, raw: text, support: support)
    }

    /// Without the marks that join a value to its label or its sentence.
    static func trimmed(_ text: String) -> String {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace || ":;,|=-–".contains(first) {
            rest = rest.dropFirst()
        }
        while let last = rest.last, last.isWhitespace || ":;,|=".contains(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
