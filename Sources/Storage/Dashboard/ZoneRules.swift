package import AssayKit
internal import Files

/// When the days of a time zone begin.
///
/// Zones come from the machine's database (RFC 9636) below `/usr/share/zoneinfo`.
package struct ZoneRules: Sendable, Hashable {
    /// "Asia/Kolkata", "UTC" or "+05:30".
    package let name: String
    /// Where the offset changes: from that second on, so many seconds ahead of UTC.
    private let changes: [Change]
    private let first: Int64
    /// What holds after the last change.
    private let rule: ZoneRule?

    struct Change: Sendable, Hashable {
        let at: Int64
        let offset: Int64
    }

    package static let utc = ZoneRules(name: "UTC", first: 0)

    private init(name: String, changes: [Change] = [], first: Int64, rule: ZoneRule? = nil) {
        self.name = name
        self.changes = changes
        self.first = first
        self.rule = rule
    }

    /// A zone by its name, or by how far it is ahead of UTC (`+05:30`); nil when there is none.
    package init?(_ name: String, database: String = "/usr/share/zoneinfo") {
        if name == "UTC" || name == "Z" {
            self = .utc
            return
        }
        if let offset = Self.offset(name) {
            self.init(name: name, first: offset)
            return
        }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
                || $0 == UInt8(ascii: "+")
        }
        // No path out of the database, and no file in it that is none of a zone.
        guard isPlain, name.utf8.count <= 60, parts.allSatisfy({ !$0.isEmpty }),
            // A name that is not there is the caller's mistake, and is told so.
            let bytes = try? FileSystem.read(database + "/" + name, limit: 1 << 20),
            let file = ZoneFile(bytes)
        else { return nil }
        self.init(name: name, changes: file.changes, first: file.first, rule: file.rule)
    }

    /// `+05:30`, `-0800`: at most a day.
    private static func offset(_ text: String) -> Int64? {
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let hours = Int64(digits.prefix(2)), let minutes = Int64(digits.suffix(2)), hours < 24,
            minutes < 60,
            minutes % 15 == 0
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    /// Seconds ahead of UTC at a moment, given in seconds since 1970.
    func offset(at second: Int64) -> Int64 {
        guard let last = changes.last else { return rule?.offset(at: second) ?? first }
        if second >= last.at { return rule?.offset(at: second) ?? last.offset }
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].at <= second { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : changes[low - 1].offset
    }

    /// The moment in which a day begins.
    ///
    /// Where clocks jump over midnight it is the jump; where midnight comes twice it is the first one.
    package func start(of day: CalendarDate) -> Timestamp {
        let midnight = Int64(day.dayNumber) * 86_400
        let (before, after) = (offset(at: midnight - 86_400), offset(at: midnight + 86_400))
        for candidate in [before, after] where offset(at: midnight - candidate) == candidate {
            return Timestamp(milliseconds: (midnight - candidate) * 1000)
        }
        var (low, high) = (midnight - max(before, after), midnight - min(before, after))
        while low < high {
            let middle = low + (high - low) / 2
            if middle + offset(at: middle) >= midnight { high = middle } else { low = middle + 1 }
        }
        return Timestamp(milliseconds: low * 1000)
    }

    /// The day of a moment.
    package func day(of moment: Timestamp) -> CalendarDate? {
        let second = moment.milliseconds / 1000 - (moment.milliseconds % 1000 < 0 ? 1 : 0)
        let local = second + offset(at: second)
        return CalendarDate(dayNumber: Int(local / 86_400 - (local % 86_400 < 0 ? 1 : 0)))
    }
}
