import Accounts
import AssayKit
import Foundation
import Service
import Storage
import StorageSQLite
import Testing

@Suite("The dashboard, against plain SQL")
struct DashboardTests {
    /// More under ASSAY_SLOW_TESTS.
    private static let count = ProcessInfo.processInfo.environment["ASSAY_SLOW_TESTS"] == nil ? 600 : 100_000

    /// One way to ask: who, and which days, in whose time.
    private struct View: Sendable {
        let user: String
        let query: String
        /// The same as a condition of SQL on a column of ms.
        let days: @Sendable (_ column: String) -> String
    }

    private static let views = [
        View(user: "mia", query: "") { _ in "1" },
        View(user: "mia", query: "?from=2026-03-05&to=2026-08-20") {
            "date(\($0) / 1000, 'unixepoch') BETWEEN '2026-03-05' AND '2026-08-20'"
        },
        View(user: "mia", query: "?from=2026-03-05&to=2026-04-11&tz=Asia/Kolkata") {
            "date(\($0) / 1000 + 19800, 'unixepoch') BETWEEN '2026-03-05' AND '2026-04-11'"
        },
        View(user: "mia", query: "?to=2026-07-01&tz=-0800") {
            "date(\($0) / 1000 - 28800, 'unixepoch') <= '2026-07-01'"
        },
        View(user: "ann", query: "?from=2026-02-01&tz=+05:45") {
            "date(\($0) / 1000 + 20700, 'unixepoch') >= '2026-02-01'"
        },
    ]

    private struct Filled {
        let service: TestService
        let made: GeneratedInvoices
        let owners: [String: UserID]

        /// The condition of SQL for what a view shows.
        func condition(_ view: View, by column: String = "created_at") -> String {
            let owner = owners[view.user].map { id in
                " AND owner = x'" + id.bytes.map { String($0 + 0, radix: 16).leftPadded }.joined() + "'"
            }
            return view.days(column) + (view.user == "mia" ? "" : owner ?? "")
        }

        func ask(_ path: String, _ view: View, _ more: String = "") async throws -> JSONValue {
            let query = more.isEmpty ? view.query : view.query + (view.query.isEmpty ? "?" : "&") + more
            let answer = try await service.ask("GET", path + query, as: try await token(view))
            #expect(answer.status == 200, "\(answer.text.prefix(300))")
            return answer.json
        }

        /// A login of its own: filling and counting a large set may take longer than one lasts.
        func token(_ view: View) async throws -> String {
            try await service.house.accounts.logIn(
                view.user, password: TestService.password, from: "127.0.0.1"
            ).access
        }
    }

    @Test("every figure equals what plain SQL says, for every period, zone and user")
    func figures() async throws {
        // One set for all: it is large where ASSAY_SLOW_TESTS is set.
        try await Self.filled { filled in
            try await keyFigures(filled)
            try await speeds(filled)
            try await throughput(filled)
            try await export(filled)
        }
    }

