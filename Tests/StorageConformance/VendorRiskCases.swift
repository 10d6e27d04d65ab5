import AssayKit
import Storage
import Testing

extension Bench {
    static let gstins = ["27AAPFU0939F1ZV", "29AAGCB7383J1Z4", "07AAACI1681G1Z0", "33AABCT3518Q1ZU"]

    /// What can be compared of a profile before and after: all but versions and the history of the score.
    func essence(_ id: VendorID) async throws -> String {
        let profile = try await store.vendorProfile(id)
        let sums = profile.sums.sums.map { "\($0.key) \($0.value)" }.sorted()
        return "\(profile.vendor.status) \(profile.vendor.invoiceCount) \(profile.members.map(\.id)) "
            + "\(profile.keys) \(profile.risk) \(profile.vendor.score ?? -1) \(sums)"
    }

    func expectAddsUp(_ id: VendorID, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let profile = try await store.vendorProfile(id)
        let points = profile.risk.reasons.reduce(0) { $0 + $1.points }
        #expect(points == profile.risk.score, sourceLocation: sourceLocation)
        if profile.vendor.mergedInto == nil {
            #expect(profile.vendor.score == profile.risk.score, sourceLocation: sourceLocation)
            #expect(profile.history.first?.risk.score == profile.risk.score, sourceLocation: sourceLocation)
        }
    }
}

