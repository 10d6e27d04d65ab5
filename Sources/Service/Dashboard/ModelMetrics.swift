internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// How exact the machine reads, measured by what people corrected and approved.
enum ModelMetrics {
    private static let kinds: [Fact.Kind] = [.accuracy, .pluginAccuracy, .vendorAccuracy, .calibration]
    /// So many vendors are listed at most.
    private static let mostVendors = 100

    static let operation = Operation(
        .get, "/api/dashboard/model/metrics", tag: "dashboard", id: "modelMetrics",
        "How exact documents of a period were read, by field, pipeline, component and vendor; with a second period, the "
            + "drift between them",
        parameters: DashboardPeriod.parameters + [
            .init("baseline_from", .date, "The first day of the period to compare with"),
            .init("baseline_to", .date, "The last day of the period to compare with"),
        ], answers: [.init(200, "The figures", .named("ModelMetrics"))], handle: answer)

    /// Values by how they compare with the truth.
    struct Scores {
        var right: Int64 = 0
        var wrong: Int64 = 0
        var extra: Int64 = 0
        var missed: Int64 = 0

        /// Right among those that the machine gave.
        var precision: Double? { Self.share(right, right + wrong + extra) }
        /// Right among those that there are.
        var recall: Double? { Self.share(right, right + wrong + missed) }
        var f1: Double? { Self.share(2 * right, 2 * right + 2 * wrong + extra + missed) }
        /// All that were compared.
        var values: Int64 { right + wrong + extra + missed }

        mutating func add(_ outcome: String, _ count: Int64) {
            switch Reading.Outcome(rawValue: outcome) {
            case .right?: right += count
            case .wrong?: wrong += count
            case .extra?: extra += count
            case .missed?: missed += count
            case nil: break
            }
        }

        private static func share(_ part: Int64, _ whole: Int64) -> Double? {
            whole == 0 ? nil : Double(part) / Double(whole)
        }

        var members: [JSONObject.Member] {
            [
                .init(key: "right", value: .count(right)), .init(key: "wrong", value: .count(wrong)),
                .init(key: "extra", value: .count(extra)), .init(key: "missed", value: .count(missed)),
                .init(key: "precision", value: .optional(precision)),
                .init(key: "recall", value: .optional(recall)), .init(key: "f1", value: .optional(f1)),
            ]
        }
    }

    private static func answer(_ call: Call) async throws -> Response {
        let (period, visibility) = (try DashboardPeriod(call), try call.principal.visibility)
        let hasBaseline = call.query("baseline_from") != nil || call.query("baseline_to") != nil
        let baseline = hasBaseline ? try DashboardPeriod(call, prefix: "baseline_") : nil
        // Of the period before, fields alone are compared.
        let wanted =
            [(kinds, period.span(visibility))] + (baseline.map { [([.accuracy], $0.span(visibility))] } ?? [])
        let sums = try await call.stored { () async throws(StorageError) in
            try await call.house.store.tallies(wanted)
        }
        guard let now = sums.first else { return .json(.null) }
        var answer = JSONObject(period.members)
        answer["overall"] = .object(JSONObject(overall(now).members))
        answer["fields"] = list(scores(now, .accuracy) { $0.first }, name: "field")
        answer["pipelines"] = list(scores(now, .accuracy) { $0.third }, name: "pipeline")
        answer["plugins"] = list(scores(now, .pluginAccuracy) { $0.first }, name: "component")
        let vendors = scores(now, .vendorAccuracy) { $0.first }
            .sorted { ($1.value.values, $0.key) < ($0.value.values, $1.key) }.prefix(mostVendors)
        answer["vendors"] = .array(
            vendors.map { id, scores in
                .object(JSONObject([.init(key: "vendor_id", value: .unlessEmpty(id))] + scores.members))
            })
        answer["calibration"] = calibration(now)
        if let baseline, sums.count > 1 {
            var drift = JSONObject(baseline.members)
            drift["fields"] = .array(self.drift(from: sums[1], to: now))
            answer["drift"] = .object(drift)
        } else {
            answer["drift"] = .null
        }
        return .json(.object(answer))
    }

    private static func overall(_ sums: TallySums) -> Scores {
        scores(sums, .accuracy) { _ in "" }[""] ?? Scores()
    }

    private static func scores(
        _ sums: TallySums, _ kind: Fact.Kind, by name: (TallySums.Key) -> String
    ) -> [String: Scores] {
        var found: [String: Scores] = [:]
        for (key, tally) in sums.sums where key.kind == kind {
            found[name(key), default: Scores()].add(key.second, tally.count)
        }
        return found
    }

