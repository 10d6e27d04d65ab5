import AssayKit

/// Folds the copies of an invoice (original, duplicate, triplicate) into one record.
enum CopyFolder {
    /// The records without those that repeat an earlier one.
    static func folded(_ records: [Record]) -> [Record] {
        var kept: [Record] = []
        for record in records {
            let place = kept.firstIndex { known in
                guard let number = known.text("invoice_number"), number == record.text("invoice_number")
                else {
                    return false
                }
                return known.text("supplier_gstin") == record.text("supplier_gstin")
                    && known.amount("total") == record.amount("total")
                    && known.text("document_type") == record.text("document_type")
            }
            if let place {
                kept[place].pages += record.pages
            } else {
                kept.append(record)
            }
        }
        return kept
    }
}
