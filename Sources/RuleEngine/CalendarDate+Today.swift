package import AssayKit
internal import Glibc

extension CalendarDate {
    /// The day that it is in India now (UTC+5:30, no summer time); nil when the clock stands outside the years
    /// 1...9999.
    package static func todayInIndia() -> CalendarDate? {
        CalendarDate(dayNumber: (Int(time(nil)) + 19_800) / 86_400)
    }
}
