internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func mergeVendor(
        _ id: VendorID, into other: VendorID, by actor: Actor
    ) async throws(StorageError) -> Vendor {
        try await write { session in
            let (vendor, target) = (try session.vendor(id), try session.vendor(other))
            guard id != other else { throw StorageError.wrongState("a vendor cannot be merged into itself") }
            guard vendor.role == target.role else {
                throw StorageError.wrongState(
                    "a \(vendor.role.rawValue) cannot count for a \(target.role.rawValue)")
            }
            for merged in [vendor, target] {
                guard let into = merged.mergedInto else { continue }
                throw StorageError.wrongState(
                    "the vendor \(merged.id) is merged into \(into) already; split it first, or name that one"
                )
            }
            try session.setMerged(id, into: other, by: actor, action: "vendor.merged", with: other)
            return try session.vendor(other)
        }
    }

    package func splitVendor(_ id: VendorID, by actor: Actor) async throws(StorageError) -> Vendor {
        try await write { session in
            guard let into = try session.vendor(id).mergedInto else {
                throw StorageError.wrongState("the vendor is not merged into another one; name a merged one")
            }
            try session.setMerged(id, into: nil, by: actor, action: "vendor.split", with: into)
            return try session.vendor(id)
        }
    }

    package func vendorProfile(_ id: VendorID) async throws(StorageError) -> VendorProfile {
        try await read { session in
            let vendor = try session.vendor(id)
            let group = try session.group(of: id)
            let members = try group.filter { $0 != id }.map { try session.vendor($0) }
            var (sums, keys) = (TallySums(), [VendorIdentity.Key]())
            for member in group {
                let own = try session.tallies(
                    [.status, .amount, .flag, .automation, .confidence], TallySpan(.everyone, vendor: member))
                for (key, tally) in own.sums { sums.add(key, tally) }
                keys += try session.connection.rows(
                    "SELECT kind, value FROM vendor_key WHERE vendor = ?1 ORDER BY kind, value", member
                ) { VendorIdentity.Key(kind: try $0.word(), value: try $0.text()) }
            }
            let history = try session.connection.rows(
                "SELECT at, reasons FROM vendor_score WHERE vendor = ?1 ORDER BY number DESC LIMIT 100", id
            ) { VendorProfile.ScoreEntry(at: try $0.time(), risk: RiskAssessment(json: try $0.json())) }
            return VendorProfile(
                vendor: vendor, members: members, keys: keys, risk: try session.risk(of: id), sums: sums,
                history: history)
        }
    }

    package func riskiestVendors(
        limit: Int
    ) async throws(StorageError) -> [(vendor: Vendor, risk: RiskAssessment)] {
        try await read { session in
            try session.connection.rows(
                """
                SELECT \(Session.vendorColumns), (SELECT reasons FROM vendor_score s WHERE s.vendor = vendor.id
                    ORDER BY number DESC LIMIT 1)
                FROM vendor WHERE role = 'supplier' AND merged_into IS NULL AND score NOTNULL
                ORDER BY score DESC, last_seen_at DESC LIMIT ?1
                """, limit
            ) { row in
                let vendor = try Session.vendor(&row)
                return (vendor, RiskAssessment(json: try row.optionalJSON() ?? .null))
            }
        }
    }

    package func assessVendors(
        scoredBefore moment: Timestamp, limit: Int
    ) async throws(StorageError) -> Int {
        let due = try await read { session in
            try session.connection.rows(
                """
                SELECT id FROM vendor WHERE role = 'supplier' AND merged_into IS NULL
                    AND (scored_at < ?1 OR scored_at IS NULL) LIMIT ?2
                """, moment, limit
            ) { try $0.id(Vendor.self) }
        }
        if due.isEmpty { return 0 }
        try await write { session in
            // One may be merged by now; it is passed over.
            for id in due { try session.assess(id) }
        }
        return due.count
    }
}

extension Session {
    fileprivate func setMerged(
        _ id: VendorID, into other: VendorID?, by actor: Actor, action: String, with partner: VendorID
    ) throws {
        try connection.run(
            "UPDATE vendor SET merged_into = ?2, version = version + 1 WHERE id = ?1", id, other)
        try connection.run("UPDATE vendor SET version = version + 1 WHERE id = ?1", partner)
        try audit(
            AuditDraft(
                action, by: actor, subject: "vendor:\(id)",
                details: JSONObject([.init(key: "with", value: .string(partner.description))])))
        for vendor in [id, partner] { try assess(try root(of: vendor)) }
    }
}