    private static func filled(_ test: (Filled) async throws -> Void) async throws {
        try await TestService.with { service in
            let users = try await service.store.users(search: nil, PageRequest()).items
            let owners = Dictionary(
                users.map { ($0.username, $0.id) }, uniquingKeysWith: { first, _ in first })
            let (ann, bob) = (try #require(owners["ann"]), try #require(owners["bob"]))
            let made = try GeneratedInvoices(service.folder)
            try made.add(count, owners: [ann, bob], reviewer: try #require(owners["mia"]))
            // The next change of the service brings its sums up to date.
            _ = try await service.store.createBatch(BatchDraft(name: "b"), owner: ann)
            try await test(Filled(service: service, made: made, owners: owners))
        }
    }

    private func keyFigures(_ filled: Filled) async throws {
        for view in Self.views {
            let json = try await filled.ask("/api/dashboard/metrics", view)
            let rows = "(SELECT * FROM invoice WHERE \(filled.condition(view)))"
            func expect(_ name: String, _ found: [String], _ sql: String) throws {
                let said = try filled.made.ask(sql)
                #expect(found.sorted() == said.sorted(), "\(name) of \(view.user) \(view.query)")
            }
            func entries(_ value: JSONValue?) -> [JSONObject.Member] { value?.objectValue?.members ?? [] }
            try expect(
                "status",
                entries(json["invoices"]?["by_status"]).filter { $0.value != 0 }.map {
                    "\($0.key) \($0.value.intValue ?? -1)"
                }, "SELECT status || ' ' || count(*) FROM \(rows) GROUP BY status")
            try expect(
                "amounts",
                (json["amounts"]?.arrayValue ?? []).flatMap { amount in
                    entries(amount["by_status"]).map {
                        "\(amount["currency"]?.stringValue ?? "-") \($0.key) \($0.value["invoices"]?.intValue ?? -1) "
                            + ($0.value["total"]?.stringValue ?? "")
                    }
                },
                """
                SELECT coalesce(upper(currency), '-') || ' ' || status || ' ' || count(*) || ' ' ||
                    printf('%.2f', sum(total) / 1e6) FROM \(rows) WHERE total IS NOT NULL GROUP BY upper(currency), status
                """)
            try expect(
                "totals",
                (json["amounts"]?.arrayValue ?? []).map {
                    "\($0["currency"]?.stringValue ?? "-") \($0["total"]?.stringValue ?? "")"
                },
                """
                SELECT coalesce(upper(currency), '-') || ' ' || printf('%.2f', sum(total) / 1e6) FROM \(rows)
                WHERE total IS NOT NULL GROUP BY upper(currency)
                """)
            let tax = ["cgst", "sgst", "igst", "cess"].map { head in
                """
                SELECT '\(head)' AS head, upper(currency) AS code,
                    CAST(round(json_extract(CAST(record AS TEXT), '$.fields.\(head).value') * 100) AS INTEGER) AS cents
                FROM \(rows) WHERE json_extract(CAST(record AS TEXT), '$.fields.\(head)') IS NOT NULL
                """
            }.joined(separator: " UNION ALL ")
            try expect(
                "tax",
                (json["tax"]?.arrayValue ?? []).map {
                    "\($0["head"]?.stringValue ?? "") \($0["currency"]?.stringValue ?? "-") "
                        + "\($0["invoices"]?.intValue ?? -1) \($0["total"]?.stringValue ?? "")"
                },
                """
                SELECT head || ' ' || coalesce(code, '-') || ' ' || count(*) || ' ' || printf('%.2f', sum(cents) / 100.0)
                FROM (\(tax)) GROUP BY head, code
                """)
            let severities = ["info", "low", "medium", "high", "critical"]
            try expect(
                "rules",
                (json["flags"]?["by_rule"]?.arrayValue ?? []).map {
                    let rank = severities.firstIndex(of: $0["severity"]?.stringValue ?? "") ?? -1
                    return "\($0["rule"]?.stringValue ?? "") \(rank) \($0["count"]?.intValue ?? -1)"
                },
                """
                SELECT rule || ' ' || severity || ' ' || count(*) FROM flag JOIN \(rows) AS i ON i.id = flag.invoice
                GROUP BY rule, severity
                """)
            try expect(
                "gravest",
                severities.enumerated().compactMap { rank, name in
                    let count = json["flags"]?["invoices_by_gravest"]?[name]?.intValue ?? 0
                    return count == 0 ? nil : "\(rank) \(count)"
                },
                """
                SELECT gravest || ' ' || count(*) FROM (SELECT max(severity) AS gravest FROM flag JOIN \(rows) AS i
                    ON i.id = flag.invoice GROUP BY i.id) GROUP BY gravest
                """)
            let touched = """
                EXISTS (SELECT 1 FROM history h WHERE h.invoice = i.id AND h.actor IS NOT NULL AND h.action <> 'submitted')
                """
            try expect(
                "automation",
                ["automatic", "corrected", "reviewed", "waiting"].compactMap { way in
                    let count = json["automation"]?[way]?.intValue ?? 0
                    return count == 0 ? nil : "\(way) \(count)"
                },
                """
                SELECT way || ' ' || count(*) FROM (SELECT CASE
                    WHEN NOT \(touched) THEN iif(status IN ('processed', 'approved'), 'automatic', 'waiting')
                    WHEN EXISTS (SELECT 1 FROM history h WHERE h.invoice = i.id AND h.action = 'corrected')
                        THEN 'corrected' ELSE 'reviewed' END AS way
                    FROM \(rows) AS i WHERE status NOT IN ('queued', 'processing')) GROUP BY way
                """)
            try expect(
                "review and confidence",
                [
                    "\(json["review"]?["decisions"]?.intValue ?? -1)",
                    String(format: "%.6f", json["review"]?["average_seconds"]?.doubleValue ?? 0),
                    String(format: "%.9f", json["confidence"]?["average"]?.doubleValue ?? 0),
                ],
                """
                SELECT count(reviewed_at) FROM \(rows) UNION ALL
                SELECT printf('%.6f', avg(reviewed_at - processed_at) / 1000) FROM \(rows) UNION ALL
                SELECT printf('%.9f', avg(confidence)) FROM \(rows)
                """)
        }
    }

    /// Percentiles may be off by the width of a bar.
    private func speeds(_ filled: Filled) async throws {
        for view in Self.views {
            let steps = """
                (SELECT json_extract(value, '$.name') AS step, json_extract(value, '$.status') AS how,
                    CAST(round(json_extract(value, '$.ms') * 10) AS INTEGER) AS tenths
                FROM invoice, json_each(steps) WHERE processed_at IS NOT NULL AND \(filled.condition(view, by: "processed_at")))
                """
            let json = try await filled.ask("/api/dashboard/latency", view)
            for stage in json["stages"]?.arrayValue ?? [] {
                let name = stage["stage"]?.stringValue ?? ""
                let times = try filled.made.ask(
                    "SELECT CAST(tenths AS TEXT) FROM \(steps) WHERE step = '\(name)' AND how <> 'skipped' ORDER BY tenths"
                ).compactMap { Int64($0) }
                #expect(stage["count"]?.intValue == times.count && !times.isEmpty, "\(name)")
                let average = Double(times.reduce(0, +)) / Double(times.count) / 10
                #expect(abs((stage["average_ms"]?.doubleValue ?? -1) - average) < 1e-6)
                for share in [50, 90, 99] {
                    let exact = Double(times[(times.count * share + 99) / 100 - 1]) / 10
                    let said = stage["p\(share)_ms"]?.doubleValue ?? -1
                    #expect(
                        said >= exact && said <= exact * 1.032, "\(name) p\(share): \(exact), not \(said)"
                    )
                }
                var last = -1.0
                for bar in stage["histogram"]?.arrayValue ?? [] {
                    let bound = bar["le_ms"]?.doubleValue ?? -1
                    let counted = times.filter { Double($0) / 10 > last && Double($0) / 10 <= bound }
                        .count
                    #expect(bar["count"]?.intValue == counted, "\(name) up to \(bound)")
                    last = bound
                }
            }
            #expect(json["stages"]?.arrayValue?.count == 3)
        }
    }

    private func throughput(_ filled: Filled) async throws {
        let view = View(user: "mia", query: "?from=2026-02-01&to=2026-04-30&tz=Asia/Kolkata") { _ in "1" }
        for (bucket, name) in [
            ("day", "date(at, 'unixepoch')"), ("month", "date(at, 'unixepoch', 'start of month')"),
            ("week", "max('2026-02-01', date(at, 'unixepoch', '-6 days', 'weekday 1'))"),
        ] {
            let json = try await filled.ask("/api/dashboard/throughput", view, "bucket=\(bucket)")
            let zone = try #require(ZoneRules("Asia/Kolkata"))
            var found: [String] = []
            for piece in json["buckets"]?.arrayValue ?? [] {
                let calls = piece["stages"]?["gst-rules"]
                let start = try #require(piece["start"]?.stringValue)
                let day = try #require(
                    (20_000...21_000).compactMap { CalendarDate(dayNumber: $0) }.first {
                        zone.start(of: $0).rfc3339 == start
                    })
                guard piece["documents"] != 0 else { continue }
                found.append(
                    "\(day.iso) \(piece["documents"]?.intValue ?? -1) \(piece["pages"]?.intValue ?? -1) "
                        + "\(calls?["calls"]?.intValue ?? 0) \(calls?["failed"]?.intValue ?? 0)")
            }
            let said = try filled.made.ask(
                """
                SELECT name || ' ' || count(*) || ' ' || sum(pages) || ' ' || sum(calls) || ' ' || sum(bad) FROM
                    (SELECT \(name) AS name, pages, how <> 'skipped' AS calls, how = 'failed' AS bad FROM
                        (SELECT processed_at / 1000 + 19800 AS at, pages, json_extract(steps, '$[2].status') AS how
                        FROM invoice WHERE processed_at IS NOT NULL)
                        WHERE date(at, 'unixepoch') BETWEEN '2026-02-01' AND '2026-04-30')
                GROUP BY name
                """)
            #expect(found.sorted() == said.sorted(), "\(bucket)")
        }
    }

