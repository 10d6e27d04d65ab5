import AssayKit
import IndianTax
import InvoiceHistory
import RuleEngine

/// Rules that compare with lists which the operator keeps: own numbers, vendors, blocked and cancelled numbers.
enum VendorRules {
    static let all = [ownNumber, cancelled, blocked, name, account, address, staff]

    /// Source: policy; nobody buys from their own staff unawares.
    static let staff = Rule(
        RuleCard(
            "IDN-11", "An account or telephone of our own staff", .high, scope: .master,
            when:
                "the supplier's bank account, telephone number or UPI address is on the list of the operator's staff "
                + "(option staff)",
            evidence: "which of them, all but its last digits masked",
            basis: .policy("nobody buys from their own staff unawares (option staff)"),
            falsePositives: ["a shared building or telephone", "an expense that was laid out"],
            fields: ["bank_account", "supplier_phone", "upi_id"])
    ) { input in
        let list = input.options.staff
        guard !list.isEmpty else { return .notApplicable }
        var isCompared = false
        for name in ["bank_account", "supplier_phone", "upi_id"] {
            var reading = input.reading()
            guard let text = reading.text(name) else { continue }
            isCompared = true
            let plain = PastInvoice.plain(text)
            // Numbers stand with and without the country's prefix.
            let local = name == "supplier_phone" ? String(plain.suffix(10)) : plain
            guard !local.isEmpty, list.contains(plain) || list.contains(local) else { continue }
            let shown = name.split(separator: "_").joined(separator: " ")
            return .hit([
                reading.finding(
                    "The \(shown) \(BankAccount.masked(plain)) is that of one of our own staff",
                    expected: "none of our staff's", observed: BankAccount.masked(plain))
            ])
        }
        return isCompared ? .pass : .notApplicable
    }

    /// The valid GSTIN in a field.
    private static func number(_ field: String, _ reading: inout RuleReading) -> GSTIN? {
        guard let text = reading.record.text(field), let gstin = GSTIN(text), gstin.isValid,
            reading.field(field) != nil
        else { return nil }
        return gstin
    }

    /// Source: CGST Act 2017, section 16(2)(a): credit needs an invoice made out to the one who claims it.
    static let ownNumber = Rule(
        RuleCard(
            "IDN-06", "Made out to someone else", .high, scope: .master,
            when: "the buyer's GSTIN is valid and none of the operator's own (option own_gstins)",
            evidence: "the buyer's GSTIN, and how many own ones there are",
            basis: .law("CGST Act 2017, section 16(2)(a)"),
            falsePositives: ["a registration that the list lacks", "what an employee bought as a consumer"],
            fields: ["buyer_gstin"])
    ) { input in
        let own = input.options.ownGSTINs
        guard !own.isEmpty else { return .notApplicable }
        var reading = input.reading()
        guard let buyer = number("buyer_gstin", &reading) else { return .notApplicable }
        if own.contains(buyer.text) { return .pass }
        return .hit([
            reading.finding(
                "The buyer's GSTIN \(buyer.text) is none of our \(own.count)", expected: "an own GSTIN",
                observed: buyer.text)
        ])
    }

    /// Source: CGST Act 2017, sections 29 and 32(1): who is not registered any more collects no tax.
    static let cancelled = Rule(
        RuleCard(
            "IDN-07", "The supplier's registration was cancelled", .critical, scope: .master,
            when:
                "the supplier's GSTIN was cancelled or suspended on or before the date of issue (option "
                + "cancelled_gstins)",
            evidence: "the GSTIN, the day from which it is cancelled, and the date of issue",
            basis: .law("CGST Act 2017, sections 29 and 32(1)"),
            falsePositives: ["a list that is out of date", "a cancellation that was revoked"],
            fields: ["supplier_gstin", "invoice_date"])
    ) { input in
        guard !input.options.cancelledGSTINs.isEmpty else { return .notApplicable }
        var reading = input.reading()
        guard let supplier = number("supplier_gstin", &reading) else { return .notApplicable }
        guard let day = input.options.cancelledGSTINs[supplier.text] else { return .pass }
        guard let date = reading.date("invoice_date") else {
            return .inconclusive("the GSTIN is cancelled, but the date of issue was not read")
        }
        if date < day { return .pass }
        return .hit([
            reading.finding(
                "The GSTIN \(supplier.text) is cancelled from \(day.iso); the date of issue is \(date.iso)",
                expected: "before \(day.iso)", observed: date.iso)
        ])
    }

