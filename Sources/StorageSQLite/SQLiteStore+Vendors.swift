internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func vendor(_ id: VendorID) async throws(StorageError) -> Vendor {
        try await read { try $0.vendor(id) }
    }

    package func vendors(
        role: Vendor.Role, status: Vendor.Status?, search: String?, _ page: PageRequest
    ) async throws(StorageError) -> Page<Vendor> {
        var conditions = Conditions()
        conditions.add("role = ?", role.rawValue)
        conditions.add("merged_into IS NULL")
        if let status { conditions.add("status = ?", status.rawValue) }
        if let search, !search.isEmpty {
            conditions.add(
                "lower(coalesce(name, '') || ' ' || coalesce(gstin, '') || ' ' || coalesce(pan, ''))",
                contains: search)
        }
        return try await read { [conditions] session in
            try session.page(
                Session.vendorColumns, from: "vendor", conditions, order: "last_seen_at DESC, id DESC", page,
                read: Session.vendor)
        }
    }

    package func introduceVendor(
        _ identity: VendorIdentity
    ) async throws(StorageError) -> (vendor: Vendor, isNew: Bool) {
        try await write { session in
            if let known = try session.known(identity) { return (try session.vendor(known), false) }
            guard let id = try session.recognise(identity, instead: nil) else {
                throw StorageError.wrongState(
                    "a vendor is known by its GSTIN, PAN or account; give one of them")
            }
            // Recognising counts an invoice, and there is none yet.
            try session.release(id)
            return (try session.vendor(id), true)
        }
    }

    package func updateVendor(
        _ id: VendorID, version: Int, name: String?, status: Vendor.Status?, by actor: Actor
    ) async throws(StorageError) -> Vendor {
        try await write { session in
            let vendor = try session.vendor(id)
            guard vendor.version == version else {
                throw StorageError.staleVersion(current: vendor.version)
            }
            try session.connection.run(
                """
                UPDATE vendor SET name = coalesce(?2, name), status = coalesce(?3, status),
                    version = version + 1 WHERE id = ?1
                """, id, name, status?.rawValue)
            if let status, status != vendor.status {
                try session.audit(
                    AuditDraft(
                        "vendor.status_changed", by: actor, subject: "vendor:\(id)",
                        details: JSONObject([
                            .init(key: "old", value: .string(vendor.status.rawValue)),
                            .init(key: "new", value: .string(status.rawValue)),
                        ])))
            }
            return try session.vendor(id)
        }
    }
}

extension Session {
    static let vendorColumns = """
        id, role, name, gstin, pan, status, invoice_count, first_seen_at, last_seen_at, version,
        merged_into, score, scored_at
        """

    static func vendor(_ row: inout Row) throws -> Vendor {
        var vendor = Vendor(
            id: try row.id(), role: try row.word(), name: try row.optionalText(),
            gstin: try row.optionalText(), pan: try row.optionalText(), status: try row.word(),
            invoiceCount: try row.int(), firstSeenAt: try row.time(), lastSeenAt: try row.time(),
            version: try row.int())
        vendor.mergedInto = try row.optionalID()
        vendor.score = try row.optionalInt()
        vendor.scoredAt = try row.optionalTime()
        return vendor
    }

    func vendor(_ id: VendorID) throws -> Vendor {
        let found = try connection.first(
            "SELECT \(Self.vendorColumns) FROM vendor WHERE id = ?1", id, read: Self.vendor)
        guard let found else { throw StorageError.notFound("vendor") }
        return found
    }

    /// The vendor that an invoice names: the first of its keys that is known decides; unknown keys are learned.
    ///
    /// `old`: The vendor that the invoice stood with until now.
    /// - Returns: nil when nothing identifies one.
    func recognise(_ identity: VendorIdentity, instead old: VendorID?) throws -> VendorID? {
        var found = try known(identity)
        if found == nil, !identity.keys.isEmpty {
            let id = newID(Vendor.self)
            try connection.run(
                """
                INSERT INTO vendor(id, role, name, gstin, pan, status, invoice_count, first_seen_at, last_seen_at, version)
                VALUES (?1, ?2, ?3, ?4, ?5, 'active', 0, ?6, ?6, 1)
                """, id, identity.role.rawValue, identity.name, identity.gstin, identity.pan, now)
            found = id
        }
        if let vendor = found {
            for key in identity.keys {
                try connection.run(
                    "INSERT INTO vendor_key VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                    identity.role.rawValue, key.kind.rawValue, key.value, vendor)
            }
            if let account = identity.account {
                try connection.run(
                    "INSERT INTO vendor_account VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", vendor, account,
                    now)
            }
            try connection.run(
                """
                UPDATE vendor SET name = coalesce(name, ?2), gstin = coalesce(gstin, ?3),
                    pan = coalesce(pan, ?4), last_seen_at = ?5, invoice_count = invoice_count + ?6
                WHERE id = ?1
                """, vendor, identity.name, identity.gstin, identity.pan, now, found == old ? 0 : 1)
        }
        if found != old { try release(old) }
        return found
    }

    /// The vendor that the first known key leads to.
    func known(_ identity: VendorIdentity) throws -> VendorID? {
        for key in identity.keys {
            let found = try connection.first(
                "SELECT vendor FROM vendor_key WHERE role = ?1 AND kind = ?2 AND value = ?3",
                identity.role.rawValue, key.kind.rawValue, key.value
            ) { try $0.id(Vendor.self) }
            if let found { return found }
        }
        return nil
    }

    /// Takes an invoice off a vendor's count.
    func release(_ vendor: VendorID?) throws {
        try connection.run("UPDATE vendor SET invoice_count = invoice_count - 1 WHERE id = ?1", vendor)
    }
}
