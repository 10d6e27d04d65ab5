package import AssayKit

/// The table of rates: one entry a change of law, in the order of their dates.
///
/// Sources: Notifications 1/2017 and 11/2017-Central Tax (Rate) with their amendments; 9/2025 and 15/2025-Central Tax
/// (Rate), from 22 September 2025; the tobacco notifications from 1 February 2026.
extension GSTRates {
    /// All periods since 1 July 2017.
    package static let periods: [Period] = [
        Period(
            from: day(2017, 7, 1), until: day(2025, 9, 21),
            rates: percent("0 0.1 0.25 1 1.5 3 5 7.5 12 18 28"), special: [bricks(6)],
            source: "Notification 1/2017-Central Tax (Rate) as amended"),
        Period(
            from: day(2025, 9, 22), until: day(2026, 1, 31),
            rates: percent("0 0.1 0.25 1.5 3 5 18 40"),
            special: [
                bricks(6), bricks(12), construction("1"), construction("7.5"),
                Special(rate: Amount(28), scope: "tobacco, pan masala", codes: ["24", "2106", "2202"]),
            ],
            source: "Notification 9/2025-Central Tax (Rate)"),
        Period(
            from: day(2026, 2, 1), until: nil, rates: percent("0 0.1 0.25 1.5 3 5 18 40"),
            special: [bricks(6), bricks(12), construction("1"), construction("7.5")],
            source: "Notification 9/2025-Central Tax (Rate) as amended from 1 February 2026"),
    ]

    /// Half rates as each of CGST and SGST prints them, for telling a half from a whole.
    package static let halves: [Amount] = percent("0 0.05 0.125 0.5 0.75 1.5 2.5 3 3.75 6 9 14 20")

    private static func bricks(_ rate: Int) -> Special {
        Special(rate: Amount(rate), scope: "bricks", codes: ["6810", "6815", "6901", "6904", "6905"])
    }

    private static func construction(_ rate: String) -> Special {
        Special(rate: Amount(rate) ?? .zero, scope: "construction services", codes: ["9954"])
    }

    private static func percent(_ list: String) -> [Amount] {
        list.split(separator: " ").compactMap { Amount($0) }
    }

    /// The table's own days are all real ones; the fallback is never reached and would show in its test.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day) ?? epoch
    }

    private static let epoch: CalendarDate = {
        guard let day = CalendarDate(dayNumber: 0) else { preconditionFailure("1 January 1970 is a day") }
        return day
    }()
}
