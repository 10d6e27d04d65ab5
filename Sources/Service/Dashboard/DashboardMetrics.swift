internal import AssayKit
internal import Storage

/// The dashboard's key figures: one function for the route and for those who follow them.
enum DashboardMetrics {
    private static let kinds: [Fact.Kind] = [
        .status, .amount, .tax, .flag, .flagged, .automation, .review, .reviewTime, .confidence,
    ]

    /// The figures of the invoices that came in within the period, of what may be seen.
    static func json(
        of store: any DataStore, _ visibility: Visibility, _ period: DashboardPeriod = .always
    ) async throws(StorageError) -> JSONValue {
        let sums = try await store.tallies(kinds, period.span(visibility))
        var (byStatus, total) = (JSONObject(), Int64(0))
        let statuses = named(sums.of(.status))
        for status in InvoiceStatus.allCases {
            let count = statuses[status.rawValue]?.count ?? 0
            byStatus[status.rawValue] = .count(count)
            total += count
        }
        var answer = JSONObject(period.members)
        answer["invoices"] = .object(["total": .count(total), "by_status": .object(byStatus)])
        answer["batches"] = try await batches(store, visibility)
        answer["amounts"] = .array(amounts(sums))
        answer["tax"] = .array(tax(sums))
        answer["automation"] = automation(sums)
        answer["review"] = review(sums)
        answer["confidence"] = .object([
            "invoices": .count(sums.total(.confidence).count),
            "average": .optional(ratio(sums.total(.confidence), unit: 1_000_000)),
        ])
        answer["flags"] = flags(sums)
        return .object(answer)
    }

    /// The figures of some invoices, such as a vendor's.
    static func statistics(_ sums: TallySums) -> JSONValue {
        .object([
            "invoices": .object([
                "total": .count(sums.total(.status).count),
                "by_status": .object(
                    JSONObject(
                        sums.of(.status).map { .init(key: $0.key.first, value: .count($0.tally.count)) })),
            ]),
            "amounts": .array(amounts(sums)), "automation": automation(sums),
            "average_confidence": .optional(ratio(sums.total(.confidence), unit: 1_000_000)),
            "flags": .array(
                sums.of(.flag).map { entry in
                    .object([
                        "rule": .string(entry.key.first), "severity": .string(entry.key.second),
                        "count": .count(entry.tally.count),
                    ])
                }),
        ])
    }

    private static func batches(
        _ store: any DataStore, _ visibility: Visibility
    ) async throws(StorageError) -> JSONValue {
        var (byStatus, total) = (JSONObject(), 0)
        for status in BatchStatus.allCases {
            let count = try await store.batches(
                status: status, search: nil, visibility: visibility, PageRequest(page: 1, perPage: 1)
            ).total
            byStatus[status.rawValue] = .integer(count)
            total += count
        }
        return .object(["total": .integer(total), "by_status": .object(byStatus)])
    }

    private static func amounts(_ sums: TallySums) -> [JSONValue] {
        grouped(sums.of(.amount)) { $0.first }.map { currency, entries in
            .object([
                "currency": .unlessEmpty(currency),
                "invoices": .count(entries.reduce(0) { $0 + $1.tally.count }),
                "total": .money(entries.reduce(0) { $0 + $1.tally.sum }),
                "by_status": .object(
                    JSONObject(
                        entries.map { entry in
                            .init(
                                key: entry.key.second,
                                value: .object([
                                    "invoices": .count(entry.tally.count), "total": .money(entry.tally.sum),
                                ]))
                        })),
            ])
        }
    }

    private static func tax(_ sums: TallySums) -> [JSONValue] {
        grouped(sums.of(.tax)) { $0.first + "/" + $0.second }.map { _, entries in
            .object([
                "head": .string(entries.first?.key.first ?? ""),
                "currency": .unlessEmpty(entries.first?.key.second ?? ""),
                "invoices": .count(entries.reduce(0) { $0 + $1.tally.count }),
                "total": .money(entries.reduce(0) { $0 + $1.tally.sum }),
                "by_status": .object(
                    JSONObject(
                        entries.map { .init(key: $0.key.third, value: .money($0.tally.sum)) })),
            ])
        }
    }

