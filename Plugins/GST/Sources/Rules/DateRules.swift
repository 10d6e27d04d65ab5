import AssayKit
import IndianTax
import RuleEngine

/// Rules about dates.
enum DateRules {
    static let all = [future, creditLimit, dueBeforeIssue, restDay, registration, yearInNumber, beforeGST]

    /// Source: CGST Act 2017, section 31: an invoice is issued at or about the supply, not ahead of the day it is sent.
    static let future = Rule(
        RuleCard(
            "CHR-01", "The date of issue lies in the future", .high,
            when:
                "the date of issue is more than a day after the day of the check; medium where day and month may be "
                + "swapped",
            evidence: "the date of issue, the day of the check, and the days between",
            basis: .law("CGST Act 2017, section 31"), tolerance: "1 day",
            falsePositives: ["day and month swapped"],
            fields: ["invoice_date"])
    ) { input in
        var reading = input.reading()
        guard let date = reading.date("invoice_date") else { return .notApplicable }
        let days = input.today.days(until: date)
        if days <= 1 { return .pass }
        let swapped = CalendarDate(year: date.year, month: date.day, day: date.month)
        let isSwapped = swapped.map { $0 <= input.today } ?? false
        return .hit([
            reading.finding(
                "The date of issue \(date.iso) is \(days) days after today, \(input.today.iso)",
                expected: "not after \(input.today.iso)", observed: date.iso, tolerance: "1 day",
                severity: isSwapped ? .medium : nil)
        ])
    }

    /// Source: CGST Act 2017, section 16(4).
    static let creditLimit = Rule(
        RuleCard(
            "CHR-03", "Too late for input tax credit", .high,
            when:
                "the day of the check is after 30 November that follows the financial year of the invoice, and a "
                + "registered buyer is charged tax",
            evidence: "tax, financial year, the last day for its credit, and the day of the check",
            basis: .law("CGST Act 2017, section 16(4), as amended from 1 October 2022", from: "2022-10-01"),
            falsePositives: ["credit that was taken in time", "an annual return that was filed earlier"],
            fields: ["invoice_date", "buyer_gstin", "cgst", "sgst", "igst"])
    ) { input in
        var reading = input.reading()
        guard let date = reading.date("invoice_date"), date >= GSTRates.start,
            let year = FinancialYear(of: date), let limit = year.creditLimit,
            let buyer = reading.text("buyer_gstin"), GSTIN.isValid(buyer),
            let taxes = reading.taxes(), taxes.heads > .zero
        else { return .notApplicable }
        if input.today <= limit { return .pass }
        return .hit([
            reading.finding(
                "Credit for the tax of \(taxes.heads.text) of financial year \(year.text) had to be taken by \(limit.iso)",
                expected: "by \(limit.iso)", observed: input.today.iso)
        ])
    }

    /// Source: policy; payment falls due after the issue.
    static let dueBeforeIssue = Rule(
        RuleCard(
            "CHR-04", "Due before it was issued", .low, when: "the due date lies before the date of issue",
            evidence: "both dates",
            basis: .policy("payment falls due on or after the date of issue"),
            falsePositives: ["genuine software that keeps an old due date"],
            fields: ["due_date", "invoice_date"])
    ) { input in
        var reading = input.reading()
        guard let date = reading.date("invoice_date"), let due = reading.date("due_date") else {
            return .notApplicable
        }
        if due >= date { return .pass }
        return .hit([
            reading.finding(
                "Payment is due on \(due.iso), before the date of issue \(date.iso)",
                expected: "not before \(date.iso)",
                observed: due.iso)
        ])
    }

