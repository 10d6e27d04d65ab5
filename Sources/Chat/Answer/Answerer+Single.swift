internal import AssayKit

/// Answers about single invoices, and those without figures.
extension Answerer {
    private func details(_ filter: ChatFilter) async throws -> [ChatDetail] {
        let found = try await source.details(filter, limit: 5)
        guard !found.isEmpty else {
            throw ChatRefusal(
                "There is no such invoice among those you may see.",
                suggestions: ["Which invoices are flagged?"])
        }
        return found
    }

    private func told(_ query: ChatQuery, _ details: [ChatDetail], _ sentence: (ChatDetail, String) -> String)
        -> ChatAnswer
    {
        let several = details.count > 1
        let text = details.map { detail in
            sentence(
                detail,
                detail.invoice.name + (several ? " from \(detail.invoice.supplier ?? "no supplier")" : ""))
        }.joined(separator: " ")
        let head = several ? "\(details.count) invoices have this number. " : ""
        return ChatAnswer(
            text: head + text, query: query, invoices: details.map(\.invoice), count: details.count)
    }

    func detailed(_ query: ChatQuery, _ field: String?) async throws -> ChatAnswer {
        told(query, try await details(query.filter)) { detail, name in
            let invoice = detail.invoice
            switch field {
            case nil:
                var parts = [invoice.supplier.map { "from \($0)" } ?? "without a supplier"]
                parts.append(invoice.date.map { "dated \($0.iso)" } ?? "without a date")
                parts.append(
                    invoice.total.map { Printed.money(Int128($0.micros), invoice.currency) }
                        ?? "without a total")
                parts.append("status \(invoice.status)")
                if let confidence = invoice.confidence {
                    parts.append("confidence \(Printed.confidence(confidence))")
                }
                parts.append(Printed.findings(invoice.findings))
                return "\(name): " + parts.joined(separator: ", ") + "."
            case "status": return "The status of \(name) is \(invoice.status)."
            case "confidence":
                return invoice.confidence.map { "The confidence of \(name) is \(Printed.confidence($0))." }
                    ?? "\(name) has no confidence, since nothing was read."
            case let field?:
                guard let value = detail.record.fields[field] else {
                    return "\(name) has no \(Printed.field(field))."
                }
                let isMoney = FieldTable.field(field)?.type == .amount
                let text =
                    isMoney
                    ? Amount(value.value).map { Printed.money(Int128($0.micros), invoice.currency) } : nil
                return "The \(Printed.field(field)) of \(name) is \(text ?? value.value)"
                    + " (\(value.origin.rawValue), confidence \(Printed.confidence(value.confidence)))."
            }
        }
    }

    func explained(_ query: ChatQuery, _ reason: ChatQuery.Reason) async throws -> ChatAnswer {
        told(query, try await details(query.filter)) { detail, name in
            let flags = detail.record.flags.sorted { $0.severity > $1.severity }
            let isSo = detail.invoice.status == reason.rawValue
            var text =
                isSo
                ? "\(name) is \(reason.rawValue)."
                : "\(name) is not \(reason.rawValue); its status is \(detail.invoice.status)."
            switch reason {
            case .flagged:
                if isSo { text = "" }
                if flags.isEmpty {
                    text += (isSo ? "\(name) is flagged, but" : "") + " It carries no findings."
                } else {
                    text += (isSo ? name : " It") + " carries \(Printed.findings(flags.count)): "
                    text += flags.prefix(10).map { "\($0.rule) (\($0.severity.rawValue)): \($0.message)" }
                        .joined(separator: " ")
                    if flags.count > 10 { text += " And \(flags.count - 10) more." }
                }
            case .rejected, .approved:
                if isSo {
                    text += detail.comment.map { " The reviewer said: \($0)" } ?? " No reason was given."
                }
            case .failed:
                if isSo { text += detail.failure.map { " \($0)" } ?? " No cause is kept." }
            case .needsReview:
                if isSo {
                    text +=
                        detail.invoice.confidence.map { " Its confidence is \(Printed.confidence($0))." }
                        ?? ""
                    let missing = FieldTable.mandatory.filter { detail.record.fields[$0] == nil }
                    if !missing.isEmpty {
                        text +=
                            " It lacks " + Printed.names(missing.map(Printed.field), of: missing.count) + "."
                    }
                    if !detail.notes.isEmpty { text += " " + detail.notes.prefix(5).joined(separator: " ") }
                    if !flags.isEmpty {
                        text +=
                            " Findings: "
                            + flags.prefix(5).map { "\($0.rule): \($0.message)" }.joined(separator: " ")
                    }
                }
            }
            return text
        }
    }

