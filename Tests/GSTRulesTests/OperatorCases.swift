import AssayKit
import RuleEngine

extension RuleCase {
    private static let supplier = "29AAGCB7383J1Z4"

    private static func rates(_ table: [String: [String]]) -> RuleOptions {
        var options = RuleOptions()
        options.hsnRates = table.mapValues { $0.compactMap { Amount($0) } }
        return options
    }

    private static func vendor(from: String? = nil, registered: String? = nil) -> RuleOptions {
        var options = RuleOptions()
        options.vendors[supplier] = KnownVendor(
            eInvoiceFrom: from.flatMap { CalendarDate(iso: $0) },
            registered: registered.flatMap { CalendarDate(iso: $0) })
        return options
    }

    private static var unpaid: RuleOptions {
        var options = RuleOptions()
        options.areUnpaid = true
        return options
    }

    static let operators: [RuleCase] = [
        RuleCase("TAX-02", "the rate of the list", options: rates(["7318": ["18"], "7326": ["18"]]), .pass),
        RuleCase("TAX-02", "another rate", options: rates(["7318": ["12"]]), .hit(.medium)),
        RuleCase("TAX-02", "one of two", options: rates(["73": ["12", "18"]]), .pass),
        RuleCase(
            "TAX-02", "the longer entry counts",
            options: rates(["73": ["5"], "7318": ["18"], "7326": ["18"]]),
            .pass),
        RuleCase("TAX-02", "a code that the list lacks", options: rates(["4802": ["12"]]), .notApplicable),
        RuleCase("TAX-02", "no list", .notApplicable),
        RuleCase(
            "TAX-02", "badly read", confidence: ["0.rate": 0.5], options: rates(["7318": ["12"]]),
            .inconclusive),
        RuleCase("FLD-04", "not reported", options: vendor(from: "2023-08-01"), .hit(.high)),
        RuleCase("FLD-04", "on the first day", options: vendor(from: "2024-06-14"), .hit(.high)),
        RuleCase("FLD-04", "a day too early", options: vendor(from: "2024-06-15"), .pass),
        RuleCase(
            "FLD-04", "reported", ["irn": String(repeating: "a1", count: 32)],
            options: vendor(from: "2023-08-01"),
            .pass),
        RuleCase(
            "FLD-04", "to a consumer", ["buyer_gstin": ""], options: vendor(from: "2023-08-01"),
            .notApplicable),
        RuleCase("FLD-04", "nothing known", .notApplicable),
        RuleCase(
            "FLD-04", "a label without number", text: "IRN Ack No", options: vendor(from: "2023-08-01"),
            .inconclusive),
        RuleCase(
            "FLD-04", "badly read", confidence: ["supplier_gstin": 0.5], options: vendor(from: "2023-08-01"),
            .inconclusive),
        RuleCase("CHR-02", "a week old", options: unpaid, .pass),
        RuleCase("CHR-02", "180 days", today: "2024-12-11", options: unpaid, .pass),
        RuleCase("CHR-02", "181 days", today: "2024-12-12", options: unpaid, .hit(.medium)),
        RuleCase("CHR-02", "paid", ["amount_due": "0.00"], today: "2025-06-14", options: unpaid, .pass),
        RuleCase("CHR-02", "not asked for", today: "2025-06-14", .notApplicable),
        RuleCase(
            "CHR-02", "badly read", confidence: ["invoice_date": 0.5], today: "2025-06-14", options: unpaid,
            .inconclusive),
        RuleCase("CHR-06", "ordered before", ["po_date": "2024-06-01"], .pass),
        RuleCase("CHR-06", "ordered on the day", ["po_date": "2024-06-14"], .pass),
        RuleCase("CHR-06", "ordered later", ["po_date": "2024-06-15"], .hit(.medium)),
        RuleCase("CHR-06", "registered later", options: vendor(registered: "2024-07-01"), .hit(.medium)),
        RuleCase("CHR-06", "registered before", options: vendor(registered: "2024-01-01"), .pass),
        RuleCase("CHR-06", "nothing known", .notApplicable),
        RuleCase(
            "CHR-06", "badly read", ["po_date": "2024-06-15"], confidence: ["po_date": 0.5], .inconclusive),
    ]
}