    /// Source: policy; offices rarely bill on Sundays.
    static let restDay = Rule(
        RuleCard(
            "CHR-05", version: 2, "Issued on a Sunday or a national holiday", .info,
            when: "the date of issue is a Sunday or in the table of holidays",
            evidence: "the date of issue and which rest day it is",
            basis: .policy("offices are closed on Sundays and national holidays"),
            falsePositives: ["shops", "software that bills by itself"], fields: ["invoice_date"],
            table: .holidays)
    ) { input in
        var reading = input.reading()
        guard let date = reading.date("invoice_date") else { return .notApplicable }
        let holiday = input.options.reference.holiday(on: date)
        guard let reason = holiday ?? (date.weekday == 7 ? "a Sunday" : nil) else { return .pass }
        return .hit([
            reading.finding(
                "The date of issue \(date.iso) is \(reason)", expected: "a working day", observed: reason)
        ])
    }

    /// Source: CGST Rules 2017, rule 48(4), and the portal's limit of thirty days from 1 November 2023.
    static let registration = Rule(
        RuleCard(
            "CHR-07", "Registered before its date, or more than 30 days after", .medium,
            when:
                "the acknowledgement of the e-invoice is dated before the invoice, or more than 30 days after it",
            evidence: "both dates and the days between",
            basis: .law(
                "CGST Rules 2017, rule 48(4), with the portal's limit of 30 days", from: "2023-11-01"),
            tolerance: "30 days", falsePositives: ["suppliers below ₹10 crore, who have no limit"],
            fields: ["ack_date", "invoice_date"])
    ) { input in
        var reading = input.reading()
        guard let date = reading.date("invoice_date"), let registered = reading.date("ack_date"),
            let start = CalendarDate(year: 2023, month: 11, day: 1)
        else { return .notApplicable }
        let days = date.days(until: registered)
        let isLate = days > 30 && registered >= start
        guard days < 0 || isLate else { return .pass }
        let distance = days < 0 ? "\(-days) days before" : "\(days) days after"
        return .hit([
            reading.finding(
                "The e-invoice was acknowledged on \(registered.iso), \(distance) its date \(date.iso)",
                expected: "0 to 30 days after \(date.iso)", observed: registered.iso, tolerance: "30 days")
        ])
    }

    /// Source: CGST Rules 2017, rule 46(b): the series is unique for a financial year.
    static let yearInNumber = Rule(
        RuleCard(
            "CHR-08", "The number names another financial year", .low,
            when: "the number holds a financial year other than that of the date of issue",
            evidence: "the year in the number and the year of the date",
            basis: .law("CGST Rules 2017, rule 46(b)"), falsePositives: ["digits that are a branch's code"],
            fields: ["invoice_number", "invoice_date"])
    ) { input in
        var reading = input.reading()
        guard let text = reading.text("invoice_number"), let date = reading.date("invoice_date"),
            let named = InvoiceNumber(text).financialYear, let year = FinancialYear(of: date)
        else { return .notApplicable }
        if named == year { return .pass }
        return .hit([
            reading.finding(
                "The number \(text) names the financial year \(named.text), but \(date.iso) lies in \(year.text)",
                expected: year.text, observed: named.text)
        ])
    }

    /// Source: CGST Act 2017, section 1(3): in force from 1 July 2017.
    static let beforeGST = Rule(
        RuleCard(
            "CHR-09", "GST before there was GST", .high,
            when: "central, State or integrated tax is charged on a date before 1 July 2017",
            evidence: "the date of issue and the tax",
            basis: .law("CGST Act 2017, section 1(3), as notified for 1 July 2017"),
            falsePositives: ["a misread year"], fields: ["invoice_date", "cgst", "sgst", "igst"])
    ) { input in
        var reading = input.reading()
        guard let date = reading.date("invoice_date"), let taxes = reading.taxes(), taxes.heads > .zero else {
            return .notApplicable
        }
        if date >= GSTRates.start { return .pass }
        return .hit([
            reading.finding(
                "GST of \(taxes.heads.text) is charged on \(date.iso), before \(GSTRates.start.iso)",
                expected: "not before \(GSTRates.start.iso)", observed: date.iso)
        ])
    }
}
