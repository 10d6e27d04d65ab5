internal import AssayKit
internal import HTTPServing
internal import Storage

/// From which day to which day, in whose time.
struct DashboardPeriod: Sendable {
    /// The first day; nil: from the beginning.
    var from: CalendarDate?
    /// The last day; nil: to this moment.
    var to: CalendarDate?
    let zone: ZoneRules

    /// Everything.
    static let always = DashboardPeriod(from: nil, to: nil, zone: .utc)

    private init(from: CalendarDate?, to: CalendarDate?, zone: ZoneRules) {
        self.from = from
        self.to = to
        self.zone = zone
    }

    static let parameters: [Operation.Parameter] = [
        .init("from", .date, "The first day; without it, from the beginning"),
        .init("to", .date, "The last day, itself included; without it, to this moment"),
        .init(
            "tz", .text(1...60), "In whose time days are meant: `Asia/Kolkata`, `+05:30`; UTC unless said"),
    ]

    /// The period that a request asks for; `prefix` stands before the parameters' names.
    ///
    /// - Throws: 422 for a zone that there is not, and for an end before the beginning.
    init(_ call: Call, prefix: String = "") throws(HTTPError) {
        var name = call.query("tz") ?? "UTC"
        // A plus sign that was not escaped arrives as a space.
        if name.hasPrefix(" ") { name = "+" + name.dropFirst() }
        guard let zone = ZoneRules(name) else {
            throw Refusal.invalid([
                ("tz", "there is no time zone of that name; give one like Asia/Kolkata, or +05:30")
            ])
        }
        self.init(
            from: call.query(prefix + "from").flatMap { CalendarDate(iso: $0) },
            to: call.query(prefix + "to").flatMap { CalendarDate(iso: $0) }, zone: zone)
        if let from, let to, to < from {
            throw Refusal.invalid([(prefix + "to", "it must not be before \(prefix)from, \(from.iso)")])
        }
    }

    /// The moment in which it begins.
    var begin: Timestamp? { from.map { zone.start(of: $0) } }
    /// The moment after its end.
    var end: Timestamp? {
        to.flatMap { CalendarDate(dayNumber: $0.dayNumber + 1) }.map { zone.start(of: $0) }
    }

    func span(_ visibility: Visibility) -> TallySpan {
        TallySpan(
            visibility, begin: begin.map { TimeSlot.containing($0) }, end: end.map { TimeSlot.containing($0) }
        )
    }

    /// The members of an answer that say which period it is about.
    var members: [JSONObject.Member] {
        [
            .init(key: "from", value: .optional(from?.iso)), .init(key: "to", value: .optional(to?.iso)),
            .init(key: "time_zone", value: .string(zone.name)),
        ]
    }

    static let shape: [Schema.Property] = [
        .init("from", .nullable(.date)), .init("to", .nullable(.date)), .init("time_zone", .text),
    ]
}
