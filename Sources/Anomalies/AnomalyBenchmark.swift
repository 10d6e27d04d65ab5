package import AssayKit

/// The benchmark: a ledger, what is planted in it, and the operator's lists that the rules are given.
package struct AnomalyBenchmark: Sendable {
    package let cases: [AnomalyCase]
    private let workshop: AnomalyWorkshop

    /// The seed with which the rules were tuned: its figures flatter them, others count.
    package static let tuningSeed: UInt64 = 4711

    /// The operator's approval limits, rupees.
    static let limits = [100_000, 500_000, 2_000_000, 10_000_000]

    /// Whether the operator's list of vendors has a supplier.
    static func isListed(_ vendor: Int) -> Bool { vendor % 10 < 7 }

    /// A benchmark; the same numbers give the same one.
    ///
    /// - Parameters:
    ///   - seed: Of all its randomness.
    ///   - invoices: Clean ones, about.
    ///   - each: How many of each kind are planted.
    ///   - vendors: Suppliers of the ledger.
    package init(seed: UInt64, invoices: Int = 50_000, each: Int = 40, vendors: Int = 200) {
        var workshop = AnomalyWorkshop(AnomalyLedger(seed: seed, vendors: vendors, invoices: invoices))
        for kind in AnomalyKind.all {
            var (planted, tries) = (0, 0)
            while planted < each, tries < each * 40 {
                tries += 1
                if kind.plant(&workshop) { planted += 1 }
            }
        }
        self.workshop = workshop
        cases = workshop.cases()
    }

    /// The options of `gst-rules`.
    package var lawOptions: JSONValue {
        var vendors = JSONObject()
        for vendor in workshop.vendors where Self.isListed(vendor.place) {
            vendors.append(vendor.gstin, ["e_invoice_from": "2022-10-01", "registered": "2022-01-01"])
        }
        var rates = JSONObject()
        for (code, rate) in AnomalyVendor.rates.sorted(by: { $0.key < $1.key }) {
            rates.append(code, .array([.string(rate)]))
        }
        // The ledger is old: the time for its tax credit has passed for all of it.
        return ["disable": ["CHR-03"], "vendors": .object(vendors), "hsn_rates": .object(rates)]
    }

    /// The options of `fraud-rules`.
    package var fraudOptions: JSONValue {
        var vendors = JSONObject()
        for vendor in workshop.vendors where Self.isListed(vendor.place) {
            vendors.append(
                vendor.gstin,
                [
                    "name": .string(vendor.name), "bank_account": .string(vendor.account),
                    "ifsc": .string(vendor.ifsc),
                ])
        }
        var cancelled = JSONObject()
        for gstin in workshop.cancelled { cancelled.append(gstin, "2023-01-01") }
        func texts(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
        return [
            "scopes": ["document", "file", "master", "history"], "own_gstins": texts([Bill.ownGSTIN]),
            "approval_limits": texts(Self.limits.map { "\($0).00" }), "staff": texts(workshop.staff),
            "blocklist": texts(workshop.blocked), "cancelled_gstins": .object(cancelled),
            "vendors": .object(vendors),
        ]
    }
}
