package import AssayKit

/// The answer to one question.
package struct HistoryAnswer: Sendable, Hashable {
    /// How often a first digit occurs at an order of magnitude.
    package struct DigitCount: Sendable, Hashable {
        /// 0 for less than ten, 1 for tens, and so on.
        package let magnitude: Int
        /// 1...9.
        package let digit: Int
        package let count: Int

        package init(magnitude: Int, digit: Int, count: Int) {
            self.magnitude = magnitude
            self.digit = digit
            self.count = count
        }
    }

    package var invoices: [PastInvoice] = []
    /// ``HistoryQuestion/firsts(vendor:)`` alone: the totals.
    package var totals: [Amount] = []
    /// ``HistoryQuestion/digits(vendor:)`` alone.
    package var digits: [DigitCount] = []

    package init(invoices: [PastInvoice] = []) { self.invoices = invoices }

    /// Several answers as a plugin gets them; nil: there is no history.
    package static func json(_ answers: [HistoryAnswer]?) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("known")
        writer.bool(answers != nil)
        writer.key("answers")
        writer.beginArray()
        for answer in answers ?? [] { answer.write(to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    /// The answers in what a host sent; nil when it has no history.
    package static func parse(_ value: JSONValue) -> [HistoryAnswer]? {
        guard value["known"]?.boolValue == true, let list = value["answers"]?.arrayValue else { return nil }
        return list.map { value in
            var answer = HistoryAnswer(
                invoices: (value["invoices"]?.arrayValue ?? []).compactMap(PastInvoice.init))
            answer.totals = (value["totals"]?.arrayValue ?? []).compactMap {
                $0.stringValue.flatMap { Amount($0) }
            }
            let numbers = (value["digits"]?.arrayValue ?? []).compactMap(\.intValue)
            answer.digits = stride(from: 0, to: numbers.count - 2, by: 3).map {
                DigitCount(magnitude: numbers[$0], digit: numbers[$0 + 1], count: numbers[$0 + 2])
            }
            return answer
        }
    }

    private func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("invoices")
        writer.beginArray()
        for invoice in invoices { invoice.write(to: &writer) }
        writer.endArray()
        if !totals.isEmpty {
            writer.key("totals")
            writer.beginArray()
            for total in totals { writer.string(total.text) }
            writer.endArray()
        }
        if !digits.isEmpty {
            writer.key("digits")
            writer.beginArray()
            for digit in digits {
                writer.integer(digit.magnitude)
                writer.integer(digit.digit)
                writer.integer(digit.count)
            }
            writer.endArray()
        }
        writer.endObject()
    }

    /// The answers of several keepers as one; each invoice once, in the question's order.
    package static func merged(_ answers: [HistoryAnswer], to question: HistoryQuestion) -> HistoryAnswer {
        guard answers.count > 1 else { return answers.first ?? HistoryAnswer() }
        var merged = HistoryAnswer()
        var seen: Set<String> = []
        merged.invoices = answers.flatMap(\.invoices).filter {
            seen.insert("\($0.subject)#\($0.part)").inserted
        }
        merged.totals = answers.flatMap(\.totals)
        var counts: [[Int]: Int] = [:]
        for digit in answers.flatMap(\.digits) {
            counts[[digit.magnitude, digit.digit], default: 0] += digit.count
        }
        merged.digits = counts.map { DigitCount(magnitude: $0.key[0], digit: $0.key[1], count: $0.value) }
            .sorted { ($0.magnitude, $0.digit) < ($1.magnitude, $1.digit) }
        merged.invoices.sort { left, right in
            let (one, other) = (left.day ?? Int.min, right.day ?? Int.min)
            if one != other {
                if case .after = question { return one < other }
                return one > other
            }
            return (left.subject, left.part) < (right.subject, right.part)
        }
        merged.invoices = Array(merged.invoices.prefix(question.limit))
        return merged
    }
}