    private static func automation(_ sums: TallySums) -> JSONValue {
        let ways = named(sums.of(.automation))
        let settled = ways.values.reduce(0) { $0 + $1.count }
        let automatic = ways["automatic"]?.count ?? 0
        var answer = JSONObject([.init(key: "settled", value: .count(settled))])
        for way in ["automatic", "corrected", "reviewed", "waiting"] {
            answer[way] = .count(ways[way]?.count ?? 0)
        }
        answer["rate"] = settled == 0 ? .null : .double(Double(automatic) / Double(settled))
        return .object(answer)
    }

    private static func review(_ sums: TallySums) -> JSONValue {
        let bars = Bars.counts(sums.of(.reviewTime)) { $0.first }
        func seconds(_ share: Int) -> JSONValue {
            TimeBar.percentile(share, of: bars).map { .double(Double($0) / 10_000) } ?? .null
        }
        return .object([
            "decisions": .count(sums.total(.review).count),
            "average_seconds": .optional(ratio(sums.total(.review), unit: 1000)),
            "p50_seconds": seconds(50), "p90_seconds": seconds(90),
        ])
    }

    private static func flags(_ sums: TallySums) -> JSONValue {
        let rules = sums.of(.flag)
        let invoices = named(sums.of(.flagged))
        var (findings, documents) = (JSONObject(), JSONObject())
        for severity in Severity.allCases.reversed() {
            let name = severity.rawValue
            let count = rules.filter { $0.key.second == name }.reduce(0) { $0 + $1.tally.count }
            findings[name] = .count(count)
            documents[name] = .count(invoices[name]?.count ?? 0)
        }
        let ordered = rules.sorted { ($1.tally.count, $0.key.first) < ($0.tally.count, $1.key.first) }
        return .object([
            "total": .count(rules.reduce(0) { $0 + $1.tally.count }), "by_severity": .object(findings),
            "invoices": .count(invoices.values.reduce(0) { $0 + $1.count }),
            "invoices_by_gravest": .object(documents),
            "by_rule": .array(
                ordered.map { entry in
                    .object([
                        "rule": .string(entry.key.first), "severity": .string(entry.key.second),
                        "count": .count(entry.tally.count),
                    ])
                }),
        ])
    }

    /// The sum of a tally over its count, in units of `unit`.
    static func ratio(_ tally: Tally, unit: Double) -> Double? {
        tally.count == 0 ? nil : Double(tally.sum) / Double(tally.count) / unit
    }

    private static func named(_ entries: [(key: TallySums.Key, tally: Tally)]) -> [String: Tally] {
        Dictionary(entries.map { ($0.key.first, $0.tally) }, uniquingKeysWith: +)
    }

    private static func grouped(
        _ entries: [(key: TallySums.Key, tally: Tally)], by name: (TallySums.Key) -> String
    ) -> [(String, [(key: TallySums.Key, tally: Tally)])] {
        Dictionary(grouping: entries) { name($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension JSONValue {
    /// A count.
    static func count(_ number: Int64) -> JSONValue { .integer(Int(number)) }

    /// Millionths as a decimal text: `1180.00`.
    static func money(_ micros: Int128) -> JSONValue {
        let magnitude = micros.magnitude
        var fraction = String(magnitude % 1_000_000 + 1_000_000).dropFirst()
        while fraction.count > 2, fraction.last == "0" { fraction.removeLast() }
        return .string((micros < 0 ? "-" : "") + String(magnitude / 1_000_000) + "." + fraction)
    }

    /// A text, null where it is empty.
    static func unlessEmpty(_ text: String) -> JSONValue { text.isEmpty ? .null : .string(text) }
}
