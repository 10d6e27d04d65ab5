internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// How much went through, step by step, over time.
enum Throughput {
    /// How long the pieces are that the time is cut into.
    enum Bucket: String, CaseIterable {
        case hour, day, week, month
    }

    /// So many pieces one answer has at most.
    static let most = 800

    /// - Throws: 422 when there would be too many pieces.
    static func json(_ call: Call) async throws -> JSONValue {
        let bucket = call.query("bucket").flatMap(Bucket.init(rawValue:)) ?? .day
        let visibility = try call.principal.visibility
        var period = try DashboardPeriod(call)
        let today = period.zone.day(of: call.house.time.now())
        guard let latest = period.to ?? today ?? period.from else { return .null }
        let last = max(latest, period.from ?? latest)
        let back =
            switch bucket {
            case .hour: 1
            case .day: 29
            case .week: 83
            case .month: 364
            }
        let first = period.from ?? CalendarDate(dayNumber: last.dayNumber - back) ?? last
        (period.from, period.to) = (first, last)
        guard let pieces = pieces(first, last, bucket, period.zone) else {
            throw Refusal.invalid([
                ("bucket", "that would be more than \(most) pieces; ask for fewer days or larger pieces")
            ])
        }
        let wanted = zip(pieces, pieces.dropFirst()).map { begin, end in
            (
                kinds: [Fact.Kind.document, .stage],
                span: TallySpan(visibility, begin: TimeSlot.containing(begin), end: TimeSlot.containing(end))
            )
        }
        let sums = try await call.stored { () async throws(StorageError) in
            try await call.house.store.tallies(wanted)
        }
        var all = TallySums()
        for piece in sums {
            for (key, tally) in piece.sums { all.add(key, tally) }
        }
        var answer = JSONObject(period.members)
        answer["bucket"] = .string(bucket.rawValue)
        answer["total"] = .object(figures(all))
        answer["buckets"] = .array(
            zip(pieces, sums).map { begin, sums in
                var object = JSONObject([.init(key: "start", value: .moment(begin))])
                for member in figures(sums).members { object[member.key] = member.value }
                return .object(object)
            })
        return .object(answer)
    }

    private static func figures(_ sums: TallySums) -> JSONObject {
        var (documents, failed, pages) = (Int64(0), Int64(0), Int128(0))
        for (key, tally) in sums.of(.document) {
            documents += tally.count
            pages += tally.sum
            if key.first == "failed" { failed += tally.count }
        }
        var stages: [String: (done: Int64, failed: Int64)] = [:]
        var plugins: [String: (done: Int64, failed: Int64)] = [:]
        for (key, tally) in sums.of(.stage) where key.second != "skipped" {
            let isFailure = key.second == "failed"
            stages[key.first, default: (0, 0)].done += tally.count
            plugins[key.third, default: (0, 0)].done += tally.count
            if isFailure {
                stages[key.first, default: (0, 0)].failed += tally.count
                plugins[key.third, default: (0, 0)].failed += tally.count
            }
        }
        func shown(_ counts: [String: (done: Int64, failed: Int64)]) -> JSONValue {
            .object(
                JSONObject(
                    counts.sorted { $0.key < $1.key }.map { name, count in
                        .init(
                            key: name,
                            value: .object(["calls": .count(count.done), "failed": .count(count.failed)]))
                    }))
        }
        return JSONObject([
            .init(key: "documents", value: .count(documents)), .init(key: "failed", value: .count(failed)),
            .init(key: "pages", value: .count(Int64(clamping: pages))),
            .init(key: "stages", value: shown(stages)), .init(key: "plugins", value: shown(plugins)),
        ])
    }

    /// Where the pieces begin, and where the last one ends; nil when there are too many.
    private static func pieces(
        _ first: CalendarDate, _ last: CalendarDate, _ bucket: Bucket, _ zone: ZoneRules
    ) -> [Timestamp]? {
        var found: [Timestamp] = []
        guard first.days(until: last) <= most * 31 else { return nil }
        for number in first.dayNumber...last.dayNumber {
            guard let day = CalendarDate(dayNumber: number), found.count <= most else { return nil }
            let isFirst = number == first.dayNumber
            switch bucket {
            case .hour:
                let end = self.end(of: day, zone)
                var hour = zone.start(of: day)
                while hour < end {
                    found.append(hour)
                    hour = hour + .seconds(3600)
                }
            case .week where day.weekday != 1 && !isFirst: continue
            case .month where day.day != 1 && !isFirst: continue
            case .day, .week, .month: found.append(zone.start(of: day))
            }
        }
        return found.count <= most ? found + [end(of: last, zone)] : nil
    }

    /// The moment after a day; the calendar's last one has no next day to begin.
    private static func end(of day: CalendarDate, _ zone: ZoneRules) -> Timestamp {
        CalendarDate(dayNumber: day.dayNumber + 1).map { zone.start(of: $0) }
            ?? zone.start(of: day) + .seconds(86_400)
    }
}
