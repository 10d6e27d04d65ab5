package import AssayKit

/// What an interpreter is told of queries: in words, and as a JSON schema.
package enum QueryForm {
    /// What a query may be.
    package static let vocabulary = """
        You put a question about invoices into one JSON object: the query that computes what is asked. Answer with the \
        object and nothing else; answer {} when no query computes it. You do not know the invoices: never give figures.
        "ask" is one of: "count"; "list"; "figure" (with "statistic": count|sum|average|minimum|maximum and "measure": \
        total|taxable_total|tax_total|cgst|sgst|igst|cess|flag_count); "ranked" (with "by": total|confidence|invoice_date|\
        created_at|flag_count, "descending": boolean, "limit": 1 to 50); "groups" (with "by": vendor|buyer|status|month|\
        currency|rule|severity, "statistic", "measure", and where the most or the least is asked for "descending" and \
        "limit"); "distinct" (with "by": vendor|buyer|currency); "findings" (how many flags); "compare" (with "statistic", \
        "measure", and "first" and "second", each a filter); "detail" (with "field"); "reasons" (with "state": \
        flagged|rejected|approved|failed|needs_review); "decision" (who decided and when, with "state": approved|rejected); "changes" (optionally "since": a date); "missing"; "duplicates".
        "filter" holds every condition of the question, and no other: "vendors", "not_vendors" and "buyers" (lists of names \
        as the question has them), "status" and "not_status" (lists of queued|processing|processed|needs_review|flagged|\
        failed|approved|rejected), "has_findings" (boolean), "rules" (list), "severity" or "severity_at_least" (info|low|\
        medium|high|critical), "invoice_date", "received" and "decided" ({"from": "YYYY-MM-DD", "to": "YYYY-MM-DD"}), \
        "total" ({"above"|"at_least"|"below"|"at_most": "decimal number as text"}), "currency" (ISO 4217), "rates" (list of \
        percents as text), "confidence" ({"above"|"at_least"|"below"|"at_most": 0 to 1}), "missing" (list of fields), \
        "numbers" (list of invoice numbers). Months without a year are the last such month; the financial year begins on \
        1 April; 1 lakh is 100000 and 1 crore is 10000000.
        """

    /// A schema that every query fits; what fits it is still checked.
    package static let schema: JSONValue = {
        let text: JSONValue = ["type": "string"]
        let texts: JSONValue = ["type": "array", "items": text]
        func word(_ words: [String]) -> JSONValue {
            ["type": "string", "enum": .array(words.map { .string($0) })]
        }
        func form(_ properties: [(String, JSONValue)], required: [JSONValue] = []) -> JSONValue {
            let members = properties.map { JSONObject.Member(key: $0.0, value: $0.1) }
            return [
                "type": "object", "properties": .object(JSONObject(members)), "required": .array(required),
                "additionalProperties": false,
            ]
        }
        func bounds(_ value: JSONValue) -> JSONValue {
            form(["above", "at_least", "below", "at_most"].map { ($0, value) })
        }
        let days = form([("from", text), ("to", text)])
        let statuses: JSONValue = ["type": "array", "items": word(ChatFilter.knownStatuses)]
        let severity = word(Severity.allCases.map(\.rawValue))
        let filter = form([
            ("vendors", texts), ("not_vendors", texts), ("buyers", texts), ("status", statuses),
            ("not_status", statuses), ("has_findings", ["type": "boolean"]), ("rules", texts),
            ("severity", severity), ("severity_at_least", severity), ("invoice_date", days),
            ("received", days), ("decided", days), ("total", bounds(text)), ("currency", text),
            ("rates", texts), ("confidence", bounds(["type": "number"])), ("missing", texts),
            ("numbers", texts),
        ])
        let keys = ChatQuery.RankKey.allCases.map(\.rawValue)
        let dimensions = ChatQuery.Dimension.allCases.map(\.rawValue)
        return form([
            (
                "ask",
                word([
                    "count", "list", "figure", "ranked", "groups", "distinct", "findings", "compare",
                    "detail",
                    "reasons", "decision", "changes", "missing", "duplicates",
                ])
            ),
            ("statistic", word(ChatQuery.Statistic.allCases.map(\.rawValue))),
            ("measure", word(ChatQuery.Measure.allCases.map(\.rawValue))),
            ("by", word(dimensions + keys)), ("descending", ["type": "boolean"]),
            ("limit", ["type": "integer", "minimum": 1, "maximum": .integer(ChatQuery.largestLimit)]),
            ("field", text), ("state", word(ChatQuery.Reason.allCases.map(\.rawValue))), ("since", text),
            ("first", filter), ("second", filter), ("filter", filter),
        ])
    }()
}