    /// Source: policy; whoever is blocked is not paid.
    static let blocked = Rule(
        RuleCard(
            "IDN-08", "The supplier is blocked", .critical, scope: .master,
            when: "the supplier's GSTIN, or the PAN inside it, is on the operator's list (option blocklist)",
            evidence: "the entry of the list",
            basis: .policy("the payer's own list of blocked suppliers (option blocklist)"),
            falsePositives: ["another firm of the same PAN"], fields: ["supplier_gstin"])
    ) { input in
        let list = input.options.blocklist
        guard !list.isEmpty else { return .notApplicable }
        var reading = input.reading()
        guard let supplier = number("supplier_gstin", &reading) else { return .notApplicable }
        let names = [supplier.text, supplier.pan?.text].compactMap(\.self)
        guard let entry = names.first(where: list.contains) else { return .pass }
        return .hit([
            reading.finding(
                "The supplier \(supplier.text) is blocked by the entry \(entry)",
                expected: "a supplier that is not blocked", observed: entry)
        ])
    }

    /// Source: policy; a number and a name belong together.
    static let name = Rule(
        RuleCard(
            "IDN-09", "Another name than the vendor's", .medium, scope: .master,
            when:
                "the supplier's name has little in common with the name that the list of vendors has for its GSTIN",
            evidence: "both names and their similarity in percent",
            basis: .policy("the payer's own list of vendors (option vendors)"), tolerance: "similarity 0.80",
            falsePositives: ["a trade name in place of the legal one"],
            fields: ["supplier_name", "supplier_gstin"])
    ) { input in
        var reading = input.reading()
        guard !input.options.vendors.isEmpty, let supplier = number("supplier_gstin", &reading),
            let known = input.options.vendors[supplier.text]?.name,
            let printed = reading.text("supplier_name")
        else { return .notApplicable }
        let similarity = PartyName(printed).similarity(to: PartyName(known))
        if similarity >= 0.8 { return .pass }
        return .hit([
            reading.finding(
                "The document says \(printed), the list of vendors has \(known) for \(supplier.text)",
                expected: known, observed: "\(printed) (similarity \(Int(similarity * 100)) %)",
                tolerance: "similarity 80 %")
        ])
    }

    /// Source: policy; a changed account is confirmed by another way before it is paid.
    static let account = Rule(
        RuleCard(
            "VEN-01", "Another bank account than the vendor's", .critical, scope: .master,
            when:
                "account number or IFSC differs from the one that the list of vendors has for the supplier's GSTIN",
            evidence: "the known and the printed account, all but the last digits masked",
            basis: .policy("the payer's own list of vendors (option vendors)"),
            falsePositives: ["a change that the vendor confirmed", "a second account of the vendor"],
            fields: ["bank_account", "ifsc", "supplier_gstin"])
    ) { input in
        var reading = input.reading()
        guard !input.options.vendors.isEmpty, let supplier = number("supplier_gstin", &reading),
            let known = input.options.vendors[supplier.text]
        else { return .notApplicable }
        var isCompared = false
        if let wanted = known.account, let printed = reading.text("bank_account") {
            isCompared = true
            let (old, new) = (digits(wanted), digits(printed))
            if old != new {
                return .hit([
                    reading.finding(
                        "The account \(BankAccount.masked(new)) is not the vendor's \(BankAccount.masked(old))",
                        expected: BankAccount.masked(old), observed: BankAccount.masked(new))
                ])
            }
        }
        if let wanted = known.ifsc, let printed = reading.text("ifsc"), let old = IFSC(wanted) {
            isCompared = true
            guard let new = IFSC(printed) ?? IFSC(recognised: printed) else {
                return .inconclusive("the printed IFSC has another form")
            }
            if old != new {
                return .hit([
                    reading.finding(
                        "The IFSC \(new.text) is not the vendor's \(old.text)", expected: old.text,
                        observed: new.text)
                ])
            }
        }
        return isCompared ? .pass : .notApplicable
    }

    /// Source: policy; a changed way to pay is confirmed by another way before it is used.
    static let address = Rule(
        RuleCard(
            "QR-05", "Another UPI address than the vendor's", .high, scope: .master,
            when:
                "the printed UPI address differs from the one that the list of vendors has for the supplier's GSTIN",
            evidence: "the known and the printed address, all but the last characters masked",
            basis: .policy("the payer's own list of vendors (option vendors)"),
            falsePositives: ["the address of a payment gateway", "a change that the vendor confirmed"],
            fields: ["upi_id", "supplier_gstin"])
    ) { input in
        var reading = input.reading()
        guard !input.options.vendors.isEmpty, let supplier = number("supplier_gstin", &reading),
            let wanted = input.options.vendors[supplier.text]?.upi, let printed = reading.text("upi_id")
        else { return .notApplicable }
        let (old, new) = (wanted.lowercased(), printed.lowercased())
        if old.filter({ !$0.isWhitespace }) == new.filter({ !$0.isWhitespace }) { return .pass }
        return .hit([
            reading.finding(
                "The UPI address \(BankAccount.masked(new)) is not the vendor's \(BankAccount.masked(old))",
                expected: BankAccount.masked(old), observed: BankAccount.masked(new))
        ])
    }

    private static func digits(_ account: String) -> String {
        String(account.filter { !$0.isWhitespace && $0 != "-" })
    }
}
