import AssayKit
import IndianTax
import RuleEngine

/// Rules about where the money is to go.
enum AccountRules {
    static let all = [form, holder]

    /// Source: Reserve Bank of India: the code of a branch has four letters, a zero and six characters.
    static let form = Rule(
        RuleCard(
            "VEN-04", "A bank account or code that cannot be", .medium,
            when:
                "the IFSC is not four letters, a zero and six letters or digits, or the account number is not 9 to 18 "
                + "digits",
            evidence:
                "the IFSC, or the account number with all but its last digits masked, beside the form that it should have",
            basis: .standard("Reserve Bank of India, Indian Financial System Code"),
            falsePositives: ["the letter O read in place of the zero"], fields: ["ifsc", "bank_account"])
    ) { input in
        var findings: [Finding] = []
        var doubt: String?
        var reading = input.reading()
        let code = reading.text("ifsc")
        if let code, IFSC(code) == nil {
            if IFSC(recognised: code) != nil, input.document.isRecognised {
                doubt = "the IFSC's zero may have been recognised as the letter O"
            } else {
                findings.append(
                    reading.finding(
                        "The IFSC \(code) is not four letters, a zero and six letters or digits",
                        expected: "AAAA0XXXXXX", observed: code))
            }
        }
        reading = input.reading()
        let account = reading.text("bank_account")
        if let account, !BankAccount.isPlausible(account) {
            let masked = BankAccount.masked(account)
            findings.append(
                reading.finding(
                    "The account number \(masked) is not 9 to 18 digits", expected: "9 to 18 digits",
                    observed: masked))
        }
        if findings.isEmpty, let doubt { return .inconclusive(doubt) }
        return code == nil && account == nil ? .notApplicable : .of(findings)
    }

    /// Source: policy; money for a supplier goes to the supplier.
    static let holder = Rule(
        RuleCard(
            "VEN-05", "The account belongs to another name", .medium,
            when:
                "the account holder's name has little in common with the supplier's; low where the supplier is an "
                + "individual by its PAN",
            evidence: "the holder's name, the supplier's name, and their similarity in percent",
            basis: .policy("money for a supplier goes to an account of the supplier"),
            tolerance: "similarity 0.60",
            falsePositives: ["the account of a proprietor", "a trade name"],
            fields: ["bank_account_holder", "supplier_name", "supplier_gstin"])
    ) { input in
        var reading = input.reading()
        guard let holder = reading.text("bank_account_holder"), let supplier = reading.text("supplier_name")
        else {
            return .notApplicable
        }
        let similarity = PartyName(holder).similarity(to: PartyName(supplier))
        if similarity >= 0.6 { return .pass }
        let pan = input.record.text("supplier_gstin").flatMap { GSTIN($0)?.pan }
        let percent = Int(similarity * 100)
        return .hit([
            reading.finding(
                "The account is held by \(holder), the supplier is \(supplier)", expected: supplier,
                observed: "\(holder) (similarity \(percent) %)", tolerance: "similarity 60 %",
                severity: pan?.holder == .individual ? .low : nil)
        ])
    }
}
