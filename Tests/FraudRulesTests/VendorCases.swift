import AssayKit
import RuleEngine

extension FraudCase {
    private static let supplier = "29AAGCB7383J1Z4"
    private static let buyer = "29AAFCC9980M1ZR"
    private static let fields = [
        "supplier_gstin": supplier, "supplier_name": "Sample Traders Private Limited", "buyer_gstin": buyer,
        "invoice_date": "2024-06-14", "bank_account": "50200012345678", "ifsc": "HDFC0001234",
    ]

    private static func lists(
        own: Set<String> = [], blocked: Set<String> = [], cancelled: String? = nil, vendor: KnownVendor? = nil
    ) -> RuleOptions {
        var options = RuleOptions()
        options.ownGSTINs = own
        options.blocklist = blocked
        if let day = cancelled.flatMap({ CalendarDate(iso: $0) }) { options.cancelledGSTINs[supplier] = day }
        if let vendor { options.vendors[supplier] = vendor }
        return options
    }

    private static func one(
        _ rule: String, _ name: String, _ changes: [String: String], _ lists: RuleOptions,
        confidence: Double = 0.98, _ expected: Verdict
    ) -> FraudCase {
        let fields = fields.merging(changes) { $1 }.filter { !$0.value.isEmpty }
        return FraudCase(
            rule: rule, name: name, fields: fields, lists: lists, confidence: confidence, expected: expected)
    }

    private static func one(
        _ rule: String, _ name: String, _ lists: RuleOptions, confidence: Double = 0.98, _ expected: Verdict
    ) -> FraudCase {
        one(rule, name, [:], lists, confidence: confidence, expected)
    }

    static let vendors: [FraudCase] = [
        one("IDN-06", "ours", lists(own: [buyer]), .pass),
        one("IDN-06", "another's", lists(own: ["27AAPFU0939F1ZV"]), .hit(.high)),
        one("IDN-06", "one of two of ours", lists(own: [buyer, "27AAPFU0939F1ZV"]), .pass),
        one("IDN-06", "no list", lists(), .notApplicable),
        one("IDN-06", "a consumer", ["buyer_gstin": ""], lists(own: [buyer]), .notApplicable),
        one(
            "IDN-06", "an invalid number", ["buyer_gstin": "29AAFCC9980M1ZS"], lists(own: [buyer]),
            .notApplicable),
        one("IDN-06", "badly read", lists(own: ["27AAPFU0939F1ZV"]), confidence: 0.5, .inconclusive),
        one(
            "QR-05", "another address", ["upi_id": "other@okbank"],
            lists(vendor: KnownVendor(upi: "sample@okbank")),
            .hit(.high)),
        one(
            "QR-05", "the vendor's", ["upi_id": "Sample@OKBANK"],
            lists(vendor: KnownVendor(upi: "sample@okbank")),
            .pass),
        one(
            "QR-05", "a blank in it", ["upi_id": "sample @okbank"],
            lists(vendor: KnownVendor(upi: "sample@okbank")), .pass),
        one("QR-05", "none printed", lists(vendor: KnownVendor(upi: "sample@okbank")), .notApplicable),
        one(
            "QR-05", "none known", ["upi_id": "other@okbank"], lists(vendor: KnownVendor(name: "Sample")),
            .notApplicable),
        one(
            "QR-05", "another supplier", ["upi_id": "other@okbank", "supplier_gstin": "27AAPFU0939F1ZV"],
            lists(vendor: KnownVendor(upi: "sample@okbank")), .notApplicable),
        one(
            "QR-05", "badly read", ["upi_id": "other@okbank"],
            lists(vendor: KnownVendor(upi: "sample@okbank")),
            confidence: 0.5, .inconclusive),
        one("IDN-07", "before", lists(cancelled: "2024-06-15"), .pass),
        one("IDN-07", "on the day", lists(cancelled: "2024-06-14"), .hit(.critical)),
        one("IDN-07", "after", lists(cancelled: "2023-01-01"), .hit(.critical)),
        one("IDN-07", "no date", ["invoice_date": ""], lists(cancelled: "2023-01-01"), .inconclusive),
        one(
            "IDN-07", "another supplier", ["supplier_gstin": "27AAPFU0939F1ZV"],
            lists(cancelled: "2023-01-01"), .pass),
        one("IDN-07", "no list", lists(), .notApplicable),
        one("IDN-07", "badly read", lists(cancelled: "2023-01-01"), confidence: 0.5, .inconclusive),
        one("IDN-08", "by its number", lists(blocked: [supplier]), .hit(.critical)),
        one("IDN-08", "by its PAN", lists(blocked: ["AAGCB7383J"]), .hit(.critical)),
        one("IDN-08", "another's PAN", lists(blocked: ["AAPFU0939F"]), .pass),
        one("IDN-08", "the buyer's number", lists(blocked: [buyer]), .pass),
        one("IDN-08", "no list", lists(), .notApplicable),
        one("IDN-08", "badly read", lists(blocked: [supplier]), confidence: 0.5, .inconclusive),
        one("IDN-09", "the same", lists(vendor: KnownVendor(name: "SAMPLE TRADERS PVT LTD")), .pass),
        one("IDN-09", "another", lists(vendor: KnownVendor(name: "Ramesh Kumar")), .hit(.medium)),
        one("IDN-09", "a slip", lists(vendor: KnownVendor(name: "Sample Trader Pvt Ltd")), .pass),
        one("IDN-09", "not known", lists(vendor: KnownVendor(ifsc: "HDFC0001234")), .notApplicable),
        one(
            "IDN-09", "no name", ["supplier_name": ""], lists(vendor: KnownVendor(name: "Ramesh Kumar")),
            .notApplicable),
        one(
            "IDN-09", "badly read", lists(vendor: KnownVendor(name: "Ramesh Kumar")), confidence: 0.5,
            .inconclusive),
        one("VEN-01", "the same", lists(vendor: KnownVendor(account: "5020 0012 345678")), .pass),
        one(
            "VEN-01", "another account", lists(vendor: KnownVendor(account: "50200099999999")),
            .hit(.critical)),
        one("VEN-01", "another branch", lists(vendor: KnownVendor(ifsc: "SBIN0001234")), .hit(.critical)),
        one("VEN-01", "the same branch", lists(vendor: KnownVendor(ifsc: "hdfc0001234")), .pass),
        one(
            "VEN-01", "an IFSC that is none", ["ifsc": "HDFC123"],
            lists(vendor: KnownVendor(ifsc: "HDFC0001234")), .inconclusive),
        one("VEN-01", "nothing known", lists(), .notApplicable),
        one(
            "VEN-01", "badly read", lists(vendor: KnownVendor(account: "50200099999999")), confidence: 0.5,
            .inconclusive),
    ]
}
