import AssayKit
import Storage
import Testing

@Suite("Time zones: when days begin")
struct ZoneRulesTests {
    @Test(
        "a day begins",
        arguments: [
            ("UTC", "2026-03-31", "2026-03-31T00:00:00.000Z"),
            ("+05:30", "2026-03-31", "2026-03-30T18:30:00.000Z"),
            ("-0800", "2026-03-31", "2026-03-31T08:00:00.000Z"),
            ("Asia/Kolkata", "2026-03-31", "2026-03-30T18:30:00.000Z"),
            ("Asia/Kathmandu", "2026-03-31", "2026-03-30T18:15:00.000Z"),
            // Summer time in 2026: 29 March to 25 October.
            ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z"),
            ("Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00.000Z"),
            ("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00.000Z"),
            ("Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00.000Z"),
            // Beyond the listed changes, by the rule at the end of the file.
            ("Europe/Berlin", "2090-07-01", "2090-06-30T22:00:00.000Z"),
            ("Europe/Berlin", "2090-12-01", "2090-11-30T23:00:00.000Z"),
            ("Australia/Sydney", "2090-01-01", "2089-12-31T13:00:00.000Z"),
            ("America/New_York", "2090-03-13", "2090-03-13T04:00:00.000Z"),
            // Midnight does not exist: clocks went from 00:00 to 01:00.
            ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00.000Z"),
            // Midnight came twice.
            ("America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"),
        ])
    func begins(zone: String, day: String, moment: String) throws {
        let rules = try #require(ZoneRules(zone))
        let date = try #require(CalendarDate(iso: day))
        let start = rules.start(of: date)
        #expect(start.rfc3339 == moment)
        #expect(rules.day(of: start) == date)
        #expect(rules.day(of: start - .milliseconds(1)) == CalendarDate(dayNumber: date.dayNumber - 1))
    }

    @Test(
        "what is no zone",
        arguments: [
            "", "Mars/Base", "../etc/passwd", "/etc/passwd", "Europe//Berlin", "Europe", "+5:30", "+25:00",
            "+05:31", "zone.tab", "Europe/Ber\u{0}lin", String(repeating: "A", count: 200),
        ])
    func none(name: String) { #expect(ZoneRules(name) == nil) }

    @Test("each day of seventy years begins after the one before, at a quarter of an hour")
    func allDays() throws {
        for zone in ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca"] {
            let rules = try #require(ZoneRules(zone))
            var last = Timestamp(milliseconds: .min)
            for number in stride(from: 7300, to: 7300 + 70 * 365, by: 1) {
                let start = rules.start(of: try #require(CalendarDate(dayNumber: number)))
                #expect(start > last && start.milliseconds % TimeSlot.length == 0, "\(zone) \(start.rfc3339)")
                last = start
            }
        }
    }
}