    /// The export has every invoice of the period, and no formula.
    private func export(_ filled: Filled) async throws {
        for view in Self.views {
            let answer = try await filled.service.ask(
                "GET", "/api/dashboard/export/csv" + view.query, as: try await filled.token(view))
            let lines = answer.text.split(separator: "\r\n")
            let count = try filled.made.ask(
                "SELECT CAST(count(*) AS TEXT) FROM invoice WHERE \(filled.condition(view))")
            #expect(["\(lines.count - 1)"] == count)
            #expect(lines.contains { $0.contains("'=1+1") } && !answer.text.contains(",=1+1"))
            #expect(!answer.text.contains(",@SUM") && answer.text.contains("'@SUM(A1)"))
        }
    }

    @Test(
        "a cell holds no formula and breaks no line",
        arguments: [
            ("Acme", "Acme"), ("=1+1", "'=1+1"), ("+91 22", "'+91 22"), ("-cmd", "'-cmd"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("\r\n=1", "\"'\r\n=1\""),
            ("＝1", "'＝1"), ("=\u{301}1", "'=\u{301}1"), ("-12.50", "-12.50"), ("a\nb", "\"a\nb\""),
            ("a\r\nb", "\"a\r\nb\""), ("Zenith, \"Co\"", "\"Zenith, \"\"Co\"\"\""),
        ])
    func cells(name: String, cell: String) {
        let moment = Timestamp(milliseconds: 0)
        var summary = InvoiceSummary(
            id: InvoiceID(high: 1, low: 1), owner: UserID(high: 1, low: 1), batch: nil, status: .processed,
            createdAt: moment)
        summary.keys.supplierName = name
        let invoice = Invoice(
            summary: summary, origin: InvoiceOrigin(source: .manual), job: nil, pages: 0, recordJSON: [],
            steps: .null, metadata: .null, notes: [], failure: nil, review: nil, processedAt: nil,
            updatedAt: moment)
        #expect(InvoiceCSV.line(invoice).contains(",," + cell + ",,,"))
    }

    @Test(
        "what can't be asked is refused with its place",
        arguments: [
            ("/api/dashboard/metrics?tz=Mars/Base", "tz"), ("/api/dashboard/metrics?from=31.3.2026", "from"),
            ("/api/dashboard/metrics?from=2026-03-02&to=2026-03-01", "to"),
            ("/api/dashboard/latency?tz=../../etc/passwd", "tz"),
            ("/api/dashboard/throughput?bucket=decade", "bucket"),
            ("/api/dashboard/throughput?bucket=hour&from=2020-01-01&to=2026-01-01", "bucket"),
            ("/api/dashboard/throughput?from=0001-01-01&to=9999-12-31&bucket=month", "bucket"),
        ])
    func refusals(path: String, place: String) async throws {
        try await TestService.with { service in
            let answer = try await service.ask("GET", path, as: "ann")
            #expect(answer.status == 422 && answer.json["details"]?[place] != nil, "\(answer.text)")
        }
    }

    @Test("at the ends of the calendar there is an answer, too")
    func ends() async throws {
        try await TestService.with { service in
            for path in [
                "/api/dashboard/metrics?from=0001-01-01&to=9999-12-31&tz=Asia/Kolkata",
                "/api/dashboard/throughput?from=9999-12-31&to=9999-12-31&bucket=hour",
                "/api/dashboard/throughput?from=2026-12-31",
            ] {
                let answer = try await service.ask("GET", path, as: "ann")
                #expect(answer.status == 200, "\(path): \(answer.text)")
            }
        }
    }
}

extension String {
    /// Two hexadecimal digits.
    fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}
