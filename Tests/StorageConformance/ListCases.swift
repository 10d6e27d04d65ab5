import AssayKit
import Storage
import Testing

extension ConformanceCase {
    /// One filter and the invoices that it lets through.
    private struct FilterSample: Sendable {
        let name: String
        let expected: Set<String>
        let change: @Sendable (inout InvoiceFilter) -> Void
    }

    private static let samples: [FilterSample] = [
        FilterSample(name: "all", expected: ["A", "B", "C", "D"]) { _ in },
        FilterSample(name: "status", expected: ["B"]) { $0.statuses = [.flagged] },
        FilterSample(name: "statuses", expected: ["A", "B", "C"]) { $0.statuses = [.flagged, .processed] },
        FilterSample(name: "flagged", expected: ["B"]) { $0.flagged = true },
        FilterSample(name: "not flagged", expected: ["A", "C", "D"]) { $0.flagged = false },
        FilterSample(name: "minimum", expected: ["B", "C"]) { $0.minimumTotal = Amount("500.00") },
        FilterSample(name: "maximum", expected: ["A", "B"]) { $0.maximumTotal = Amount("500") },
        FilterSample(name: "range", expected: ["B"]) {
            $0.minimumTotal = Amount("500")
            $0.maximumTotal = Amount("500.00")
        },
        FilterSample(name: "from", expected: ["B", "C"]) { $0.from = CalendarDate(iso: "2026-02-01") },
        FilterSample(name: "to", expected: ["A", "B"]) { $0.to = CalendarDate(iso: "2026-02-01") },
        FilterSample(name: "GSTIN", expected: ["A", "B"]) { $0.gstin = "27aapfu0939f1zv" },
        FilterSample(name: "search in a name", expected: ["A", "B"]) { $0.search = "ACME" },
        FilterSample(name: "search in a number", expected: ["C"]) { $0.search = "c-1" },
        FilterSample(name: "search in a file name", expected: ["D"]) { $0.search = "file-4" },
        FilterSample(name: "a percent sign is one", expected: ["B"]) { $0.search = "100%" },
        FilterSample(name: "two at once", expected: ["A"]) {
            $0.search = "acme"
            $0.maximumTotal = Amount("499.99")
        },
        FilterSample(name: "rule", expected: ["B"]) { $0.rule = "X-1" },
        FilterSample(name: "severity", expected: ["B"]) { $0.minimumSeverity = .low },
        FilterSample(name: "a higher severity", expected: []) { $0.minimumSeverity = .high },
        FilterSample(name: "a quote", expected: []) { $0.search = "'; DROP TABLE invoice; --" },
    ]

    /// Four invoices of one owner, named by the first letter of their number.
    private static func fill(_ bench: Bench, _ owner: UserID) async throws -> [InvoiceID: String] {
        let gstin = "27AAPFU0939F1ZV"
        let flag = Flag(rule: "X-1", severity: .medium, message: "m", source: "s")
        let rows: [(String, InvoiceStatus, [String: String], [Flag])] = [
            (
                "A", .processed,
                [
                    "total": "100.00", "invoice_date": "2026-01-01", "supplier_gstin": gstin,
                    "supplier_name": "Acme",
                ], []
            ),
            (
                "B", .flagged,
                [
                    "total": "500.00", "invoice_date": "2026-02-01", "supplier_gstin": gstin,
                    "supplier_name": "acme 100% Ltd",
                ], [flag]
            ),
            (
                "C", .processed,
                ["total": "900.00", "invoice_date": "2026-03-01", "supplier_name": "Zenith"], []
            ),
            ("D", .needsReview, [:], []),
        ]
        var names: [InvoiceID: String] = [:]
        for (place, (name, status, fields, flags)) in rows.enumerated() {
            _ = try await bench.submit(owner, file: place + 1)
            let all = fields.merging(["invoice_number": name + "-1"]) { old, _ in old }
            names[try await bench.finishNext(all, status: status, flags: flags)] = name
            bench.time.advance(.milliseconds(5))
        }
        return names
    }

