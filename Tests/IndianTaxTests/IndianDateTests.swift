import AssayKit
import Testing

@testable import IndianTax

@Suite struct IndianDateTests {
    @Test(
        "printed forms",
        arguments: [
            ("31-Jan-21", "2021-01-31"), ("05/07/2023", "2023-07-05"), ("31.01.2025", "2025-01-31"),
            ("05 Jul 2023", "2023-07-05"), ("Jun 26, 2025", "2025-06-26"), ("2023-07-05", "2023-07-05"),
            ("26th June 2025", "2025-06-26"), ("Tuesday, 26 Jun'25", "2025-06-26"),
            ("1-Apr-2020", "2020-04-01"),
            ("26Jun2025", "2025-06-26"), ("2022-03-30 10:20:00", "2022-03-30"),
            ("30/03/2022, 10:20 AM", "2022-03-30"),
            ("13/12/24", "2024-12-13"), ("12/13/2024", "2024-12-13"), ("1 Sept 2024", "2024-09-01"),
            ("29-02-2024", "2024-02-29"), ("Dated: 5-7-23", "2023-07-05"), ("15-Febuary-2024", "2024-02-15"),
            ("2025/06/26", "2025-06-26"), ("26-06-2025T10:11", "2025-06-26"),
        ])
    func printed(_ text: String, _ iso: String) {
        #expect(IndianDate(text)?.date.iso == iso)
    }

    @Test(
        "no date",
        arguments: [
            "", "29-02-2023", "31/04/2024", "00/01/2024", "13/13/2024", "123456789012", "Invoice 12/3",
            "1/2/1850",
            "12-2024", "2024", "1/1/999999999999999999999999", "Net 30 days",
        ])
    func none(_ text: String) { #expect(IndianDate(text) == nil) }

    @Test("day and month that could be swapped are told, and other facts decide")
    func ambiguous() {
        let date = IndianDate("03/04/2025")
        #expect(date?.date.iso == "2025-04-03")
        #expect(date?.alternative?.iso == "2025-03-04")
        #expect(date?.resolved(year: FinancialYear("2024-25")).iso == "2025-03-04")
        #expect(date?.resolved(year: FinancialYear("2025-26")).iso == "2025-04-03")
        let near = CalendarDate(iso: "2025-03-05").map { [$0] } ?? []
        #expect(date?.resolved(near: near).iso == "2025-03-04")
        #expect(IndianDate("04/04/2025")?.isAmbiguous == false)
        #expect(IndianDate("04-Apr-2025")?.isAmbiguous == false)
        #expect(IndianDate("13/04/2025")?.isAmbiguous == false)
    }
}

@Suite struct FinancialYearTests {
    @Test(
        "the year of a day",
        arguments: [
            ("2020-01-03", "2019-20"), ("2024-04-01", "2024-25"), ("2024-03-31", "2023-24"),
            ("1999-12-31", "1999-00"),
        ])
    func ofDay(_ iso: String, _ year: String) {
        #expect(CalendarDate(iso: iso).flatMap { FinancialYear(of: $0) }?.text == year)
        #expect(FinancialYear(year)?.text == year)
    }

    @Test("other texts", arguments: ["2019", "2019-21", "2019-2021", "1-2", "-", "99999-00"])
    func none(_ text: String) { #expect(FinancialYear(text) == nil) }
}
