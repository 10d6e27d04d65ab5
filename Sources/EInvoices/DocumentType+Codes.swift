internal import AssayKit

extension DocumentType {
    /// The kind that a code of UNTDID 1001 names, for a supplier within or outside GST.
    ///
    /// Source: EN 16931, BT-3.
    init(code: String?, isIndian: Bool) {
        switch code {
        case "381", "396", "81", "83", "261", "262", "296", "308", "420", "458", "532": self = .creditNote
        case "383", "80", "84": self = .debitNote
        case "325", "310": self = .proforma
        default: self = isIndian ? .taxInvoice : .otherInvoice
        }
    }
}
