/// What a question asks for, and of which invoices: the only thing that is ever computed.
package struct ChatQuery: Sendable, Hashable {
    /// What is asked for.
    package var ask: Ask
    /// Of which invoices.
    package var filter: ChatFilter

    package init(_ ask: Ask, _ filter: ChatFilter = ChatFilter()) {
        self.ask = ask
        self.filter = filter
    }

    /// What is asked for.
    package indirect enum Ask: Sendable, Hashable {
        /// How many invoices.
        case count
        /// Which invoices.
        case list
        /// One figure over a measure: the sum of totals.
        case figure(Statistic, Measure)
        /// The first or last few invoices by something.
        case ranked(RankKey, descending: Bool, limit: Int)
        /// Figures a group: the sum of totals by vendor.
        case groups(Dimension, Statistic, Measure, descending: Bool?, limit: Int?)
        /// How many different ones of a dimension there are.
        case distinct(Dimension)
        /// How many findings.
        case findings
        /// One figure of two sets of invoices beside each other.
        case compare(Statistic, Measure, ChatFilter, ChatFilter)
        /// A field of one invoice; nil for the invoice as a whole.
        case detail(String?)
        /// Why one invoice stands where it stands.
        case reasons(Reason)
        /// Who approved or rejected one invoice, and when.
        case decision(Reason)
        /// What happened, to one invoice or to all.
        case changes(since: Int?)
        /// What mandatory fields are missing.
        case gaps
        /// Invoices that are there more than once.
        case duplicates
        /// What can be asked.
        case help
    }

    /// Which state is to be explained.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        case flagged, rejected, approved, failed
        case needsReview = "needs_review"
    }

    /// What is made of the values.
    package enum Statistic: String, Sendable, Hashable, CaseIterable {
        case count, sum, average
        case least = "minimum"
        case greatest = "maximum"
    }

    /// What is measured of an invoice.
    package enum Measure: String, Sendable, Hashable, CaseIterable {
        case total
        case taxable = "taxable_total"
        case tax = "tax_total"
        case cgst, sgst, igst, cess
        /// How many findings it has.
        case findings = "flag_count"

        /// Whether it is an amount of money.
        package var isMoney: Bool { self != .findings }
        /// Whether it stands only in the record.
        package var isInRecord: Bool { self != .total && self != .findings }
    }

    /// What invoices are ranked by.
    package enum RankKey: String, Sendable, Hashable, CaseIterable {
        case total, confidence
        case date = "invoice_date"
        case received = "created_at"
        case findings = "flag_count"
    }

    /// What invoices are grouped by.
    package enum Dimension: String, Sendable, Hashable, CaseIterable {
        case vendor, buyer, status, month, currency, rule, severity
    }

    /// The most that is listed at once.
    package static let largestLimit = 50
}
