import AssayKit
import Chat
import ChatQuestions
import Testing

/// An interpreter that says what the test wants, and counts how often it is asked.
private actor Saying: ChatInterpreter {
    let json: JSONValue
    var asked = 0

    init(_ json: JSONValue) { self.json = json }

    func query(for question: String, today: CalendarDate) async -> Interpretation {
        asked += 1
        return .query(json)
    }
}

@Suite("what an interpreter says is held to the question")
struct GroundingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let question: String
        let json: JSONValue
        /// nil: what it says must not be used.
        var begins: String?

        init(_ name: String, _ question: String, _ json: JSONValue, _ begins: String? = nil) {
            (self.name, self.question, self.json, self.begins) = (name, question, json, begins)
        }

        var testDescription: String { name }
    }

    private static let acme: JSONValue = ["vendors": ["Acme Traders"]]
    private static func sum(_ filter: JSONValue) -> JSONValue {
        ["ask": "figure", "statistic": "sum", "measure": "total", "filter": filter]
    }
    private static let march: JSONValue = ["from": "2026-03-01", "to": "2026-03-31"]

    static let good: [Case] = [
        Case(
            "a vendor by its whole name", "could you be so kind and count what Acme Traders has sent",
            ["ask": "count", "filter": ["vendors": ["Acme Traders Pvt. Ltd."]]], "3 invoices"),
        Case(
            "a vendor by the part that the question has",
            "kindly add up everything Acme has been charging us",
            sum(["vendors": ["Acme"]]), "Sum of totals: INR 73,160.00"),
        Case(
            "an amount in words", "count everything dearer than 50 thousand",
            ["ask": "count", "filter": ["total": ["above": "50000"]]], "2 invoices"),
        Case(
            "days", "kindly add up everything Acme has been charging us in March",
            sum(["vendors": ["Acme"], "invoice_date": march]), "Sum of totals: INR 70,800.00"),
        Case(
            "a state", "could you please see how many we have approved altogether",
            ["ask": "count", "filter": ["status": ["approved"]]], "5 invoices"),
        Case(
            "a superlative", "who is it that we have been putting the most money through in INR",
            [
                "ask": "groups", "by": "vendor", "statistic": "sum", "measure": "total", "descending": true,
                "limit": 1,
            ]),
        Case(
            "a clause", "could you add together everything that Acme has been charging",
            sum(["vendors": ["Acme"]]), "Sum of totals: INR 73,160.00"),
        Case(
            "an exclusion", "count everything except what Acme sent",
            ["ask": "count", "filter": ["not_vendors": ["Acme"]]], "11 invoices"),
        Case(
            "a buyer", "kindly add up what has been charged to Kaveri Mills",
            sum(["buyers": ["Kaveri Mills"]]), "Sum of totals: INR 7,670.00"),
    ]

    static let lies: [Case] = [
        Case("an unknown member", "count them all kindly", ["ask": "count", "sql": "SELECT 1"]),
        Case("figures", "how many might there be", ["answer": "14"]),
        Case("an unknown status", "count the shiny ones", ["ask": "count", "filter": ["status": ["paid"]]]),
        Case(
            "a vendor that was not asked for", "count everything good",
            ["ask": "count", "filter": ["vendors": ["India Post"]]]),
        Case("an unknown vendor", "count Tata things", ["ask": "count", "filter": ["vendors": ["Tata"]]]),
        Case("a vendor that is left out", "kindly add up everything Acme has been charging us", sum([:])),
        Case(
            "another vendor", "kindly add up everything Acme has been charging us",
            sum(["vendors": ["India Post"]])),
        Case(
            "a vendor turned round", "kindly add up everything Acme has been charging us",
            sum(["not_vendors": ["Acme"]])),
        Case(
            "an amount that was not asked for", "count the big bills please now kindly",
            ["ask": "count", "filter": ["total": ["above": "50000"]]]),
        Case("an amount that is left out", "count everything dearer than 50 thousand", ["ask": "count"]),
        Case(
            "an amount turned round", "count everything dearer than 50 thousand",
            ["ask": "count", "filter": ["total": ["below": "50000"]]]),
        Case(
            "another amount", "count everything dearer than 50 thousand",
            ["ask": "count", "filter": ["total": ["above": "500000"]]]),
        Case(
            "days that were not asked for", "kindly add up everything Acme has been charging us",
            sum(["vendors": ["Acme"], "invoice_date": march])),
        Case(
            "days that are left out", "kindly add up everything Acme has been charging us in March",
            sum(["vendors": ["Acme"]])),
        Case(
            "other days", "kindly add up everything Acme has been charging us in March",
            sum(["vendors": ["Acme"], "invoice_date": ["from": "2026-02-01", "to": "2026-02-28"]])),
        Case(
            "days of something else", "kindly add up everything Acme has been charging us in March",
            sum(["vendors": ["Acme"], "received": march])),
        Case(
            "a state that was not asked for", "kindly add up everything Acme has been charging us",
            sum(["vendors": ["Acme"], "status": ["approved"]])),
        Case(
            "another state", "could you please see how many we have approved altogether",
            ["ask": "count", "filter": ["status": ["rejected"]]]),
        Case(
            "a state that is left out", "could you please see how many we have approved altogether",
            ["ask": "count"]),
        Case(
            "a state turned round", "could you please see how many we have approved altogether",
            ["ask": "count", "filter": ["not_status": ["approved"]]]),
        Case(
            "a currency that was not asked for", "kindly add up everything Acme has been charging us",
            sum(["vendors": ["Acme"], "currency": "INR"])),
        Case(
            "a currency that is left out", "kindly add up everything Acme has been charging us in euros",
            sum(["vendors": ["Acme"]])),
        Case(
            "a confidence that was not asked for", "kindly count everything",
            ["ask": "count", "filter": ["confidence": ["below": .double(0.8)]]]),
        Case(
            "a rate that was not asked for", "kindly count everything",
            ["ask": "count", "filter": ["rates": ["18"]]]),
        Case(
            "flags that were not asked for", "kindly count everything",
            ["ask": "count", "filter": ["has_findings": true]]),
        Case(
            "a severity that was not asked for", "kindly count everything",
            ["ask": "count", "filter": ["severity": "high"]]),
        Case("a number that is left out", "kindly look at AT-102 and count everything", ["ask": "count"]),
        Case(
            "another number", "kindly look at AT-102", ["ask": "detail", "filter": ["numbers": ["AT-101"]]]),
        Case(
            "other people's ids", "kindly count everything", ["ask": "count", "filter": ["invoices": ["x"]]]),
        Case(
            "an average for a sum", "kindly add up everything Acme has been charging us",
            ["ask": "figure", "statistic": "average", "measure": "total", "filter": acme]),
        Case("a sum for a number", "kindly see how many bills Acme has been sending through", sum(acme)),
        Case(
            "a tax for a total", "kindly add up everything Acme has been charging us",
            ["ask": "figure", "statistic": "sum", "measure": "tax_total", "filter": acme]),
        Case(
            "the least for the most", "who have we been putting the most money through in INR",
            [
                "ask": "groups", "by": "vendor", "statistic": "sum", "measure": "total", "descending": false,
                "limit": 1, "filter": ["currency": "INR"],
            ]),
        Case(
            "a negation that is left out", "count everything except what Acme sent",
            ["ask": "count", "filter": acme]),
        Case(
            "a word that nobody knows", "count everything about laptops that Acme sent",
            ["ask": "count", "filter": acme]),
        Case("payment", "count everything that is still unpaid at Acme", ["ask": "count", "filter": acme]),
        Case(
            "a limit out of range", "rank the lot by worth kindly",
            ["ask": "ranked", "by": "total", "limit": 100_000]),
        Case(
            "a limit that is no number", "the 3 dearest in INR kindly",
            ["ask": "ranked", "by": "total", "limit": "3"]),
        Case(
            "a truth that is none", "the dearest in INR kindly",
            ["ask": "ranked", "by": "total", "descending": "yes", "filter": ["currency": "INR"]]),
        Case("help", "kindly tell me anything", ["ask": "help"]),
    ]

    private func ask(_ sample: Case) async throws -> (answer: ChatAnswer, asked: Int) {
        let answerer = Answerer(source: BookSource(), today: SmallBook.today, hasBatch: false)
        let saying = Saying(sample.json)
        return (try await answerer.answer(sample.question, after: nil, with: saying), await saying.asked)
    }

    @Test("a query that says what the question says is computed", arguments: good)
    func truths(_ sample: Case) async throws {
        let (answer, asked) = try await ask(sample)
        guard let begins = sample.begins else { return #expect(!answer.isUnderstood, "\(answer.text)") }
        #expect(asked == 1 && answer.isInterpreted)
        #expect(answer.text.hasPrefix(begins), "\(answer.text)")
    }

    @Test("a query that says more, less or something else is not used", arguments: lies)
    func refused(_ sample: Case) async throws {
        let (answer, _) = try await ask(sample)
        #expect(!answer.isUnderstood, "\(answer.text)")
        #expect(answer.query == nil && answer.invoices.isEmpty && !answer.suggestions.isEmpty)
    }

    @Test(
        "what the grammar answers, or refuses for a reason, or refers to an earlier answer, is not put to it",
        arguments: [
            "How many invoices are there?", "total invoices", "How many invoices from Sharma?",
            "How many invoices were flagged in March?", "and of them the pretty ones", "",
        ])
    func unasked(_ question: String) async throws {
        let saying = Saying(["ask": "count"])
        let answerer = Answerer(source: BookSource(), today: SmallBook.today, hasBatch: false)
        let answer = try await answerer.answer(question, after: nil, with: saying)
        #expect(await saying.asked == 0)
        #expect(!answer.isInterpreted)
    }
}
