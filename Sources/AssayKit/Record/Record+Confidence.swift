extension Record {
    /// How far the whole record can be trusted, 0...1.
    ///
    /// The formula: the lowest confidence among the mandatory fields of the document's type, an absent one counting 0;
    /// then, for each flag, times `1 - weight × the flag's confidence`, where the weight is 0 for info, 0.02 for low,
    /// 0.1 for medium, 0.25 for high and 0.5 for critical.
    public var confidence: Double {
        var result = mandatoryFields.map { fields[$0]?.confidence ?? 0 }.min() ?? 0
        for flag in flags { result *= 1 - flag.severity.weight * min(max(flag.confidence, 0), 1) }
        return min(max(result, 0), 1)
    }

    /// The names of the fields that a document of this type can't do without.
    ///
    /// All of ``FieldTable/mandatory`` for the documents of GST; no GSTIN on receipts of unregistered sellers and
    /// invoices outside GST; no number on a receipt; only the type itself for what is no invoice.
    public var mandatoryFields: [String] {
        switch text("document_type").flatMap(DocumentType.init(rawValue:)) {
        case .notAnInvoice: ["document_type"]
        case .retailReceipt:
            FieldTable.mandatory.filter { $0 != "supplier_gstin" && $0 != "invoice_number" }
        case .otherInvoice: FieldTable.mandatory.filter { $0 != "supplier_gstin" }
        case .deliveryChallan: FieldTable.mandatory.filter { $0 != "total" }
        default: FieldTable.mandatory
        }
    }
}

extension Severity {
    fileprivate var weight: Double {
        switch self {
        case .info: 0
        case .low: 0.02
        case .medium: 0.1
        case .high: 0.25
        case .critical: 0.5
        }
    }
}