    private static func list(_ scores: [String: Scores], name: String) -> JSONValue {
        .array(
            scores.sorted { $0.key < $1.key }.map { key, scores in
                .object(JSONObject([.init(key: name, value: .unlessEmpty(key))] + scores.members))
            })
    }

    /// Of values of about the same confidence, how many were right; and how far both are apart, by all values.
    private static func calibration(_ sums: TallySums) -> JSONValue {
        var bars: [Int: (right: Int64, all: Int64, confidence: Int128)] = [:]
        for (key, tally) in sums.of(.calibration) {
            guard let bar = Int(key.first) else { continue }
            bars[bar, default: (0, 0, 0)].all += tally.count
            bars[bar, default: (0, 0, 0)].confidence += tally.sum
            if key.second == "right" { bars[bar, default: (0, 0, 0)].right += tally.count }
        }
        let all = bars.values.reduce(0) { $0 + $1.all }
        var gap = 0.0
        var curve: [JSONValue] = []
        for (bar, entry) in bars.sorted(by: { $0.key < $1.key }) where entry.all > 0 {
            let confidence = Double(entry.confidence) / 1_000_000 / Double(entry.all)
            let accuracy = Double(entry.right) / Double(entry.all)
            gap += abs(confidence - accuracy) * Double(entry.all) / Double(all)
            curve.append(
                .object([
                    "from": .double(Double(bar) / Double(FactSheet.confidenceBars)),
                    "to": .double(Double(bar + 1) / Double(FactSheet.confidenceBars)),
                    "values": .count(entry.all), "confidence": .double(confidence),
                    "accuracy": .double(accuracy),
                ]))
        }
        return .object([
            "values": .count(all), "expected_error": all == 0 ? .null : .double(gap), "curve": .array(curve),
        ])
    }

    /// The change of each field's share of right values, and whether chance explains it (two proportions, z ≥ 1.96).
    private static func drift(from old: TallySums, to new: TallySums) -> [JSONValue] {
        let (before, after) = (scores(old, .accuracy) { $0.first }, scores(new, .accuracy) { $0.first })
        return Set(before.keys).union(after.keys).sorted().map { field in
            let (one, other) = (before[field] ?? Scores(), after[field] ?? Scores())
            let (n1, n2) = (Double(one.values), Double(other.values))
            var z: Double?
            if n1 > 0, n2 > 0 {
                let pooled = Double(one.right + other.right) / (n1 + n2)
                let spread = (pooled * (1 - pooled) * (1 / n1 + 1 / n2)).squareRoot()
                z = spread > 0 ? (Double(other.right) / n2 - Double(one.right) / n1) / spread : 0
            }
            let change = one.f1.flatMap { old in other.f1.map { $0 - old } }
            return .object([
                "field": .string(field), "f1": .optional(other.f1), "baseline_f1": .optional(one.f1),
                "change": .optional(change), "values": .count(other.values),
                "baseline_values": .count(one.values), "z": .optional(z),
                "significant": .bool(abs(z ?? 0) >= 1.96),
            ])
        }
    }

    private static let scored: [Schema.Property] = [
        .init("right", .integer()), .init("wrong", .integer(), "Given, and the truth is another value"),
        .init("extra", .integer(), "Given, and there is none in truth"),
        .init("missed", .integer(), "Not given, and there is one"), .init("precision", .nullable(.number())),
        .init("recall", .nullable(.number())), .init("f1", .nullable(.number())),
    ]
    private static func listShape(_ name: String) -> Schema {
        .array(.object([.init(name, .nullable(.text))] + scored))
    }
    static let shape = Schema.object(
        DashboardPeriod.shape + [
            .init("overall", .object(scored)), .init("fields", listShape("field")),
            .init("pipelines", listShape("pipeline")), .init("plugins", listShape("component")),
            .init("vendors", listShape("vendor_id")),
            .init(
                "calibration",
                .object([
                    .init("values", .integer()),
                    .init("expected_error", .nullable(.number()), "Confidence less accuracy, by all values"),
                    .init(
                        "curve",
                        .array(
                            .object([
                                .init("from", .number()), .init("to", .number()), .init("values", .integer()),
                                .init("confidence", .number()), .init("accuracy", .number()),
                            ]))),
                ])),
            .init(
                "drift",
                .nullable(
                    .object(
                        DashboardPeriod.shape + [
                            .init(
                                "fields",
                                .array(
                                    .object([
                                        .init("field", .text), .init("f1", .nullable(.number())),
                                        .init("baseline_f1", .nullable(.number())),
                                        .init("change", .nullable(.number())), .init("values", .integer()),
                                        .init("baseline_values", .integer()),
                                        .init("z", .nullable(.number())),
                                        .init(
                                            "significant", .boolean,
                                            "More than chance explains (z at least 1.96)"),
                                    ])))
                        ]))),
        ])
}
