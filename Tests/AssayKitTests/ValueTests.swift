import AssayKit
import Testing

@Suite("Amounts")
struct AmountTests {
    @Test(
        "plain decimals",
        arguments: [
            ("0", "0"), ("1180.00", "1180.00"), ("-0.40", "-0.40"), ("3.225", "3.225"), ("000123", "123"),
            ("999999999999.999999", "999999999999.999999"), ("1.0000000", "1.000000"),
        ])
    func reads(_ text: String, _ expected: String) {
        #expect(Amount(text)?.text == expected)
    }

    @Test(
        "no decimals",
        arguments: ["", "-", ".5", "1.", "1,000", "1e3", "1.2.3", "1000000000000", "1.2345678", "٣"])
    func refuses(_ text: String) {
        #expect(Amount(text) == nil)
    }

    @Test(
        "printed forms",
        arguments: [
            ("1,23,456.00", "123456.00"), ("123,456.00", "123456.00"), ("₹ 1,180.00", "1180.00"),
            ("Rs. 500/-", "500"), ("(-)0.40", "-0.40"), ("2,480.00 Dr", "2480.00"), ("- ₹ 152.02", "-152.02"),
            ("(152.02)", "-152.02"), ("-₹40.00", "-40.00"), ("1,00,00,000", "10000000"), ("INR 5", "5"),
            ("40.00-", "-40.00"), (".50", "0.50"),
        ])
    func printed(_ text: String, _ expected: String) {
        #expect(Amount(printed: text)?.text == expected)
    }

    @Test(
        "no printed amounts",
        arguments: ["12,34", "1,2", "abc", "₹", "12.34.56", "1,2345", "18%", "", "-", "1,234,56"])
    func refusesPrinted(_ text: String) {
        #expect(Amount(printed: text) == nil)
    }

    @Test("arithmetic is exact and never traps")
    func arithmetic() throws {
        let price = try #require(Amount("33.33"))
        let tax = try #require(Amount("18"))
        let quotient = (price * tax) / Amount(100)
        let percent = try #require(quotient)
        #expect(percent.rounded(toDecimals: 2) == Amount("6.00"))
        #expect(Amount("0.1").map { $0 + $0 + $0 } == Amount("0.3"))
        #expect(price / .zero == nil)
        let huge = try #require(Amount("999999999999"))
        #expect((huge * huge).magnitude >= huge)
        #expect(-huge - huge < .zero)
    }

    @Test(
        "rounding goes half away from zero",
        arguments: [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("1.005", 2, "1.01"), ("1.004", 2, "1.00")])
    func rounding(_ text: String, _ decimals: Int, _ expected: String) throws {
        #expect(try #require(Amount(text)).rounded(toDecimals: decimals).text == expected)
    }
}

@Suite("Dates")
struct CalendarDateTests {
    @Test(
        "days that exist",
        arguments: [("2024-02-29", 4), ("2017-07-01", 6), ("1970-01-01", 4), ("2000-02-29", 2)])
    func reads(_ text: String, _ weekday: Int) throws {
        let date = try #require(CalendarDate(iso: text))
        #expect(date.iso == text)
        #expect(date.weekday == weekday)
        #expect(CalendarDate(dayNumber: date.dayNumber) == date)
    }

    @Test(
        "days that do not",
        arguments: ["2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "24-01-01", "2024/01/01"])
    func refuses(_ text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test("every day of four centuries comes back")
    func everyDay() {
        for number in -135_140..<11_000 where CalendarDate(dayNumber: number)?.dayNumber != number {
            Issue.record("day \(number) does not come back")
        }
    }
}

@Suite("States")
struct IndianStateTests {
    @Test(
        "printed forms",
        arguments: [
            ("29-Karnataka", "29"), ("23-MADHYA PRADESH", "23"), ("Uttar Pradesh(9)", "09"),
            ("MAHARASHTRA", "27"),
            ("Karnataka, Code: 29", "29"), ("State Name : Delhi, Code : 07", "07"), ("Orissa", "21"),
            ("07", "07"),
            ("Tamil Nadu", "33"), ("Jammu & Kashmir", "01"), ("Place of Supply: Kerala", "32"),
        ])
    func reads(_ text: String, _ code: String) {
        #expect(IndianState(printed: text)?.code == code)
    }

    @Test("none", arguments: ["", "39", "Bavaria", "27-Karnataka", "Invoice 29"])
    func refuses(_ text: String) {
        #expect(IndianState(printed: text) == nil)
    }
}

@Suite("Text inside HTML and XML")
struct MarkupTests {
    @Test(
        "whatever a text says, it stays text",
        arguments: [
            ("Rao & Sons", "Rao &amp; Sons"), ("<script>", "&lt;script&gt;"), ("a \"b\"", "a &quot;b&quot;"),
            ("&amp;", "&amp;amp;"), ("<\u{301}b", "&lt;\u{301}b"),
            ("\"\u{301} onload", "&quot;\u{301} onload"),
            ("one\n\ttwo", "one\n\ttwo"), ("\u{1B}[2J\u{0}", "\u{FFFD}[2J\u{FFFD}"), ("\u{FFFE}", "\u{FFFD}"),
            ("रुपये ₹", "रुपये ₹"),
        ])
    func escaped(text: String, markup: String) {
        #expect(Markup.escaped(text) == markup)
    }
}
