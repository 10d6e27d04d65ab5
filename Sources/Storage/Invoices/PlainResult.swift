package import AssayKit

/// The values of a record without their evidence: what most programs want of a document.
package enum PlainResult {
    /// `structured_data`, `confidence_score`, `flags`, `auto_saved`, `invoice_id`, `invoice_ids`.
    ///
    /// - Parameters:
    ///   - record: In its JSON form.
    ///   - confidence: 0...1.
    ///   - isSaved: Whether it was stored as an invoice.
    ///   - invoices: Those of its file, this one first or among them.
    ///   - invoice: This one; the first where nil.
    /// - Returns: The object.
    package static func json(
        of record: JSONValue, confidence: Double?, isSaved: Bool, invoices: [InvoiceID],
        invoice: InvoiceID? = nil
    ) -> JSONValue {
        var values = row(record["fields"])
        values["line_items"] = .array((record["line_items"]?.arrayValue ?? []).map { .object(row($0)) })
        var result = JSONObject()
        result["structured_data"] = .object(values)
        result["confidence_score"] = confidence.map(JSONValue.double) ?? .null
        result["flags"] = record["flags"] ?? .array([])
        result["auto_saved"] = .bool(isSaved)
        result["invoice_id"] = (invoice ?? invoices.first).map { .string($0.description) } ?? .null
        result["invoice_ids"] = .array(invoices.map { .string($0.description) })
        return .object(result)
    }

    /// Names with their plain values.
    private static func row(_ fields: JSONValue?) -> JSONObject {
        JSONObject(
            (fields?.objectValue?.members ?? []).map {
                .init(key: $0.key, value: $0.value["value"] ?? .null)
            })
    }
}
