import Testing

@testable import Evaluation

@Suite("Comparing a value with the truth")
struct ComparisonTests {
    struct Case: CustomTestStringConvertible {
        let comparison: Comparison
        let given: String
        let truth: String
        let holds: Bool
        let testDescription: String

        init(_ comparison: Comparison, _ given: String, _ truth: String, _ holds: Bool, _ name: String) {
            (self.comparison, self.given, self.truth, self.holds) = (comparison, given, truth, holds)
            testDescription = name
        }
    }

    static let cases = [
        Case(
            .text, "ABC  Traders, Pvt. Ltd", "Abc Traders Pvt Ltd", true, "case, punctuation and spaces fold"),
        Case(.text, "ABC Trader", "ABC Traders", false, "a missing letter does not"),
        Case(.words, "Rupees One Hundred Only", "INR One Hundred only.", true, "words of the currency fold"),
        Case(.words, "One Hundred One", "One Hundred", false, "another amount in words"),
        Case(.amount, "1,23,456.50", "123456.5", true, "numbers by value"),
        Case(.amount, "123456.50", "123456.51", false, "a paisa more"),
        Case(.amount, "-0.40", "0.40", false, "the sign counts"),
        Case(.date, "2026-04-01", "2026-04-01", true, "the same day"),
        Case(.date, "01-04-2026", "2026-04-01", false, "a date in another form"),
        Case(.identifier, "kkbk0000725", "KKBK 0000725", true, "case and spaces of identifiers fold"),
        Case(.identifier, "INV-1", "INV/1", false, "punctuation of identifiers counts"),
        Case(.state, "29", "Karnataka (29)", true, "a State by its code"),
        Case(.state, "MADHYA PRADESH", "23-Madhya Pradesh", true, "a State by its name"),
        Case(.state, "27", "Karnataka", false, "another State"),
        Case(.state, "Hoskote", "HOSKOTE", true, "a place that is no State, as text"),
        Case(.truth, "Yes", "true", true, "yes is true"),
        Case(.truth, "N", "true", false, "no is not"),
    ]

    @Test(arguments: cases)
    func compares(_ sample: Case) {
        #expect(sample.comparison.holds(sample.given, sample.truth) == sample.holds)
    }

    @Test("every scored name is in the vocabulary's way of comparing")
    func comparisonsOfFields() {
        let byName = Dictionary(uniqueKeysWithValues: ScoredField.header.map { ($0.name, $0.comparison) })
        #expect(byName.count == 31)
        #expect(byName["supplier_name"] == .text)
        #expect(byName["total"] == .amount)
        #expect(byName["invoice_date"] == .date)
        #expect(byName["place_of_supply"] == .state)
        #expect(byName["supplier_gstin"] == .identifier)
        #expect(byName["amount_in_words"] == .words)
        #expect(ScoredField.cells.count == 13)
    }
}
