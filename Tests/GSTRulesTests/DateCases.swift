import AssayKit

extension RuleCase {
    static let dates: [RuleCase] = [
        RuleCase("CHR-01", "clean", .pass),
        RuleCase("CHR-01", "in the future", ["invoice_date": "2024-07-14"], .hit(.high)),
        RuleCase("CHR-01", "tomorrow", ["invoice_date": "2024-06-21"], .pass),
        RuleCase("CHR-01", "in two days", ["invoice_date": "2024-06-22"], .hit(.high)),
        RuleCase("CHR-01", "day and month swapped", ["invoice_date": "2024-12-05"], .hit(.medium)),
        RuleCase(
            "CHR-01", "badly read", ["invoice_date": "2042-06-14"], confidence: ["invoice_date": 0.5],
            .inconclusive),
        RuleCase("CHR-03", "in time", .pass),
        RuleCase("CHR-03", "the last day", today: "2025-11-30", .pass),
        RuleCase("CHR-03", "too late", today: "2025-12-01", .hit(.high)),
        RuleCase("CHR-03", "a consumer", ["buyer_gstin": ""], today: "2025-12-01", .notApplicable),
        RuleCase(
            "CHR-03", "badly read", confidence: ["invoice_date": 0.5], today: "2025-12-01", .inconclusive),
        RuleCase("CHR-04", "clean", .pass),
        RuleCase("CHR-04", "due before", ["due_date": "2024-06-13"], .hit(.low)),
        RuleCase("CHR-04", "due the same day", ["due_date": "2024-06-14"], .pass),
        RuleCase(
            "CHR-04", "badly read", ["due_date": "2024-06-13"], confidence: ["due_date": 0.5], .inconclusive),
        RuleCase("CHR-05", "a Friday", .pass),
        RuleCase("CHR-05", "a Sunday", ["invoice_date": "2024-06-16"], .hit(.info)),
        RuleCase("CHR-05", "Independence Day", ["invoice_date": "2023-08-15"], .hit(.info)),
        RuleCase(
            "CHR-05", "badly read", ["invoice_date": "2024-06-16"], confidence: ["invoice_date": 0.5],
            .inconclusive),
        RuleCase("CHR-07", "the same day", ["ack_date": "2024-06-14"], .pass),
        RuleCase("CHR-07", "before", ["ack_date": "2024-06-13"], .hit(.medium)),
        RuleCase("CHR-07", "after thirty days", ["ack_date": "2024-07-14"], .pass),
        RuleCase("CHR-07", "after thirty-one days", ["ack_date": "2024-07-15"], .hit(.medium)),
        RuleCase(
            "CHR-07", "badly read", ["ack_date": "2024-06-13"], confidence: ["ack_date": 0.5], .inconclusive),
        RuleCase("CHR-08", "clean", .pass),
        RuleCase("CHR-08", "another year", ["invoice_number": "INV/22-23/118"], .hit(.low)),
        RuleCase("CHR-08", "no year", ["invoice_number": "INV-118"], .notApplicable),
        RuleCase(
            "CHR-08", "badly read", ["invoice_number": "INV/22-23/118"], confidence: ["invoice_number": 0.5],
            .inconclusive),
        RuleCase("CHR-09", "clean", .pass),
        RuleCase("CHR-09", "too early", ["invoice_date": "2017-06-30"], .hit(.high)),
        RuleCase("CHR-09", "the first day", ["invoice_date": "2017-07-01"], .pass),
        RuleCase(
            "CHR-09", "badly read", ["invoice_date": "2011-06-30"], confidence: ["invoice_date": 0.5],
            .inconclusive),
    ]

    private static let rightIRN = "23f498ee41441ecad30f72ba5b9907506c3df70a17b0e0dff46b76a786400662"
    private static let registered = [
        "supplier_gstin": "29AAFCC9980M1ZR", "invoice_number": "2019-20/KA/1", "invoice_date": "2020-01-03",
        "irn": rightIRN,
    ]
    private static let toMumbai = [
        "place_of_supply": "27", "cgst": "", "sgst": "", "igst": "10800.00", "total": "70800.00",
    ]

    static let registrations: [RuleCase] = [
        RuleCase("QR-03", "clean", registered, .pass),
        RuleCase(
            "QR-03", "another number", registered.merging(["invoice_number": "2019-20/KA/2"]) { $1 },
            .hit(.high)),
        RuleCase("QR-03", "no IRN at all", registered.merging(["irn": "12ab"]) { $1 }, .hit(.medium)),
        RuleCase(
            "QR-03", "one digit misread", registered.merging(["irn": "33" + rightIRN.dropFirst(2)]) { $1 },
            .inconclusive),
        RuleCase(
            "QR-03", "badly read", registered.merging(["invoice_number": "2019-20/KA/2"]) { $1 },
            confidence: ["irn": 0.5], .inconclusive),
        RuleCase("QR-03", "none", .notApplicable),
        RuleCase("EWB-01", "below the limit", .pass),
        RuleCase("EWB-01", "above the limit", toMumbai, .hit(.low)),
        RuleCase("EWB-01", "at the limit", toMumbai.merging(["total": "50000.00"]) { $1 }, .pass),
        RuleCase(
            "EWB-01", "with a bill", toMumbai.merging(["eway_bill_number": "391009149369"]) { $1 }, .pass),
        RuleCase("EWB-01", "a bill of eleven digits", ["eway_bill_number": "39100914936"], .hit(.low)),
        RuleCase(
            "EWB-01", "services", toMumbai.merging(["0.hsn": "998311", "1.hsn": "998312"]) { $1 },
            .notApplicable),
        RuleCase("EWB-01", "within the State", ["total": "70800.00"], .pass),
        RuleCase("EWB-01", "badly read", toMumbai, confidence: ["total": 0.5], .inconclusive),
    ]

    static let all = arithmetic + tax + parties + particulars + dates + registrations + further + operators
}