    static let lists = [
        ConformanceCase("every filter of the list") { bench in
            let owner = try await bench.newUser()
            let names = try await fill(bench, owner)
            for sample in samples {
                var filter = InvoiceFilter(.owned(by: owner))
                sample.change(&filter)
                let page = try await bench.store.invoices(filter, sort: InvoiceSort(), PageRequest())
                #expect(Set(page.items.compactMap { names[$0.id] }) == sample.expected, "\(sample.name)")
                #expect(page.total == sample.expected.count, "\(sample.name)")
                let export = try await bench.store.invoices(filter, after: nil, limit: 100)
                #expect(Set(export.compactMap { names[$0.id] }) == sample.expected, "\(sample.name), export")
            }
            #expect(
                try await bench.store.flagCounts(InvoiceFilter(.owned(by: owner)))
                    == [FlagCount(rule: "X-1", severity: .medium, count: 1)])
            let a = try #require(names.first { $0.value == "A" }?.key)
            var byVendor = InvoiceFilter(.everyone)
            byVendor.vendor = try await bench.invoice(a).summary.vendor
            #expect(byVendor.vendor != nil)
            let found = try await bench.store.invoices(byVendor, sort: InvoiceSort(), PageRequest())
            #expect(Set(found.items.compactMap { names[$0.id] }) == ["A", "B"])
        },
        ConformanceCase("every order of the list; what has no value comes last") { bench in
            let owner = try await bench.newUser()
            let names = try await fill(bench, owner)
            for (text, expected) in [
                ("created_at", "ABCD"), ("-created_at", "DCBA"), ("total", "ABCD"), ("-total", "CBAD"),
                ("invoice_date", "ABCD"), ("-invoice_date", "CBAD"), ("supplier_name", "ABCD"),
                ("-supplier_name", "CBAD"), ("invoice_number", "ABCD"), ("status", "BDCA"),
                ("-flag_count", "BDCA"),
            ] {
                let sort = try #require(InvoiceSort(text))
                let page = try await bench.store.invoices(InvoiceFilter(.everyone), sort: sort, PageRequest())
                #expect(page.items.compactMap { names[$0.id] }.joined() == expected, "\(text)")
            }
            #expect(InvoiceSort("password") == nil)
        },
        ConformanceCase("pages follow each other, and exports go through all") { bench in
            let owner = try await bench.newUser()
            let all = try await bench.submit(owner, files: Array(1...25)).map(\.invoice)
            let filter = InvoiceFilter(.owned(by: owner))
            var seen: [InvoiceID] = []
            for number in 1...3 {
                let page = try await bench.store.invoices(
                    filter, sort: InvoiceSort(.createdAt, descending: false),
                    PageRequest(page: number, perPage: 10))
                #expect(page.total == 25 && page.pages == 3)
                #expect(page.hasNext == (number < 3) && page.hasPrevious == (number > 1))
                seen += page.items.map(\.id)
            }
            #expect(seen == all)
            var exported: [InvoiceID] = []
            while true {
                let piece = try await bench.store.invoices(filter, after: exported.last, limit: 7)
                if piece.isEmpty { break }
                exported += piece.map(\.id)
            }
            #expect(exported == all)
            let beyond = try await bench.store.invoices(
                filter, sort: InvoiceSort(), PageRequest(page: 1_000_000_000, perPage: 100))
            #expect(beyond.items.isEmpty && beyond.total == 25)
        },
        ConformanceCase("another owner's things do not exist") { bench in
            let store = bench.store
            let owner = try await bench.newUser()
            let stranger = Visibility.owned(by: try await bench.newUser("stranger"))
            let batch = try await bench.newBatch(owner)
            let accepted = try await bench.submit(owner, file: 1, batch: batch.id)
            let id = accepted.invoice
            let calls: [(Comment, @Sendable () async throws -> Void)] = [
                ("invoice", { _ = try await store.invoice(id, visibility: stranger) }),
                ("history", { _ = try await store.history(id, visibility: stranger) }),
                ("attachment", { _ = try await store.attachment("words", of: id, visibility: stranger) }),
                ("job", { _ = try await store.job(accepted.job, visibility: stranger) }),
                ("batch", { _ = try await store.batch(batch.id, visibility: stranger) }),
                ("pace", { _ = try await store.batchPace(batch.id, visibility: stranger) }),
                (
                    "correct",
                    {
                        _ = try await store.correct(
                            id, version: 1, Correction(), visibility: stranger, by: .system)
                    }
                ),
                (
                    "decide",
                    {
                        _ = try await store.decide(
                            .approve, on: id, comment: nil, visibility: stranger, by: .system)
                    }
                ),
                ("delete", { try await store.deleteInvoice(id, visibility: stranger, by: .system) }),
                ("delete batch", { try await store.deleteBatch(batch.id, visibility: stranger) }),
            ]
            for (name, call) in calls { await expectError(name, where: \.isNotFound, call) }
            #expect(
                try await store.invoices(InvoiceFilter(stranger), sort: InvoiceSort(), PageRequest()).total
                    == 0)
            #expect(try await store.jobs(JobFilter(visibility: stranger), PageRequest()).total == 0)
            #expect(
                try await store.batches(status: nil, search: nil, visibility: stranger, PageRequest()).total
                    == 0)
        },
    ]
}
