internal import AssayKit
internal import Chat

/// What an interpreter gives back, checked.
enum InterpretedQuery {
    /// What a query may be.
    static let vocabulary = """
        Answer with one JSON object and nothing else: the query that computes what the question asks for, or {} when none does.
        "ask" is one of: "count", "list", "figure" (with "statistic": count|sum|average|minimum|maximum and "measure":
        total|taxable_total|tax_total|cgst|sgst|igst|cess|flag_count), "ranked" (with "by": total|confidence|invoice_date|
        created_at|flag_count, "descending", "limit"), "groups" (with "by": vendor|status|month|currency|rule|severity,
        "statistic", "measure", "descending", "limit"), "distinct" (with "by": vendor|currency), "findings",
        "detail" (with "field"), "reasons" (with "state": flagged|rejected|approved|failed|needs_review), "changes",
        "missing", "duplicates".
        "filter" is an object with any of: "vendors" and "not_vendors" (lists of names), "status" and "not_status" (lists of
        queued|processing|processed|needs_review|flagged|failed|approved|rejected), "has_findings" (boolean), "rules" (list),
        "severity" or "severity_at_least" (info|low|medium|high|critical), "invoice_date", "received" and "decided"
        ({"from": "YYYY-MM-DD", "to": "YYYY-MM-DD"}), "total" ({"above"|"at_least"|"below"|"at_most": "decimal"}),
        "currency", "rates" (list of percents as decimals), "confidence" ({"above"|…: 0 to 1}), "missing" (list of fields),
        "numbers" (list of invoice numbers).
        Every condition of the question must stand in the filter; answer {} if one cannot be said so. Invent nothing.
        """
}

extension Answerer {
    /// The query of an interpreter's JSON; nil where it says none, or says what the question does not.
    func interpreted(_ json: JSONValue, of question: String) async throws -> ChatQuery? {
        guard json.objectValue?.isEmpty == false, InterpretedQuery.isGrounded(json, in: question) else {
            return nil
        }
        let parties = try await source(of: question)
        // What is wrong with it is of no interest to who asked: the grammar's own refusal stands.
        return try? ChatQuery(json: json) { name in
            let words = ChatParty.words(of: name)
            let found = parties.filter { $0.words == words }
            return found.count == 1 ? found[0] : nil
        }
    }

    private func source(of question: String) async throws -> [ChatParty] {
        try await lexicon(of: question).parties
    }
}

extension InterpretedQuery {
    /// Whether every name and every number of a query stands in the question, and nothing refers elsewhere.
    static func isGrounded(_ json: JSONValue, in question: String) -> Bool {
        let text = question.lowercased()
        let asked = Set(ChatParty.words(of: text))
        let digits = text.filter { $0 != "," }
        for filter in [json["filter"], json["first"], json["second"]].compactMap(\.self) {
            if filter["invoices"] != nil || filter["mine"] != nil { return false }
            for name in ["vendors", "not_vendors"] {
                for member in filter[name]?.arrayValue ?? [] {
                    guard let party = member.stringValue, let first = ChatParty.words(of: party).first,
                        asked.contains(first)
                    else { return false }
                }
            }
            for name in ["numbers", "rules"] {
                for member in filter[name]?.arrayValue ?? [] {
                    guard let word = member.stringValue, text.contains(word.lowercased()) else {
                        return false
                    }
                }
            }
            for member in filter["rates"]?.arrayValue ?? [] {
                guard let rate = member.stringValue, digits.contains(whole(rate)) else { return false }
            }
            for bound in filter["total"]?.objectValue?.members ?? [] {
                guard let amount = bound.value.stringValue, Tokens.says(whole(amount), in: digits) else {
                    return false
                }
            }
        }
        return true
    }

    /// "18.00" as "18".
    private static func whole(_ decimal: String) -> String {
        decimal.hasSuffix(".00") ? String(decimal.dropLast(3)) : decimal
    }

    private enum Tokens {
        /// The amount in digits, or with the zeros of a thousand, lakh or crore in words.
        static func says(_ amount: String, in text: String) -> Bool {
            if text.contains(amount) { return true }
            for (zeros, words) in [
                (3, ["k", "thousand"]), (5, ["lakh", "lac", "l"]), (7, ["crore", "cr"]),
            ] {
                let end = String(repeating: "0", count: zeros)
                guard amount.hasSuffix(end), amount.count > zeros else { continue }
                let rest = String(amount.dropLast(zeros))
                if words.contains(where: { text.contains(rest + $0) || text.contains(rest + " " + $0) }) {
                    return true
                }
            }
            return false
        }
    }
}
