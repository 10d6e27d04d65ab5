internal import AssayKit

/// The rule at the end of a zone's file, in the form of POSIX: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Sendable, Hashable {
    /// "The fifth Sunday of March at two": `M3.5.0/2`.
    private struct Turn: Sendable, Hashable {
        let month: Int
        /// 1...4, or 5 for the last.
        let week: Int
        /// 0 is Sunday.
        let weekday: Int
        /// Seconds after the local midnight; may be negative or beyond the day.
        let time: Int64

        /// Its local time, in seconds since 1970.
        func second(in year: Int) -> Int64? {
            guard let first = CalendarDate(year: year, month: month, day: 1) else { return nil }
            let ahead = (weekday - first.weekday % 7 + 7) % 7
            var day = first.dayNumber + ahead + (week - 1) * 7
            while CalendarDate(dayNumber: day)?.month != month, day > first.dayNumber { day -= 7 }
            return Int64(day) * 86_400 + time
        }
    }

    private let standard: Int64
    private let summer: (offset: Int64, begin: Turn, end: Turn)?

    static func == (left: Self, right: Self) -> Bool {
        left.standard == right.standard && left.summer?.offset == right.summer?.offset
            && left.summer?.begin == right.summer?.begin && left.summer?.end == right.summer?.end
    }

    func hash(into hasher: inout Hasher) { hasher.combine(standard) }

    /// Reads it; nil for a text that is none, or has turns of another form.
    init?(_ text: String) {
        var rest = text[...]
        guard Self.takeName(&rest), let west = Self.takeTime(&rest) else { return nil }
        standard = -west
        guard !rest.isEmpty else {
            summer = nil
            return
        }
        guard Self.takeName(&rest) else { return nil }
        var offset = standard + 3600
        if let first = rest.first, first != "," {
            guard let west = Self.takeTime(&rest) else { return nil }
            offset = -west
        }
        let parts = rest.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty, let begin = Self.turn(parts[1]),
            let end = Self.turn(parts[2])
        else { return nil }
        summer = (offset, begin, end)
    }

    /// Seconds ahead of UTC at a moment, given in seconds since 1970.
    func offset(at second: Int64) -> Int64 {
        guard let summer, abs(second) < 1 << 40,
            let year = CalendarDate(dayNumber: Int((second + standard) / 86_400))?.year,
            let begin = summer.begin.second(in: year), let end = summer.end.second(in: year)
        else { return standard }
        let (begins, ends) = (begin - standard, end - summer.offset)
        let isSummer =
            begins < ends ? second >= begins && second < ends : second >= begins || second < ends
        return isSummer ? summer.offset : standard
    }

    private static func takeName(_ text: inout Substring) -> Bool {
        if text.first == "<" {
            guard let end = text.firstIndex(of: ">") else { return false }
            text = text[text.index(after: end)...]
            return true
        }
        let name = text.prefix { $0.isLetter }
        text = text.dropFirst(name.count)
        return name.count >= 3
    }

    /// `-5:30`, in seconds.
    private static func takeTime(_ text: inout Substring) -> Int64? {
        let word = text.prefix { $0.isNumber || $0 == "-" || $0 == "+" || $0 == ":" }
        text = text.dropFirst(word.count)
        let isNegative = word.first == "-"
        let parts = word.drop { $0 == "-" || $0 == "+" }.split(
            separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int64($0) }
        guard (1...3).contains(parts.count), numbers.count == parts.count,
            numbers.allSatisfy({ (0...200).contains($0) })
        else { return nil }
        let seconds = zip(numbers, [3600, 60, 1] as [Int64]).reduce(0) { $0 + $1.0 * $1.1 }
        return isNegative ? -seconds : seconds
    }

    private static func turn(_ text: Substring) -> Turn? {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let date = halves.first, date.first == "M", halves.count <= 2 else { return nil }
        let numbers = date.dropFirst().split(separator: ".").compactMap { Int($0) }
        guard numbers.count == 3, (1...12).contains(numbers[0]), (1...5).contains(numbers[1]),
            (0...6).contains(numbers[2])
        else { return nil }
        var time: Int64 = 7200
        if halves.count == 2 {
            var word = halves[1]
            guard let seconds = takeTime(&word), word.isEmpty else { return nil }
            time = seconds
        }
        return Turn(month: numbers[0], week: numbers[1], weekday: numbers[2], time: time)
    }
}
