import AssayKit
import DocumentLayout

/// The titles that documents print over themselves.
enum DocumentTitle: UInt8, Sendable {
    case taxInvoice, invoice, generic, billOfSupply, invoiceCumBillOfSupply, creditNote, debitNote,
        receiptVoucher
    case refundVoucher, paymentVoucher, proforma, deliveryChallan, cashMemo, copy, otherDocument

    /// Whether it tells the type by itself, also at the end of a longer line.
    var isWhole: Bool {
        switch self {
        case .taxInvoice, .billOfSupply, .invoiceCumBillOfSupply, .creditNote, .debitNote, .receiptVoucher,
            .refundVoucher, .paymentVoucher, .proforma:
            true
        default: false
        }
    }

    /// What a whole line, folded, is the title of.
    static func named(_ key: [UInt8]) -> DocumentTitle? {
        if let (latin, hindi) = Folding.parted(key) { return named(latin) ?? named(hindi) }
        guard key.count <= 80 else { return nil }
        var node = 0
        var best: DocumentTitle?
        for (offset, byte) in key.enumerated() {
            guard let next = trie.step(node, byte) else { return nil }
            node = next
            if offset + 1 == key.count { best = trie.kind(at: node) }
        }
        return best
    }

    /// The title that a misread line stands for.
    static func misread(_ key: [UInt8]) -> DocumentTitle? {
        guard (8...40).contains(key.count) else { return nil }
        return FuzzySpelling.find(key, in: trie, budget: key.count / 8)?.0
    }

    /// Whether a line, folded, begins with a title: "Tax Invoice (Original for Recipient)".
    static func leading(_ key: [UInt8]) -> DocumentTitle? {
        if let (latin, _) = Folding.parted(key) { return leading(latin) }
        var node = 0
        var best: DocumentTitle?
        for byte in key {
            guard let next = trie.step(node, byte) else { break }
            node = next
            best = trie.kind(at: node) ?? best
        }
        return best
    }

    /// Whether a line is a title or the mark of a copy.
    static func isTitle(_ key: [UInt8]) -> Bool {
        guard key.count <= 80, let title = leading(key) else { return false }
        if named(key) != nil { return true }
        return title != .invoice && key.count <= 50
    }

    private static let hindi: [(DocumentTitle, [String])] = [
        (.taxInvoice, ["कर बीजक", "जीएसटी बीजक", "टैक्स इनवॉइस", "कर इनवॉइस"]),
        (.invoice, ["बीजक", "बिल", "इनवॉइस"]),
        (.billOfSupply, ["आपूर्ति बिल", "आपूर्ति का बिल", "आपूर्ति बीजक"]), (.creditNote, ["जमा पत्र", "क्रेडिट नोट"]),
        (.debitNote, ["नामे पत्र", "डेबिट नोट"]), (.receiptVoucher, ["प्राप्ति वाउचर", "रसीद वाउचर"]),
        (.proforma, ["प्रोफार्मा बीजक", "प्रोफॉर्मा इनवॉइस", "कोटेशन"]),
        (.deliveryChallan, ["सुपुर्दगी चालान", "डिलीवरी चालान", "चालान"]),
        (.cashMemo, ["नकद रसीद", "कैश मेमो", "खुदरा बीजक", "रसीद"]), (.otherDocument, ["क्रय आदेश"]),
        (.copy, ["मूल प्रति", "प्रतिलिपि", "प्राप्तकर्ता के लिए मूल"]),
    ]

