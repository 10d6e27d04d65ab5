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

    /// How often totals recur.
    package struct Recurrence: Sendable, Hashable {
        /// Invoices that were looked at.
        package var invoices = 0
        /// Pairs of them that lie ``HistoryQuestion/apart`` days apart.
        package var pairs = 0
        /// Those of the pairs with the same total.
        package var equal = 0

        package init(invoices: Int = 0, pairs: Int = 0, equal: Int = 0) {
            self.invoices = invoices
            self.pairs = pairs
            self.equal = equal
        }

        /// How probable it is that two of the supplier's invoices have the same total by chance.
        package var chance: Double { pairs > 0 ? Double(equal) / Double(pairs) : 0 }
    }

    package var invoices: [PastInvoice] = []
    /// ``HistoryQuestion/amounts(vendor:from:below:days:)`` alone: how many there are.
    package var count = 0
    /// ``HistoryQuestion/recurrence(vendor:besides:days:)`` alone.
    package var recurrence = Recurrence()
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
            answer.count = value["count"]?.intValue ?? 0
            let figures = (value["recurrence"]?.arrayValue ?? []).compactMap(\.intValue)
            if figures.count == 3 {
                answer.recurrence = Recurrence(invoices: figures[0], pairs: figures[1], equal: figures[2])
            }
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
        if count > 0 {
            writer.key("count")
            writer.integer(count)
        }
        if recurrence.invoices > 0 {
            writer.key("recurrence")
            writer.beginArray()
            for figure in [recurrence.invoices, recurrence.pairs, recurrence.equal] { writer.integer(figure) }
            writer.endArray()
        }
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
        for answer in answers {
            // What another process counted may be any number.
            merged.count = min(merged.count, 1 << 40) + min(answer.count, 1 << 40)
            merged.recurrence.invoices += min(answer.recurrence.invoices, 1 << 40)
            merged.recurrence.pairs += min(answer.recurrence.pairs, 1 << 40)
            merged.recurrence.equal += min(answer.recurrence.equal, 1 << 40)
        }
        var counts: [[Int]: Int] = [:]
        for digit in answers.flatMap(\.digits) {
            counts[[digit.magnitude, digit.digit], default: 0] += digit.count
        }
        merged.digits = counts.map { DigitCount(magnitude: $0.key[0], digit: $0.key[1], count: $0.value) }
            .sorted { ($0.magnitude, $0.digit) < ($1.magnitude, $1.digit) }
        merged.invoices.sort { left, right in
            if case .samePicture(let pages) = question {
                let near = PictureHash.distance(pages, left.pictures) ?? 64
                let far = PictureHash.distance(pages, right.pictures) ?? 64
                return (near, left.subject, left.part) < (far, right.subject, right.part)
            }
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
