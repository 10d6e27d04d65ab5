import AssayKit
import Storage
import Testing

extension ConformanceCase {
    static let batches = [
        ConformanceCase("a batch from open to completed") { bench in
            let store = bench.store
            let owner = try await bench.newUser()
            let batch = try await bench.newBatch(owner, expected: 3)
            #expect(batch.number.hasPrefix("BATCH-2026-") && batch.number.hasSuffix("-001"))
            #expect(try await bench.newBatch(owner).number.hasSuffix("-002"))
            #expect(batch.status == .open)
            _ = try await bench.submit(owner, files: [1, 2], batch: batch.id)
            bench.time.advance(.seconds(60))
            _ = try await bench.finishNext()
            _ = try await bench.finishNext()
            var now = try await store.batch(batch.id, visibility: .everyone)
            #expect(now.status == .processing, "a third one is expected")
            #expect((66...67).contains(now.counts.progress(expected: now.expected)))
            let pace = try await store.batchPace(batch.id, visibility: .everyone)
            #expect(pace.perMinute == 2)
            _ = try await bench.submit(owner, file: 3, batch: batch.id)
            _ = try await bench.finishNext(status: .failed)
            now = try await store.batch(batch.id, visibility: .everyone)
            #expect(now.status == .completedWithErrors && now.counts.byStatus == [.processed: 2, .failed: 1])
            let found = try await store.batches(
                status: .completedWithErrors, search: "march", visibility: .owned(by: owner), PageRequest())
            #expect(found.items == [now])
            let events = try await store.events(after: 0, topic: .batch(batch.id), limit: 100)
            #expect(events.last?.draft.type == "batch_progress")
            #expect(events.last?.draft.body["status"] == "completed_with_errors")
            await expectError("it is not empty", where: \.isWrongState) {
                try await store.deleteBatch(batch.id, visibility: .everyone)
            }
            let renamed = try await store.updateBatch(
                batch.id, BatchDraft(name: "April"), visibility: .everyone)
            #expect(renamed.name == "April" && renamed.expected == 3)
        }
    ]

    static let vendors = [
        ConformanceCase("vendors are recognised by GSTIN, else PAN, else account and name") { bench in
            let owner = try await bench.newUser()
            let rows: [(name: String, fields: [String: String])] = [
                ("a", ["supplier_gstin": "27AAPFU0939F1ZV", "supplier_name": "Acme Pvt. Ltd."]),
                ("a", ["supplier_gstin": "27 AAPFU0939F1ZV", "supplier_name": "Something else"]),
                ("a", ["supplier_gstin": "29AAPFU0939F1ZR", "supplier_name": "Acme, other State"]),
                ("a", ["supplier_pan": "AAPFU0939F"]),
                ("b", ["bank_account": "00123", "ifsc": "HDFC0000001", "supplier_name": "M/s Zenith & Co."]),
                ("b", ["bank_account": "00123", "ifsc": "hdfc0000001", "supplier_name": "ZENITH AND CO"]),
                ("c", ["bank_account": "00123", "ifsc": "HDFC0000001", "supplier_name": "Apex"]),
                ("", ["supplier_name": "A name alone"]),
            ]
            var vendors: [String: VendorID] = [:]
            for (place, row) in rows.enumerated() {
                _ = try await bench.submit(owner, file: place + 1)
                let id = try await bench.finishNext(row.fields)
                let vendor = try await bench.invoice(id).summary.vendor
                if row.name.isEmpty {
                    #expect(vendor == nil)
                } else if let known = vendors[row.name] {
                    #expect(vendor == known, "\(row.fields)")
                } else {
                    #expect(vendor.map { vendors.values.contains($0) } == false, "\(row.fields)")
                    vendors[row.name] = vendor
                }
            }
            let acme = try await bench.store.vendor(try #require(vendors["a"]))
            #expect(acme.invoiceCount == 4 && acme.name == "Acme Pvt. Ltd." && acme.pan == "AAPFU0939F")
            let watched = try await bench.store.updateVendor(
                acme.id, version: acme.version, name: nil, status: .watch, by: .user(owner))
            #expect(watched.status == .watch && watched.name == acme.name)
            await expectError("an old version", where: \.isStale) {
                _ = try await bench.store.updateVendor(
                    acme.id, version: acme.version, name: "x", status: nil, by: .system)
            }
            let list = try await bench.store.vendors(
                role: .supplier, status: .watch, search: "acme", PageRequest())
            #expect(list.items == [watched])
        },
        ConformanceCase("a correction moves the invoice to the right vendor") { bench in
            let owner = try await bench.newUser()
            _ = try await bench.submit(owner, file: 1)
            let id = try await bench.finishNext(["supplier_gstin": "27AAPFU0939F1ZV"])
            let before = try #require(try await bench.invoice(id).summary.vendor)
            let invoice = try await bench.store.correct(
                id, version: 2, Correction(fields: ["supplier_gstin": "29AAGCB7383J1Z4"]),
                visibility: .everyone, by: .user(owner))
            let after = try #require(invoice.summary.vendor)
            #expect(after != before)
            #expect(try await bench.store.vendor(before).invoiceCount == 0)
            #expect(try await bench.store.vendor(after).invoiceCount == 1)
        },
    ]
}