    private static let trie = FoldedTrie<DocumentTitle>(
        hindi + [
            (
                .taxInvoice,
                [
                    "Tax Invoice", "GST Invoice", "GST Tax Invoice", "Tax Invoice Cash", "Tax Invoice Credit",
                    "Tax Invoice (Cash)",
                    "Export Invoice", "Tax Invoice (Credit)", "e-Invoice", "Tax Invoice e-Invoice",
                    "Retail Tax Invoice",
                    "Digital Tax Invoice", "Tax Invoice (e-Invoice)", "Tax Invoice under GST",
                    "Tax Invoice - GST", "Revised Tax Invoice",
                    "Tax Invoice (GST)", "Tax Invoice (Original)", "Tax Cum Retail Invoice",
                    "Tax Invoice (Rule 46)", "Tax Invoice Cum Receipt",
                ]
            ),
            (
                .invoice,
                [
                    "Invoice", "Sales Invoice", "Sale Invoice", "Bill", "Service Invoice",
                    "Commercial Invoice",
                    "Sale Bill", "Invoice Cum Receipt",
                ]
            ),
            (
                .generic,
                [
                    "Tax Invoice/Bill of Supply/Cash Memo", "Tax Invoice/Bill of Supply",
                    "Tax Invoice / Cash Memo",
                    "Invoice/Bill of Supply", "Bill of Supply/Tax Invoice",
                    "Invoice / Bill of Supply / Cash Memo",
                ]
            ),
            (.billOfSupply, ["Bill of Supply", "Bill of Supply (Original)", "GST Bill of Supply"]),
            (.invoiceCumBillOfSupply, ["Invoice-cum-Bill of Supply", "Tax Invoice cum Bill of Supply"]),
            (
                .creditNote,
                [
                    "Credit Note", "GST Credit Note", "Tax Credit Note", "Credit Memo", "Sales Return",
                    "Credit Note (Sales Return)", "Credit Note / Sales Return",
                ]
            ),
            (
                .debitNote,
                [
                    "Debit Note", "GST Debit Note", "Tax Debit Note", "Purchase Return",
                    "Debit Note (Purchase Return)", "Supplementary Invoice",
                ]
            ),
            (
                .receiptVoucher,
                [
                    "Receipt Voucher", "Advance Receipt", "Advance Receipt Voucher",
                    "Receipt Voucher (Advance)",
                    "Advance Voucher", "Receipt Voucher for Advance", "Advance Payment Receipt",
                ]
            ),
            (.refundVoucher, ["Refund Voucher"]),
            (.paymentVoucher, ["Payment Voucher"]),
            (
                .proforma,
                [
                    "Proforma Invoice", "Pro Forma Invoice", "Proforma", "Quotation", "Estimate", "Pro-forma",
                    "Proforma Tax Invoice", "Sales Quotation",
                ]
            ),
            (
                .deliveryChallan,
                [
                    "Delivery Challan", "Delivery Note", "Challan", "Job Work Challan",
                    "Returnable Delivery Challan",
                ]
            ),
            (
                .cashMemo,
                [
                    "Cash Memo", "Retail Invoice", "Cash Bill", "Receipt", "Cash Receipt", "Retail Bill",
                    "Sales Receipt", "Bill of Sale", "Cash/Credit Memo",
                ]
            ),
            (
                .copy,
                [
                    "Original for Recipient", "Original", "Duplicate", "Triplicate", "Original Copy",
                    "Duplicate Copy", "Duplicate for Transporter",
                    "Triplicate for Supplier", "Customer Copy", "Original for Buyer",
                    "Duplicate for Supplier",
                    "Duplicate for Supplier/Transporter",
                    "Office Copy", "Original for Receipient", "Extra Copy", "Transport Copy",
                    "Computer Generated Invoice", "Page 1 of 1", "Original/Duplicate/Triplicate",
                    "This is a Computer Generated Invoice", "Authorised Signatory", "Quadruplicate",
                    "Original for Reciepient", "Original For Receiver",
                ]
            ),
            (
                .otherDocument,
                [
                    "Purchase Order", "Account Statement", "Statement of Account", "Packing List",
                    "Bank Statement", "Work Order", "Sales Order", "Resume", "Curriculum Vitae", "Payslip",
                    "Salary Slip", "E-Way Bill", "Goods Receipt Note", "Ledger", "Ledger Account",
                ]
            ),
        ])
}