    func decided(_ query: ChatQuery, _ reason: ChatQuery.Reason) async throws -> ChatAnswer {
        told(query, try await details(query.filter)) { detail, name in
            let word = reason.rawValue
            guard detail.invoice.status == word else {
                return "\(name) is not \(word); its status is \(detail.invoice.status)."
            }
            guard let last = detail.history.last(where: { $0.action == word }) else {
                return "\(name) is \(word); it is not kept who did that."
            }
            return
                "\(name) was \(word) by \(last.actor ?? "the service, as its pipeline says,") on \(last.at.prefix(10)) UTC."
        }
    }

    func changed(_ query: ChatQuery, _ since: Int?) async throws -> ChatAnswer {
        if !query.filter.numbers.isEmpty || query.filter.ids != nil {
            return told(query, try await details(query.filter)) { detail, name in
                let lines = detail.history.map(Self.line)
                return lines.isEmpty
                    ? "Nothing happened to \(name)." : "\(name): " + lines.joined(separator: "; ") + "."
            }
        }
        let found = try await source.changes(query.filter, since: since, limit: 21)
        guard !found.isEmpty else {
            return ChatAnswer(
                text: "Nobody changed, approved or rejected anything\(Self.day(since)).", query: query)
        }
        let lines = found.prefix(20).map { "\($0.invoice.name) \(Self.line($0))" }
        var invoices: [ChatInvoice] = []
        for change in found.prefix(20) where !invoices.contains(where: { $0.id == change.invoice.id }) {
            invoices.append(change.invoice)
        }
        let head =
            found.count > 20
            ? "The last 20 changes" : "\(found.count) \(found.count == 1 ? "change" : "changes")"
        return ChatAnswer(
            text: head + Self.day(since) + ": " + lines.joined(separator: "; ") + ".", query: query,
            invoices: invoices,
            count: invoices.count)
    }

    private static func day(_ since: Int?) -> String {
        since.flatMap { CalendarDate(dayNumber: $0) }.map { " since \($0.iso) UTC" } ?? ""
    }

    private static func line(_ change: ChatChange) -> String {
        var text = change.action + " " + change.at.prefix(10)
        let fields = change.fields.prefix(5).map {
            "\(Printed.field($0.name)) from \($0.old ?? "nothing") to \($0.new ?? "nothing")"
        }
        if !fields.isEmpty { text += " (" + fields.joined(separator: ", ") + ")" }
        if change.fields.count > 5 { text += " and \(change.fields.count - 5) more values" }
        if let comment = change.comment, !comment.isEmpty { text += ": \"\(comment)\"" }
        return text
    }

    func incomplete(_ query: ChatQuery) async throws -> ChatAnswer {
        if query.filter.numbers.count == 1 || query.filter.ids?.count == 1 {
            return told(query, try await details(query.filter)) { detail, name in
                let missing = FieldTable.mandatory.filter { detail.record.fields[$0] == nil }
                return missing.isEmpty
                    ? "\(name) has all mandatory fields."
                    : "\(name) lacks " + Printed.names(missing.map(Printed.field), of: missing.count) + "."
            }
        }
        let found = try await source.gaps(query.filter)
        let conditions = Printed.conditions(query.filter)
        guard !found.isEmpty else {
            return ChatAnswer(text: "No invoice\(conditions) lacks a mandatory field.", query: query)
        }
        let lines = found.prefix(10).map { gap in
            gap.invoice.name + " (" + gap.fields.map(Printed.field).joined(separator: ", ") + ")"
        }
        let verb = found.count == 1 ? "lacks" : "lack"
        return ChatAnswer(
            text: Printed.invoices(found.count) + conditions + " \(verb) mandatory fields: "
                + Printed.names(lines, of: found.count) + ".", query: query,
            invoices: found.prefix(ChatQuery.largestLimit).map(\.invoice), count: found.count)
    }

    func doubled(_ query: ChatQuery) async throws -> ChatAnswer {
        let limit = 25
        let found = try await source.duplicates(query.filter, limit: limit)
        let conditions = Printed.conditions(query.filter)
        guard !found.isEmpty else { return ChatAnswer(text: "No duplicates\(conditions).", query: query) }
        let sets = found.map { set in
            "\(set.first?.name ?? "") from \(set.first?.supplier ?? "no supplier") (\(set.count) times)"
        }
        let invoices = found.flatMap(\.self)
        let head =
            found.count == limit
            ? "At least \(limit) sets" : found.count == 1 ? "1 set" : "\(found.count) sets"
        return ChatAnswer(
            text: head + " of duplicates\(conditions): " + Printed.names(sets, of: sets.count) + ".",
            query: query,
            invoices: Array(invoices.prefix(ChatQuery.largestLimit)), count: invoices.count)
    }
}
