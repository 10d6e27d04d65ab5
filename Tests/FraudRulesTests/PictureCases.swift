import AssayKit
import InvoiceHistory
import RuleEngine

extension FraudCase {
    private static let look: UInt64 = 0x0123_4567_89AB_CDEF

    /// Another invoice whose page differs in these bits.
    private static func alike(
        _ number: String, _ date: String, _ total: String, bits: UInt64 = 0,
        vendor: String = "29AAGCB7383J1Z4",
        change: (inout PastInvoice) -> Void = { _ in }
    ) -> PastInvoice {
        kept(number, date, total, vendor: vendor) { invoice in
            invoice.pictures = [PictureHash(bits: look ^ bits)]
            change(&invoice)
        }
    }

    private static func sheet(
        _ name: String, _ past: [PastInvoice]?, page: Int = 1, confidence: Double = 0.98,
        _ expected: Verdict
    ) -> FraudCase {
        let fields = [
            "supplier_gstin": "29AAGCB7383J1Z4", "document_type": "tax_invoice",
            "invoice_number": "INV/24-25/118", "invoice_date": "2024-06-14", "total": "4130.00",
        ]
        return FraudCase(
            rule: "DUP-07", name: name, fields: fields,
            metadata: [
                "pictures": [["page": .integer(page), "hash": .string(PictureHash(bits: look).text)]]
            ],
            past: past, confidence: confidence, expected: expected)
    }

    static let sheets: [FraudCase] = [
        sheet(
            "the number misread", [alike("INV/24-25/7X3", "2024-06-14", "4130.00", bits: 0xF)], .hit(.medium)),
        sheet("the date misread", [alike("INV/24-25/128", "2024-06-11", "4130.00", bits: 3)], .hit(.medium)),
        sheet(
            "supplier and total misread",
            [alike("INV/24-25/118", "2024-06-14", "4180.00", bits: 0x7F, vendor: "27AAPFU0939F1ZV")],
            .hit(.medium)),
        sheet("eight bits differ", [alike("INV/24-25/7X3", "2024-06-14", "4130.00", bits: 0xFF)], .pass),
        sheet(
            "eight bits differ, spread",
            [alike("INV/24-25/7X3", "2024-06-14", "4130.00", bits: 0x0303_0303_0000_0000)], .pass),
        sheet(
            "seven bits differ, spread",
            [alike("INV/24-25/7X3", "2024-06-14", "4130.00", bits: 0x0003_0300_0003_0001)], .hit(.medium)),
        sheet("the form of last month", [alike("INV/24-25/91", "2024-05-14", "4130.00", bits: 3)], .pass),
        sheet("the form of the same day", [alike("INV/24-25/119", "2024-06-14", "975.00", bits: 3)], .pass),
        sheet("the same to the bit", [alike("INV/24-25/91", "2024-05-14", "975.00")], .hit(.low)),
        sheet("said by DUP-02", [alike("INV/24-25/118", "2024-06-14", "4130.00")], .pass),
        sheet("said by DUP-04", [alike("INV/24-25/I18", "2024-06-14", "4130.00")], .pass),
        sheet("said by DUP-01", [alike("X", "2024-06-14", "4130.00") { $0.digest = "d00d" }], .pass),
        sheet("no picture kept", [kept("INV/24-25/7X3", "2024-06-14", "4130.00")], .pass),
        sheet(
            "a picture of another invoice's page", [alike("INV/24-25/7X3", "2024-06-14", "4130.00")],
            page: 2, .notApplicable),
        sheet("no history", nil, .notApplicable),
        sheet(
            "badly read", [alike("INV/24-25/7X3", "2024-06-14", "4130.00")], confidence: 0.5, .inconclusive),
    ]

    private static func noise(
        _ name: String, level: Double, usual: Double, deviation: Double, value: String = "4130.00",
        confidence: Double = 0.98, _ expected: Verdict
    ) -> FraudCase {
        FraudCase(
            rule: "IMG-02", name: name, fields: ["total": "4130.00"],
            metadata: [
                "media_type": "image/jpeg",
                "pictures": [
                    [
                        "page": 1, "hash": "0123456789abcdef",
                        "noise": [
                            [
                                "field": "total", "value": .string(value), "level": .double(level),
                                "usual": .double(usual), "deviation": .double(deviation), "words": 80,
                            ]
                        ],
                    ]
                ],
            ], confidence: confidence, expected: expected)
    }

    static let noises: [FraudCase] = [
        noise("no noise at all", level: 0, usual: 2.5, deviation: -14, .hit(.low)),
        noise("much more", level: 7.5, usual: 2.5, deviation: 6.2, .hit(.low)),
        noise("as usual", level: 2.3, usual: 2.5, deviation: -0.3, .pass),
        noise("far out, yet not by much", level: 1.2, usual: 2.5, deviation: -5, .pass),
        noise("half, on a restless page", level: 0.9, usual: 2.5, deviation: -2.8, .pass),
        noise("a clean page", level: 0.1, usual: 0.5, deviation: -6, .inconclusive),
        noise(
            "of a value that was not taken", level: 0, usual: 2.5, deviation: -14, value: "1.00",
            .inconclusive),
        noise("badly read", level: 0, usual: 2.5, deviation: -14, confidence: 0.5, .inconclusive),
        FraudCase(
            rule: "IMG-02", name: "no picture", fields: ["total": "4130.00"], metadata: [:],
            expected: .notApplicable),
        FraudCase(
            rule: "IMG-02", name: "nothing measured", fields: ["total": "4130.00"],
            metadata: ["pictures": [["page": 1, "blank": true]]], expected: .notApplicable),
    ]
}
