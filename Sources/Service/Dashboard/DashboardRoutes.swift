internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// The dashboard: key figures, throughput, latency, and the invoices behind them.
enum DashboardRoutes {
    static let operations: [Operation] = [
        Operation(
            .get, "/api/dashboard/metrics", tag: "dashboard", id: "dashboardMetrics",
            "The key figures of the invoices that came in within a period",
            parameters: DashboardPeriod.parameters,
            answers: [.init(200, "The figures", .named("DashboardMetrics"))]
        ) { call in
            let (period, visibility) = (try DashboardPeriod(call), try call.principal.visibility)
            let metrics = try await call.stored { () async throws(StorageError) in
                try await DashboardMetrics.json(of: call.house.store, visibility, period)
            }
            return .json(metrics)
        },
        Operation(
            .get, "/api/dashboard/throughput", tag: "dashboard", id: "dashboardThroughput",
            "What was read over time, by step and by component",
            parameters: DashboardPeriod.parameters + [
                .init(
                    "bucket", .choice(Throughput.Bucket.allCases.map(\.rawValue)),
                    "The pieces that the time is cut into; day unless said")
            ], answers: [.init(200, "The pieces", .named("DashboardThroughput"))]
        ) { call in .json(try await Throughput.json(call)) },
        Operation(
            .get, "/api/dashboard/latency", tag: "dashboard", id: "dashboardLatency",
            "How long each step took, of the documents read within a period",
            parameters: DashboardPeriod.parameters,
            answers: [.init(200, "The steps", .named("DashboardLatency"))], handle: latency),
        Operation(
            .get, "/api/dashboard/export/csv", tag: "dashboard", id: "dashboardExport",
            "The invoices that came in within a period, as CSV", parameters: DashboardPeriod.parameters,
            answers: [.init(200, "The file", .text, mediaType: "text/csv")], handle: export),
    ]

    private static func latency(_ call: Call) async throws -> Response {
        let (period, visibility) = (try DashboardPeriod(call), try call.principal.visibility)
        let sums = try await call.stored { () async throws(StorageError) in
            try await call.house.store.tallies([.stage, .stageTime], period.span(visibility))
        }
        let times = Dictionary(grouping: sums.of(.stageTime)) { $0.key.first }
        let steps = Dictionary(
            sums.of(.stage).filter { $0.key.second != "skipped" }.map { ($0.key.first, $0.tally) },
            uniquingKeysWith: +)
        var answer = JSONObject(period.members)
        answer["stages"] = .array(
            steps.sorted { $0.key < $1.key }.map { name, tally in
                let bars = Bars.counts(times[name] ?? []) { $0.second }
                return .object([
                    "stage": .string(name), "count": .count(tally.count),
                    "average_ms": .optional(DashboardMetrics.ratio(tally, unit: 10)),
                    "p50_ms": Bars.percentile(50, bars), "p90_ms": Bars.percentile(90, bars),
                    "p99_ms": Bars.percentile(99, bars), "histogram": Bars.json(bars),
                ])
            })
        return .json(.object(answer))
    }

    private static func export(_ call: Call) async throws -> Response {
        let period = try DashboardPeriod(call)
        var filter = InvoiceFilter(try call.principal.visibility)
        filter.cameFrom = period.begin
        filter.cameBefore = period.end
        let (store, wanted) = (call.house.store, filter)
        var answer = Response.stream(type: "text/csv; charset=utf-8") { writer in
            try await writer.write(Array(InvoiceCSV.head.utf8))
            var last: InvoiceID?
            while true {
                let piece = try await store.invoices(wanted, after: last, limit: 200)
                guard let newest = piece.last else { break }
                try await writer.write(Array(piece.map { InvoiceCSV.line($0) }.joined().utf8))
                last = newest.id
            }
        }
        answer.headers["Content-Disposition"] = ContentDisposition.attachment("invoices.csv")
        return answer
    }
}