extension ConformanceCase {
    static let vendorRisk = [
        ConformanceCase("every new invoice of a blocked vendor is flagged, however it comes") { bench in
            let owner = try await bench.newUser()
            let store = bench.store
            _ = try await bench.submit(owner, file: 1)
            let first = try await bench.finishNext(["supplier_gstin": Bench.gstins[0], "total": "1"])
            let id = try #require(try await bench.invoice(first).summary.vendor)
            _ = try await store.updateVendor(id, version: 1, name: nil, status: .blocked, by: .user(owner))
            #expect(try await bench.invoice(first).summary.status == .processed, "it is not new")
            _ = try await bench.submit(owner, file: 2)
            let (job, lease) = try await bench.claim()
            let outcome = InvoiceOutcome(
                status: .approved, record: Bench.record(["supplier_gstin": Bench.gstins[0]]), confidence: 1)
            let news = OutboxDraft(
                destination: "erp", messageID: "m", type: "invoice.approved",
                body: .object(JSONObject([.init(key: "status", value: "approved")])), part: 0)
            let receipt = try await store.complete(
                job.id, lease: lease, JobCompletion(invoices: [outcome], outbox: [news]))
            let second = try await bench.invoice(try #require(receipt.invoices.first))
            #expect(second.summary.status == .flagged && second.summary.flagCount == 1)
            let flag = try #require(try second.record.flags.first)
            #expect(flag.rule == "IDN-08" && flag.severity == .critical)
            #expect(flag.evidence.observed == Bench.gstins[0])
            let record = Bench.record(["supplier_gstin": Bench.gstins[0]])
            let manual = try await store.createInvoice(record, owner: owner, batch: nil, by: .user(owner))
            #expect(manual.summary.status == .flagged)
            _ = try await bench.submit(owner, file: 3)
            let third = try await bench.finishNext(["supplier_gstin": Bench.gstins[1]])
            let corrected = try await store.correct(
                third, version: 2, Correction(fields: ["supplier_gstin": Bench.gstins[0]]),
                visibility: .everyone, by: .user(owner))
            #expect(corrected.summary.status == .flagged && corrected.summary.flagCount == 1)
            let profile = try await store.vendorProfile(id)
            #expect(profile.risk.score >= 80 && profile.risk.band == "hold")
            try await bench.expectAddsUp(id)
            try await bench.expectExact("a blocked vendor")
        },
        ConformanceCase("a vendor that was merged into a blocked one is blocked") { bench in
            let owner = try await bench.newUser()
            var vendors: [VendorID] = []
            for file in 0..<2 {
                _ = try await bench.submit(owner, file: file + 1)
                let id = try await bench.finishNext(["supplier_gstin": Bench.gstins[file]])
                vendors.append(try #require(try await bench.invoice(id).summary.vendor))
            }
            _ = try await bench.store.mergeVendor(vendors[0], into: vendors[1], by: .user(owner))
            let version = try await bench.store.vendor(vendors[1]).version
            _ = try await bench.store.updateVendor(
                vendors[1], version: version, name: nil, status: .blocked, by: .user(owner))
            _ = try await bench.submit(owner, file: 9)
            let id = try await bench.finishNext(["supplier_gstin": Bench.gstins[0]])
            #expect(try await bench.invoice(id).summary.status == .flagged)
            var filter = InvoiceFilter(.everyone)
            filter.vendor = vendors[1]
            let all = try await bench.store.invoices(filter, sort: InvoiceSort(), PageRequest())
            #expect(all.total == 3, "a vendor's invoices are those of its members, too")
            filter.vendor = vendors[0]
            let own = try await bench.store.invoices(filter, sort: InvoiceSort(), PageRequest())
            #expect(own.total == 2)
        },
        ConformanceCase("merges, then splits in any order, restore every vendor") { bench in
            let owner = try await bench.newUser()
            var vendors: [VendorID] = []
            for (file, gstin) in Bench.gstins.enumerated() {
                for copy in 0...file {
                    _ = try await bench.submit(owner, file: file * 10 + copy + 1)
                    let rules = ["DUP-02", "ARI-01", "IDN-01", "CHR-05"]
                    let id = try await bench.finishNext(
                        ["supplier_gstin": gstin, "total": "\(copy + 1).50", "bank_account": "\(copy)"],
                        status: .flagged,
                        flags: [Bench.flag(rules[(file + copy) % 4], Severity.allCases[(file + copy) % 5])])
                    let vendor = try #require(try await bench.invoice(id).summary.vendor)
                    if vendors.last != vendor { vendors.append(vendor) }
                    bench.time.advance(.seconds(5 * 86_400))
                }
            }
            #expect(vendors.count == 4)
            var before: [String] = []
            _ = try await bench.store.assessVendors(scoredBefore: bench.time.now(), limit: 100)
            for id in vendors {
                before.append(try await bench.essence(id))
                try await bench.expectAddsUp(id)
            }
            var generator = Seeded(state: 9)
            for _ in 0..<6 {
                var merged: [VendorID] = []
                for _ in 0..<3 {
                    let pair = vendors.shuffled(using: &generator).prefix(2).sorted()
                    do {
                        _ = try await bench.store.mergeVendor(pair[0], into: pair[1], by: .user(owner))
                        merged.append(pair[0])
                    } catch StorageError.wrongState {
                        continue  // One of them counts for another one already.
                    }
                    var total: Int64 = 0
                    for id in vendors where try await bench.store.vendor(id).mergedInto == nil {
                        try await bench.expectAddsUp(id)
                        total += try await bench.store.vendorProfile(id).sums.total(.status).count
                    }
                    #expect(total == 10, "no invoice counts twice or not at all")
                    let list = try await bench.store.vendors(
                        role: .supplier, status: nil, search: nil, PageRequest())
                    #expect(list.total == 4 - merged.count)
                }
                for id in merged.shuffled(using: &generator) {
                    _ = try await bench.store.splitVendor(id, by: .user(owner))
                }
                for (place, id) in vendors.enumerated() {
                    let after = try await bench.essence(id)
                    #expect(after == before[place])
                }
            }
            await expectError("it is not merged", where: \.isWrongState) {
                _ = try await bench.store.splitVendor(vendors[0], by: .user(owner))
            }
            await expectError("into itself", where: \.isWrongState) {
                _ = try await bench.store.mergeVendor(vendors[0], into: vendors[0], by: .user(owner))
            }
            try await bench.expectExact("merges and splits")
        },
        ConformanceCase("scores fade with the days, and their history tells how") { bench in
            let owner = try await bench.newUser()
            _ = try await bench.submit(owner, file: 1)
            let id = try await bench.finishNext(
                ["supplier_gstin": Bench.gstins[0]], status: .flagged,
                flags: [Bench.flag("DUP-02", .critical)])
            let vendor = try #require(try await bench.invoice(id).summary.vendor)
            var last = try #require(try await bench.store.vendor(vendor).score)
            for _ in 0..<4 {
                bench.time.advance(.seconds(60 * 86_400))
                let now = bench.time.now()
                #expect(try await bench.store.assessVendors(scoredBefore: now, limit: 10) == 1)
                #expect(try await bench.store.assessVendors(scoredBefore: now, limit: 10) == 0)
                let score = try #require(try await bench.store.vendor(vendor).score)
                #expect(score < last)
                last = score
                try await bench.expectAddsUp(vendor)
            }
            #expect(try await bench.store.vendorProfile(vendor).history.count == 5)
            let ranked = try await bench.store.riskiestVendors(limit: 10)
            #expect(ranked.map(\.vendor.id) == [vendor] && ranked.first?.risk.score == last)
            _ = try await bench.store.decide(
                .approve, on: id, comment: nil, visibility: .everyone, by: .user(owner))
            #expect(try await bench.store.vendor(vendor).score == 0, "a person has cleared it")
        },
        ConformanceCase("corrections and approvals measure the machine, as counted by hand") { bench in
            let owner = try await bench.newUser()
            let store = bench.store
            _ = try await bench.submit(owner, file: 1)
            let first = try await bench.finishNext([
                "invoice_number": "A-1", "total": "100.00", "supplier_name": "Acme", "cgst": "9.00",
            ])
            #expect(try await bench.figures(.accuracy) == [], "nobody has looked at it")
            _ = try await store.correct(
                first, version: 2,
                Correction(fields: [
                    "total": "120.00", "supplier_name": nil, "buyer_name": "Zen", "cgst": "9",
                ]), visibility: .everyone, by: .user(owner))
            let known = [
                "buyer_name/missed/gst-invoice 1", "supplier_name/extra/gst-invoice 1",
                "total/wrong/gst-invoice 1",
            ]
            #expect(try await bench.figures(.accuracy) == known, "9 and 9.00 are one amount")
            _ = try await store.correct(
                first, version: 3, Correction(fields: ["total": "130.00"]), visibility: .everyone,
                by: .user(owner))
            #expect(try await bench.figures(.accuracy) == known, "the machine has read it once")
            _ = try await store.decide(
                .approve, on: first, comment: nil, visibility: .everyone, by: .user(owner))
            #expect(
                try await bench.figures(.accuracy)
                    == [
                        "buyer_name/missed/gst-invoice 1", "cgst/right/gst-invoice 1",
                        "invoice_number/right/gst-invoice 1", "supplier_name/extra/gst-invoice 1",
                        "total/wrong/gst-invoice 1",
                    ])
            #expect(try await bench.figures(.calibration) == ["18/right 2 1800000", "18/wrong 2 1800000"])
            _ = try await bench.submit(owner, file: 2)
            let second = try await bench.finishNext(["total": "7.00"], status: .approved)
            #expect(try await bench.figures(.accuracy).count == 5, "the pipeline's rule is no person")
            _ = try await store.decide(
                .reject, on: second, comment: "no", visibility: .everyone, by: .user(owner))
            #expect(try await bench.figures(.accuracy).count == 5, "a rejection says nothing of the reading")
            try await bench.expectExact("measured readings")
        },
    ]
}
