package import AssayKit
internal import InvoiceHistory

/// How a pipeline wants its rules: which not at all, which graded otherwise, with which tolerances and limits.
package struct RuleOptions: Sendable, Hashable, Decodable {
    /// Ids of rules that are not checked.
    package var disable: [String] = []
    /// Rule id → the severity of its findings.
    package var severity: [String: Severity] = [:]
    /// Rule id → the difference that it lets pass.
    package var tolerances: [String: Amount] = [:]
    /// Amounts from which someone else must approve, ascending.
    package var approvalLimits: [Amount] = []
    /// The operator's own GSTINs.
    package var ownGSTINs: Set<String> = []
    /// GSTINs and PANs of suppliers that are not to be paid.
    package var blocklist: Set<String> = []
    /// GSTIN → the day from which it is cancelled or suspended.
    package var cancelledGSTINs: [String: CalendarDate] = [:]
    /// GSTIN → what is known of the vendor.
    package var vendors: [String: KnownVendor] = [:]
    /// What the checked rules look at; nil: everything but the history, as far as it is known.
    package var scopes: Set<RuleCard.Scope>?
    /// Bank accounts, telephone numbers and UPI addresses of the operator's own staff, without punctuation.
    package var staff: Set<String> = []
    /// HSN or its beginning → the whole rates in percent that are right for it.
    package var hsnRates: [String: [Amount]] = [:]
    /// Whether the documents are bills that are still unpaid.
    package var areUnpaid = false
    /// The tables in which rules look things up.
    package var reference = ReferenceTables.builtIn

    private enum Key: String, CodingKey {
        case disable, severity, tolerances
        case approvalLimits = "approval_limits"
        case ownGSTINs = "own_gstins"
        case blocklist
        case cancelledGSTINs = "cancelled_gstins"
        case vendors, scopes, staff
        case hsnRates = "hsn_rates"
        case areUnpaid = "unpaid"
        case reference
    }

    /// No wishes.
    package init() {}

    /// Reads the options of a step.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        disable = try values.decodeIfPresent([String].self, forKey: .disable) ?? []
        for (rule, name) in try values.decodeIfPresent([String: String].self, forKey: .severity) ?? [:] {
            guard let grade = Severity(rawValue: name) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .severity, in: values,
                    debugDescription: "\(rule) has \"\(name)\"; it is info, low, medium, high or critical")
            }
            severity[rule] = grade
        }
        for (rule, text) in try values.decodeIfPresent([String: String].self, forKey: .tolerances) ?? [:] {
            guard let amount = Amount(text), amount >= .zero else {
                throw DecodingError.dataCorruptedError(
                    forKey: .tolerances, in: values,
                    debugDescription: "\(rule) has \"\(text)\"; write an amount such as \"1.00\"")
            }
            tolerances[rule] = amount
        }
        let limits = try values.decodeIfPresent([String].self, forKey: .approvalLimits) ?? []
        approvalLimits = try limits.map { text in
            guard let amount = Amount(text), amount > .zero else {
                throw DecodingError.dataCorruptedError(
                    forKey: .approvalLimits, in: values,
                    debugDescription: "\"\(text)\" is no amount; write one such as \"50000.00\"")
            }
            return amount
        }.sorted()
        ownGSTINs = Set(try values.decodeIfPresent([String].self, forKey: .ownGSTINs)?.map(Self.number) ?? [])
        blocklist = Set(try values.decodeIfPresent([String].self, forKey: .blocklist)?.map(Self.number) ?? [])
        let days = try values.decodeIfPresent([String: String].self, forKey: .cancelledGSTINs) ?? [:]
        for (number, text) in days {
            guard let day = CalendarDate(iso: text) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .cancelledGSTINs, in: values,
                    debugDescription: "\(number) has \"\(text)\"; write a day such as \"2024-06-14\"")
            }
            cancelledGSTINs[Self.number(number)] = day
        }
        let known = try values.decodeIfPresent([String: KnownVendor].self, forKey: .vendors) ?? [:]
        for (number, vendor) in known { vendors[Self.number(number)] = vendor }
        scopes = try values.decodeIfPresent([String].self, forKey: .scopes).map { names in
            Set(
                try names.map { name in
                    guard let scope = RuleCard.Scope(rawValue: name) else {
                        throw DecodingError.dataCorruptedError(
                            forKey: .scopes, in: values,
                            debugDescription: "\"\(name)\" is none; write document, file, master or history")
                    }
                    return scope
                })
        }
        staff = Set(try values.decodeIfPresent([String].self, forKey: .staff)?.map(PastInvoice.plain) ?? [])
        areUnpaid = try values.decodeIfPresent(Bool.self, forKey: .areUnpaid) ?? false
        reference = try values.decodeIfPresent(ReferenceTables.self, forKey: .reference) ?? .builtIn
        for (code, rates) in try values.decodeIfPresent([String: [String]].self, forKey: .hsnRates) ?? [:] {
            hsnRates[code] = try rates.map { text in
                guard let rate = Amount(text), rate >= .zero else {
                    throw DecodingError.dataCorruptedError(
                        forKey: .hsnRates, in: values,
                        debugDescription: "\(code) has \"\(text)\"; write a rate such as \"18\"")
                }
                return rate
            }
        }
    }

    /// Numbers in lists are meant in upper case and without blanks.
    private static func number(_ text: String) -> String { text.filter { !$0.isWhitespace }.uppercased() }
}

/// What the operator knows of a vendor; nil: nothing to compare with.
package struct KnownVendor: Sendable, Hashable, Decodable {
    /// Its name.
    package var name: String?
    /// The number of its bank account.
    package var account: String?
    /// The IFSC of the account's branch.
    package var ifsc: String?
    /// Its UPI address.
    package var upi: String?
    /// The day from which it must report its invoices to the e-invoice portal.
    package var eInvoiceFrom: CalendarDate?
    /// The day on which it was registered as a vendor.
    package var registered: CalendarDate?

    private enum CodingKeys: String, CodingKey {
        case name, ifsc
        case upi = "upi_id"
        case eInvoiceFrom = "e_invoice_from"
        case registered
        case account = "bank_account"
    }

    /// A vendor of whom this is known.
    package init(
        name: String? = nil, account: String? = nil, ifsc: String? = nil, upi: String? = nil,
        eInvoiceFrom: CalendarDate? = nil, registered: CalendarDate? = nil
    ) {
        self.upi = upi
        self.name = name
        self.account = account
        self.ifsc = ifsc
        self.eInvoiceFrom = eInvoiceFrom
        self.registered = registered
    }

    /// Reads an entry of the list.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func day(_ key: CodingKeys) throws -> CalendarDate? {
            guard let text = try values.decodeIfPresent(String.self, forKey: key) else { return nil }
            guard let day = CalendarDate(iso: text) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: values,
                    debugDescription: "\"\(text)\" is no day; write one such as \"2024-06-14\"")
            }
            return day
        }
        name = try values.decodeIfPresent(String.self, forKey: .name)
        account = try values.decodeIfPresent(String.self, forKey: .account)
        ifsc = try values.decodeIfPresent(String.self, forKey: .ifsc)
        upi = try values.decodeIfPresent(String.self, forKey: .upi)
        eInvoiceFrom = try day(.eInvoiceFrom)
        registered = try day(.registered)
    }
}
