internal import AssayKit
internal import IndianTax

extension AnomalyKind {
    /// Where the money goes.
    static let accounts: [AnomalyKind] = [
        rewritten("another account", ["VEN-01", "VEN-06"], .critical) { bill, workshop in
            bill.account = String(workshop.random.whole(500_000_000_000...599_999_999_999))
        },
        rewritten("another supplier's account", ["IDN-12"], .high) { bill, workshop in
            // Any supplier but this one.
            let step = workshop.random.whole(1...(workshop.vendors.count - 1))
            bill.account = workshop.vendors[(bill.vendor + step) % workshop.vendors.count].account
        },
        rewritten("an account of our staff", ["IDN-11"], .high) { bill, workshop in
            bill.account = workshop.random.pick(workshop.staff)
        },
        rewritten("a branch code that cannot be", ["VEN-04"], .medium) { bill, workshop in
            bill.ifsc = String(bill.ifsc.prefix(4)) + "1" + String(workshop.random.whole(1000...9999))
        },
        altered("an account of somebody else", ["VEN-05"], .medium) { record, workshop in
            record.set(
                "bank_account_holder", workshop.random.pick(["R Mehta", "Anil Joshi", "Quick Finance"]))
        },
    ]

    private static func broken(_ gstin: String, _ random: inout AnomalyRandom) -> String {
        let digits = Array("0123456789ABCDEFGHJK")
        var text = gstin
        repeat { text = String(gstin.dropLast()) + String(random.pick(digits)) } while text == gstin
        return text
    }

    /// Who bills whom.
    static let identities: [AnomalyKind] = [
        altered("a number that is none", ["IDN-01"], .critical) { record, workshop in
            record.set("supplier_gstin", broken(record.text("supplier_gstin") ?? "", &workshop.random))
        },
        altered("our number misprinted", ["IDN-02"], .medium) { record, workshop in
            record.set("buyer_gstin", broken(Bill.ownGSTIN, &workshop.random))
        },
        rewritten("made out to another", ["IDN-06"], .high) { bill, workshop in
            bill.buyerGSTIN = AnomalyVendor.gstin(state: "29", random: &workshop.random)
        },
        altered("another PAN", ["IDN-04"], .high) { record, workshop in
            let other = AnomalyVendor.gstin(state: "29", random: &workshop.random)
            record.set("supplier_pan", String(other.dropFirst(2).prefix(10)))
        },
        rewritten("a blocked supplier", ["IDN-08"], .critical, where: { bill, _ in bill.stateCode == "27" }) {
            bill, workshop in
            bill.supplierGSTIN = workshop.random.pick(workshop.blocked)
        },
        rewritten("a cancelled registration", ["IDN-07"], .critical, where: { bill, _ in bill.isWithinState })
        {
            bill, workshop in
            bill.supplierGSTIN = workshop.random.pick(workshop.cancelled)
        },
        rewritten(
            "another name", ["IDN-09"], .medium,
            where: { bill, _ in AnomalyBenchmark.isListed(bill.vendor) }
        ) { bill, workshop in
            bill.supplierName = workshop.random.pick(["Quick Fix Bureau", "Zenith Overseas", "Om Udyog"])
        },
        rewritten("billed by ourselves", ["IDN-05"], .critical, where: { bill, _ in bill.isWithinState }) {
            bill, _ in
            bill.supplierGSTIN = Bill.ownGSTIN
        },
        altered("tax without registration", ["IDN-13"], .high) { record, _ in
            record.set("supplier_gstin", nil)
        },
    ]
}
