internal import AssayKit
package import RuleEngine

/// The cards of the findings that this plugin raises, in the order of their ids.
package enum EInvoiceRules {
    static let contradiction = RuleCard(
        "EIN-01", "The page contradicts the electronic invoice", .high,
        when:
            "a value is read on the page that differs from the electronic invoice's, whose own value stands nowhere "
            + "on the page",
        evidence: "both values, and where the page has its own",
        basis: .standard("Factur-X 1.07: the XML and the page show the same invoice"),
        falsePositives: ["a value that the page writes in words", "a page that was read wrongly"],
        fields: PrintComparison.fields)

    static let unprinted = RuleCard(
        "EIN-02", "The electronic invoice's total is not on the page", .high,
        when: "the pages have text and the total of the electronic invoice stands nowhere in it",
        evidence: "the total of the electronic invoice",
        basis: .standard("Factur-X 1.07: the XML and the page show the same invoice"),
        falsePositives: ["a page that is only a cover letter"], fields: ["total"])

    static let unreadable = RuleCard(
        "EIN-03", "An attached electronic invoice cannot be read", .medium, scope: .file,
        when: "an attachment has the name or the root of an electronic invoice and is damaged",
        evidence: "the attachment's name and what is wrong with it",
        basis: .policy("who gets no data from it must read the page"), falsePositives: ["an unknown version"],
        fields: [])

    static let forged = RuleCard(
        "QR-01", "The QR code's signature is invalid", .critical, scope: .file,
        when: "the QR code names a key of the key folder and its signature is not by that key",
        evidence: "the key's name and the page",
        basis: .law("CGST Rules 2017, rule 46(r): QR code with embedded IRN", from: "2020-10-01"),
        falsePositives: ["a key file under a wrong name"], fields: ["irn"])

    static let altered = RuleCard(
        "QR-02", "The page contradicts its signed QR code", .critical,
        when: "a value that was read on the page with at least 80 % confidence differs from the signed one",
        evidence: "both values, and where the page has its own",
        basis: .law("CGST Rules 2017, rule 48(4)", from: "2020-10-01"),
        falsePositives: ["an export invoice in another currency", "a page that was read wrongly"],
        fields: SignedInvoice.fields + ["line_items.hsn"])

    static let foreign = RuleCard(
        "QR-04", "The QR code of an e-invoice is not a signed one", .high, scope: .file,
        when: "the page prints an invoice reference number, and of its QR codes none is a signed token",
        evidence: "how the code's text begins",
        basis: .law("CGST Rules 2017, rule 46(r): QR code with embedded IRN", from: "2020-10-01"),
        falsePositives: ["a code for payment beside a signed one that could not be read"], fields: ["irn"])

    /// All of them.
    package static let cards = [contradiction, unprinted, unreadable, forged, altered, foreign]
}

extension RuleCard {
    /// A flag of this rule; without a place it points at the page.
    func flag(
        _ message: String, fields: [String]? = nil, severity: Severity? = nil,
        evidence: Evidence, onPage page: Int = 1, confidence: Double = 1
    ) -> Flag {
        var evidence = evidence
        if evidence.tolerance == nil { evidence.tolerance = tolerance ?? "none" }
        // What is absent, or the file's, is looked for from the invoice's first page on.
        if evidence.places.isEmpty { evidence.places = [Evidence.Place(page: page)] }
        return Flag(
            rule: id, severity: severity ?? self.severity, message: message, fields: fields ?? self.fields,
            evidence: evidence, source: basis.text, confidence: confidence)
    }
}
