/// A question with what its answer must be.
package struct KnownQuestion: Sendable, CustomStringConvertible {
    package let question: String
    /// What the answer begins with; nil: it must be refused.
    package let begins: String?
    /// What else it must say.
    package var says: [String] = []
    /// The ids of all invoices that it names; nil where that is not the matter.
    package var ids: Set<Int>?
    /// What was asked before, in order.
    package var after: [String] = []

    package init(
        _ question: String, _ begins: String?, _ ids: Set<Int>? = nil, says: [String] = [],
        after: [String] = []
    ) {
        self.question = question
        self.begins = begins
        self.ids = ids
        self.says = says
        self.after = after
    }

    package var description: String { (after + [question]).joined(separator: " | ") }
}

package enum KnownQuestions {
    private static let all: Set<Int> = Set(1...14)
    private static let acme: Set<Int> = [1, 2, 3]

    package static let table: [KnownQuestion] =
        counts + lists + figures + extremes + groups + singles + follows

    private static let counts: [KnownQuestion] = [
        .init("How many invoices are there?", "14 invoices:", all),
        .init("how many invoices do we have", "14 invoices:", all),
        .init("How many invoices from Acme Traders?", "3 invoices (from Acme Traders Pvt. Ltd.)", acme),
        .init("How many invoices did Acme Traders send us?", "3 invoices", acme),
        .init("How many Acme invoices are there?", nil),
        .init("How many Acme Traders invoices are there?", "3 invoices", acme),
        .init("How many invoices from Acme are approved?", "2 invoices", [1, 3]),
        .init("How many approved invoices are there?", "5 invoices (status approved)", [1, 3, 4, 11, 13]),
        .init(
            "How many invoices are flagged?", "2 invoices (status flagged)", [2, 9],
            says: ["3 more have findings"]),
        .init("How many invoices have flags?", "5 invoices (with findings)", [2, 3, 6, 9, 14]),
        .init(
            "How many invoices have no flags?", "9 invoices (without findings)",
            [1, 4, 5, 7, 8, 10, 11, 12, 13]),
        .init("How many invoices need review?", "2 invoices", [5, 14]),
        .init("How many invoices are not approved?", "9 invoices", [2, 5, 6, 7, 8, 9, 10, 12, 14]),
        .init("How many invoices are approved or rejected?", "6 invoices", [1, 3, 4, 6, 11, 13]),
        .init("How many invoices failed?", "1 invoice ", [12]),
        .init(
            "How many invoices in March?", "6 invoices (dated 2026-03-01 to 2026-03-31)", [1, 2, 4, 8, 9, 11]),
        .init("How many invoices in March 2025?", "No invoices (dated 2025-03-01 to 2025-03-31)", []),
        .init("How many invoices this month?", "4 invoices (dated 2026-04-01 to 2026-04-30)", [3, 5, 7, 14]),
        .init("How many invoices last month?", "6 invoices", [1, 2, 4, 8, 9, 11]),
        .init("How many invoices were received today?", "2 invoices (received 2026-04-15 UTC)", [9, 10]),
        .init("How many invoices were received yesterday?", "1 invoice ", [12]),
        .init("How many invoices were approved in April?", "3 invoices", [3, 4, 11]),
        .init("How many approved invoices in April?", "1 invoice ", [3]),
        .init("How many invoices above 50,000?", "2 invoices (total above", [2, 6]),
        .init("How many invoices are above Rs 50,000?", "2 invoices", [2, 6]),
        .init("How many invoices are worth more than 1 lakh?", "1 invoice ", [6]),
        .init("How many invoices are below 2000 in INR?", "2 invoices", [13, 14]),
        .init("How many invoices between 1000 and 3000?", "5 invoices", [3, 8, 9, 11, 14]),
        .init(
            "How many invoices with 18% GST?", "7 invoices (with a tax rate of 18", [1, 2, 3, 6, 7, 13, 14]),
        .init("How many invoices from Sharma Textiles or India Post?", "4 invoices", [4, 5, 13, 14]),
        .init("How many invoices from Acme in March above 20000?", "1 invoice ", [2]),
        .init("How many invoices since 1 April?", "4 invoices (dated since 2026-04-01)", [3, 5, 7, 14]),
        .init("How many invoices before 2026-03-01?", "2 invoices", [6, 13]),
        .init("How many invoices between 1 March and 5 March?", "2 invoices", [1, 4]),
        .init("How many are rejected?", "1 invoice ", [6]),
        .init("Number of invoices with critical flags", "1 invoice ", [6]),
        .init("How many vendors are there?", "6 vendors", nil),
        .init("How many flags are there?", "6 findings on 5 invoices", [2, 3, 6, 9, 14]),
        .init("How many invoices in the last 7 days?", "1 invoice (dated 2026-04-09 to 2026-04-15)", [7]),
        .init(
            "How many invoices in FY 2025-26?", "8 invoices (dated 2025-04-01 to 2026-03-31)",
            [1, 2, 4, 6, 8, 9, 11, 13]),
        .init("count invoices from India Post", "2 invoices", [13, 14]),
    ]

    private static let lists: [KnownQuestion] = [
        .init("Which invoices are flagged?", "2 invoices", [2, 9]),
        .init("Show me all invoices from Sharma Electricals", "2 invoices", [6, 7]),
        .init("List approved invoices above 10000", "2 invoices", [1, 4]),
        .init("invoices from Globex GmbH", "1 invoice ", [11]),
        .init("Show rejected invoices", "1 invoice ", [6]),
        .init("Which invoices have a confidence below 80%?", "2 invoices", [5, 14]),
        .init("Which invoices have a confidence below 0.9?", "3 invoices", [5, 7, 14]),
        .init("Show invoices with rule IDN-02", "2 invoices", [2, 3]),
        .init("Which invoices were flagged by ARI-05?", "1 invoice ", [2]),
        .init("Show invoices with high flags", "2 invoices", [2, 9]),
        .init("Show invoices with high or above flags", "3 invoices", [2, 6, 9]),
        .init("Show invoices without a due date", "11 invoices", [2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]),
        .init("Which invoices are missing a GSTIN?", "1 invoice ", [14]),
        .init("Show invoices at 5%", "4 invoices", [4, 5, 8, 9]),
        .init("Show EUR invoices", "1 invoice ", [11]),
        .init("Are there any invoices from Metro Foods in March?", "2 invoices", [8, 9]),
        .init("Show last month's invoices", "6 invoices", [1, 2, 4, 8, 9, 11]),
        .init("Show invoices not from Acme Traders in March", "4 invoices", [4, 8, 9, 11]),
        .init("show duplicates", "1 set of duplicates: MF-77", [8, 9]),
        .init("Are there any duplicate invoices?", "1 set of duplicates", [8, 9]),
        .init("What is missing?", "1 invoice lacks mandatory fields: IP-56 (supplier GSTIN)", [14]),
        .init("Which invoices came in today?", "2 invoices", [9, 10]),
    ]

    private static let figures: [KnownQuestion] = [
        .init(
            "What is the total amount of all invoices?",
            "Sum of totals: EUR 1,200.00 over 1 invoice and INR 2,34,530.00 over 11 invoices", all,
            says: ["2 of them have no total"]),
        .init(
            "What is the total of invoices from Acme Traders?",
            "Sum of totals: INR 73,160.00 over 3 invoices", acme),
        .init(
            "Total amount of approved invoices in March",
            "Sum of totals: EUR 1,200.00 over 1 invoice and INR 22,300.00 over 2 invoices", [1, 4, 11]),
        .init(
            "Sum of invoices from Sharma Textiles", "Sum of totals: INR 31,500.00 over 2 invoices", [4, 5]),
        .init("How much did Acme bill us in March?", "Sum of totals: INR 70,800.00 over 2 invoices", [1, 2]),
        .init("How much did Acme Traders invoice?", "Sum of totals: INR 73,160.00", acme),
        .init("How much GST did Acme charge us?", "Sum of tax: INR 11,160.00 over 3 invoices", acme),
        .init(
            "What is the total tax of invoices from Sharma Electricals?", "Sum of tax: INR 18,900.00", [6, 7]),
        .init(
            "What is the average invoice total from Acme Traders?",
            "Average total: INR 24,386.67 over 3 invoices", acme),
        .init(
            "Average amount of invoices in INR", "Average total: INR 21,320.91 over 11 invoices",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]),
        .init(
            "What is the highest total of invoices in March in INR?", "Highest total: INR 59,000.00",
            [1, 2, 4, 8, 9]),
        .init("What is the minimum total of invoices from Acme Traders?", "Lowest total: INR 2,360.00", acme),
        .init("How much was invoiced in January?", "Sum of totals: INR 590.00 over 1 invoice", [13]),
        .init("total amount for February", "Sum of totals: INR 1,18,000.00 over 1 invoice", [6]),
        .init("What is the total value of rejected invoices?", "Sum of totals: INR 1,18,000.00", [6]),
        .init("What is the total of invoices from Acme in 2024?", "No invoices", []),
        .init("How much tax was charged in March by Acme Traders?", "Sum of tax: INR 10,800.00", [1, 2]),
        .init("average invoice amount for Sharma Textiles", "Average total: INR 15,750.00", [4, 5]),
        .init("total invoices", nil),
    ]

    private static let extremes: [KnownQuestion] = [
        .init("What is the largest invoice?", nil),
        .init(
            "What is the largest invoice in INR?",
            "The largest of 11 invoices (in INR): SE-1 (Sharma Electricals, INR 1,18,000.00)", [6]),
        .init("Top 3 invoices in INR", "3 largest of 11 invoices (in INR): SE-1", [6, 2, 5]),
        .init("the 2 smallest invoices from Acme Traders", "2 smallest of 3 invoices", [3, 1]),
        .init("Which invoice has the lowest confidence?", "The least confident of 14 invoices: IP-56", [14]),
        .init(
            "Which invoice has the most flags?", "The one with the most findings of 14 invoices: AT-102", [2]),
        .init("What is the most recent invoice from Sharma Textiles?", "The latest of 2 invoices", [5]),
        .init("Which invoice is the largest in INR?", "The largest of 11 invoices", [6]),
        .init("oldest invoice", "The earliest of 14 invoices: IP-55", [13]),
        .init(
            "Show the cheapest invoice in March in INR", "The smallest of 5 invoices", nil,
            says: ["Others have the same total"]),
        .init("bottom 2 invoices from Acme by total", "2 smallest of 3", [3, 1]),
        .init("Top 2 invoices by confidence", "2 most confident of 14 invoices", [11, 1]),
    ]

    private static let groups: [KnownQuestion] = [
        .init(
            "Invoices by status",
            "Number of invoices by status: approved 5 invoices; flagged 2 invoices; needs_review 2 invoices; processed 2 invoices; failed 1 invoice; queued 1 invoice; rejected 1 invoice.",
            all),
        .init(
            "Total amount by vendor in March in INR",
            "Sum of totals by vendor (dated 2026-03-01 to 2026-03-31; in INR): Acme Traders Pvt. Ltd. INR 70,800.00 over 2 invoices; Sharma Textiles INR 10,500.00 over 1 invoice; Metro Foods & Co INR 4,200.00 over 2 invoices."
        ),
        .init(
            "Invoices per month",
            "Number of invoices by month: 2026-01 1 invoice; 2026-02 1 invoice; 2026-03 6 invoices; 2026-04 4 invoices; (no month) 2 invoices."
        ),
        .init(
            "Flags by rule",
            "Sum of findings by rule: IDN-02 2 findings; ARI-05 1 finding; DUP-01 1 finding; FLD-01 1 finding; TAX-03 1 finding."
        ),
        .init(
            "Flags by severity",
            "Sum of findings by severity: low 3 findings; high 2 findings; critical 1 finding."),
        .init(
            "Top 2 vendors by number of invoices",
            "Number of invoices by vendor: Acme Traders Pvt. Ltd. 3 invoices; India Post 2 invoices. Others have the same value."
        ),
        .init(
            "Top 2 vendors by total in INR",
            "Sum of totals by vendor (in INR): Sharma Electricals INR 1,23,900.00 over 2 invoices; Acme Traders Pvt. Ltd. INR 73,160.00 over 3 invoices."
        ),
        .init(
            "Which vendor has the most invoices?",
            "Number of invoices by vendor: Acme Traders Pvt. Ltd. 3 invoices."),
        .init(
            "Which vendor has the most flags?",
            "Sum of findings by vendor: Acme Traders Pvt. Ltd. 3 findings."),
        .init(
            "Which vendor billed us the most in March in INR?",
            "Sum of totals by vendor (dated 2026-03-01 to 2026-03-31; in INR): Acme"),
        .init("What is the most common flag?", "Sum of findings by rule: IDN-02 2 findings."),
        .init(
            "Average amount per vendor in April",
            "Average total by vendor (dated 2026-04-01 to 2026-04-30): Sharma Textiles INR 21,000.00 over 1 invoice; Sharma Electricals INR 5,900.00 over 1 invoice; Acme Traders Pvt. Ltd. INR 2,360.00 over 1 invoice; India Post INR 1,180.00 over 1 invoice."
        ),
        .init(
            "Compare March and April",
            "Sum of totals. Dated 2026-03-01 to 2026-03-31: EUR 1,200.00 over 1 invoice and INR 85,500.00 over 5 invoices; dated"
                .replacingLowerD()),
        .init(
            "Compare Acme Traders and Sharma Textiles",
            "Sum of totals. From Acme Traders Pvt. Ltd.: INR 73,160.00 over 3 invoices; From Sharma Textiles: INR 31,500.00 over 2 invoices. The first is higher by INR 41,660.00."
        ),
        .init(
            "Acme Traders vs India Post in April", "Sum of totals. From Acme", [3, 14],
            says: ["The first is higher by INR 1,180.00."]),
        .init(
            "Compare the number of invoices from Acme and India Post", "Number of invoices. From Acme", nil,
            says: ["3 invoices", "2 invoices", "higher by 1 invoice."]),
        .init("List the vendors", "Number of invoices by vendor: Acme"),
    ]

    private static let singles: [KnownQuestion] = [
        .init(
            "Why was AT-102 flagged?",
            "AT-102 carries 2 findings: ARI-05 (high): The total is not the sum of its parts. IDN-02 (low)",
            [2]),
        .init(
            "why is invoice AT-101 flagged",
            "AT-101 is not flagged; its status is approved. It carries no findings.", [1]),
        .init("Why was SE-1 rejected?", "SE-1 is rejected. The reviewer said: Wrong goods", [6]),
        .init(
            "Why does IP-56 need review?", "IP-56 is needs_review.", [14], says: ["It lacks supplier GSTIN"]),
        .init("What is the status of ST/26/8?", "The status of ST/26/8 is needs_review.", [5]),
        .init("What is the due date of AT-101?", "The due date of AT-101 is 2026-04-02", [1]),
        .init("What is the due date of AT-102?", "AT-102 has no due date.", [2]),
        .init(
            "Show AT-103",
            "AT-103: from Acme Traders Pvt. Ltd., dated 2026-04-02, INR 2,360.00, status approved", [3]),
        .init("What is the total of invoice SE-2?", "The total of SE-2 is INR 5,900.00", [7]),
        .init(
            "What changed in SE-1?", "SE-1: submitted 2026-02-11;", [6],
            says: ["rejected 2026-02-20: \"Wrong goods\"."]),
        .init(
            "What changed since 2 April?",
            "2 changes since 2026-04-02 UTC: GL-9 approved 2026-04-14; AT-103 approved 2026-04-04.", [11, 3]),
        .init("What is missing in IP-56?", "IP-56 lacks supplier GSTIN.", [14]),
        .init("who sent GL-9?", "The supplier name of GL-9 is Globex GmbH", [11]),
        .init("Why was MF-77 flagged?", "2 invoices have this number.", [8, 9]),
        .init("What is wrong with AT-102?", "AT-102 carries 2 findings", [2]),
        .init("Is AT-101 approved?", "The status of AT-101 is approved.", [1]),
        .init("When is AT-101 due?", "The due date of AT-101 is 2026-04-02", [1]),
        .init("what can I ask?", "You can ask for counts"),
    ]

    private static let follows: [KnownQuestion] = [
        .init("And in April?", "1 invoice ", [3], after: ["How many invoices from Acme in March?"]),
        .init(
            "What about Sharma Textiles?", "1 invoice ", [4], after: ["How many invoices from Acme in March?"]
        ),
        .init("Which ones?", "2 invoices", [1, 2], after: ["How many invoices from Acme in March?"]),
        .init(
            "How many of them are approved?", "1 invoice ", [1], after: ["Show invoices from Acme in March"]),
        .init(
            "What is their total?", "Sum of totals: INR 70,800.00", [1, 2],
            after: ["Show invoices from Acme in March"]),
        .init("only the approved ones", "2 invoices", [1, 3], after: ["Show invoices from Acme Traders"]),
        .init(
            "Why was it flagged?", "AT-102 carries 2 findings", [2],
            after: ["Show flagged invoices from Acme"]),
        .init(
            "by vendor", "Number of invoices by vendor (status approved): Acme Traders Pvt. Ltd. 2 invoices;",
            after: ["How many approved invoices are there?"]),
        .init(
            "What is their total?", "Sum of totals: INR 1,98,000.00 over 3 invoices", [6, 2, 5],
            after: ["Top 3 invoices in INR"]),
        .init(
            "the largest of them", "The largest of 3 invoices", [2],
            after: ["Show invoices from Acme Traders"]),
        .init("and above 5000?", "2 invoices", [1, 2], after: ["How many invoices from Acme?"]),
        .init("What changed in it?", "SE-1: submitted", [6], after: ["Show rejected invoices"]),
    ]
}

extension String {
    /// Both sides of a comparison begin with a capital.
    fileprivate func replacingLowerD() -> String { replacing("; dated", with: "; Dated") }
}
