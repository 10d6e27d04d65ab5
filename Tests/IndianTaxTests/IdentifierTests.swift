import AssayKit
import Testing

@testable import IndianTax

@Suite struct InvoiceNumberTests {
    @Test(
        "rule 46(b)",
        arguments: [
            ("INV-118", []), ("2019-20/KA/1", []), ("", [.empty]), ("A1234567890123456", [.length(17)]),
            ("INV#12", [.character("#")]), ("INV 12", [.character(" ")]), ("INV_12", [.character("_")]),
            ("Ä1", [.character("Ä")]),
        ] as [(String, [InvoiceNumber.Problem])])
    func rule46(_ text: String, _ problems: [InvoiceNumber.Problem]) {
        #expect(InvoiceNumber(text).problems == problems)
    }

    @Test(
        "the portal's first character",
        arguments: [("0123", 1), ("/12", 1), ("-1", 1), ("A12", 0), ("123", 0)])
    func portal(_ text: String, _ count: Int) {
        #expect(InvoiceNumber(text).portalProblems.count == count)
    }

    @Test(
        "the financial year that a number names",
        arguments: [
            ("SW/2024-25/118", "2024-25"), ("INV/24-25/7", "2024-25"), ("A-2425-118", "2024-25"),
            ("2019-20/KA/1", "2019-20"), ("WB-1234-2425", nil), ("INV-118", nil), ("2425", nil),
            ("24-25", nil),
            ("IN-2526", nil), ("12/13/14", nil), ("2024-2025/7", "2024-25"),
        ])
    func year(_ text: String, _ year: String?) {
        #expect(InvoiceNumber(text).financialYear?.text == year)
    }

    @Test(
        "numbers that fold together",
        arguments: [("INV-0118", "inv/118"), ("SO-5", "S0-5"), ("A-001B", "A18"), ("B-12", "8-12")])
    func folded(_ first: String, _ second: String) {
        #expect(InvoiceNumber(first).folded == InvoiceNumber(second).folded)
    }

    @Test("numbers that stay apart")
    func apart() { #expect(InvoiceNumber("INV-118").folded != InvoiceNumber("INV-119").folded) }
}

@Suite struct CodeTests {
    @Test(
        "HSN",
        arguments: [
            ("6103", []), ("39269099", []), ("998311", []), ("07133100aa", [.characters]),
            ("12345", [.length(5)]),
            ("9955", [.heading]), ("8518.30.00", []), ("99", [.length(2)]), ("", [.characters]),
        ] as [(String, [HSN.Problem])])
    func hsn(_ text: String, _ problems: [HSN.Problem]) {
        #expect(HSN.problems(in: text) == problems)
    }

    @Test("services begin with 99")
    func service() {
        #expect(HSN("998311")?.isService == true)
        #expect(HSN("6103")?.isService == false)
    }

    @Test(
        "IFSC",
        arguments: [
            ("HDFC0001234", true), ("hdfc0001234", true), ("HDFCO001234", false), ("HDF00001234", false),
            ("HDFC000123", false), ("SBIN0AB1234", true),
        ])
    func ifsc(_ text: String, _ isValid: Bool) { #expect((IFSC(text) != nil) == isValid) }

    @Test("an O read in place of the zero")
    func recognisedIFSC() { #expect(IFSC(recognised: "HDFCO001234")?.text == "HDFC0001234") }

    @Test("bank accounts")
    func accounts() {
        #expect(BankAccount.isPlausible("5020 0012 3456 78"))
        #expect(!BankAccount.isPlausible("12345678"))
        #expect(!BankAccount.isPlausible("50200012345X"))
        #expect(BankAccount.masked("50200012345678") == "••••••••••5678")
        #expect(BankAccount.masked("123") == "•••")
    }

    @Test(
        "units",
        arguments: [
            ("Nos", "NOS"), ("pcs.", "PCS"), ("KG", "KGS"), ("Ltr", "LTR"), ("hrs", "OTH"), ("blorks", nil),
        ])
    func units(_ text: String, _ code: String?) { #expect(UnitCode(printed: text)?.code == code) }

    @Test("postal codes")
    func postal() {
        let bangalore = PostalCode("560 001")
        #expect(IndianState(code: "29").flatMap { bangalore?.canLie(in: $0) } == true)
        #expect(IndianState(code: "27").flatMap { bangalore?.canLie(in: $0) } == false)
        #expect(IndianState(code: "36").flatMap { bangalore?.canLie(in: $0) } == nil)
        #expect(PostalCode("056001") == nil)
        #expect(PostalCode("56001") == nil)
    }
}

@Suite struct RateTests {
    @Test(
        "rates by date",
        arguments: [
            ("12", "2024-05-01", nil, .allowed), ("13", "2024-05-01", nil, .unknown),
            ("18", "2017-06-30", nil, .beforeGST),
            ("40", "2025-09-22", nil, .allowed), ("40", "2025-09-01", nil, .transition),
            ("12", "2025-10-01", nil, .special("bricks")),
            ("12", "2025-10-01", "6103", .transition), ("12", "2026-05-01", "6103", .outOfScope("bricks")),
            ("28", "2025-10-01", "2402", .special("tobacco, pan masala")),
            ("28", "2026-06-01", nil, .unknown),
            ("0.25", "2020-01-01", nil, .allowed), ("9", "2024-05-01", nil, .unknown),
            ("5.0", "2027-01-01", nil, .allowed),
        ] as [(String, String, String?, GSTRates.Standing)])
    func standing(_ rate: String, _ day: String, _ hsn: String?, _ expected: GSTRates.Standing) throws {
        let date = try #require(CalendarDate(iso: day))
        let amount = try #require(Amount(rate))
        #expect(GSTRates.standing(of: amount, on: date, hsn: hsn) == expected)
    }

    @Test("periods follow each other without a gap")
    func periods() {
        for (first, second) in zip(GSTRates.periods, GSTRates.periods.dropFirst()) {
            #expect(first.until.map { $0.days(until: second.from) } == 1)
        }
        #expect(GSTRates.start.iso == "2017-07-01")
        #expect(GSTRates.periods.last?.until == nil)
    }
}
