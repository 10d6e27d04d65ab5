internal import AssayKit
internal import SQLite
internal import Storage

extension Session {
    /// The vendor that another one counts for in the end.
    func root(of id: VendorID) throws -> VendorID {
        let found = try connection.first(
            """
            WITH RECURSIVE up(id, next) AS (
                SELECT id, merged_into FROM vendor WHERE id = ?1
                UNION SELECT v.id, v.merged_into FROM vendor v JOIN up ON v.id = up.next)
            SELECT id FROM up WHERE next IS NULL
            """, id
        ) { try $0.id(Vendor.self) }
        return found ?? id
    }

    /// A vendor and all that count for it.
    func group(of id: VendorID) throws -> [VendorID] {
        try connection.rows("\(Self.groupOfFirst) SELECT id FROM member ORDER BY id", id) { try $0.id() }
    }

    /// A list `member` of the vendor that the first argument names and all that count for it.
    private static let groupOfFirst = """
        WITH RECURSIVE member(id) AS (
            SELECT ?1 UNION SELECT v.id FROM vendor v JOIN member ON v.merged_into = member.id)
        """

    /// The finding that an invoice of a blocked vendor gets, unless it has it already.
    func blocking(_ record: Record) throws -> Flag? {
        guard !record.flags.contains(where: { $0.rule == Flag.blockedVendorRule }),
            let known = try known(VendorIdentity(.supplier, in: record))
        else { return nil }
        let vendor = try vendor(try root(of: known))
        guard vendor.status == .blocked else { return nil }
        return .blocked(vendor, field: record["supplier_gstin"] == nil ? "supplier_name" : "supplier_gstin")
    }

    /// How risky a vendor and its members are.
    func risk(of id: VendorID) throws -> RiskAssessment {
        let today = TimeSlot.containing(now)
        let begin = today - Int64(RiskRule.window) * Self.slotsOfDay
        var situation = RiskRule.Situation()
        var (first, account) = (now, Timestamp?.none)
        var accounts = Set<String>()
        for member in try group(of: id) {
            let span = TallySpan(.everyone, vendor: member, begin: begin)
            situation.invoices += try tallies([.status], span).total(.status).count
            situation.findings += try findings(of: member, from: begin, today: today)
            first = min(first, try vendor(member).firstSeenAt)
            try connection.rows(
                "SELECT account, first_seen_at FROM vendor_account WHERE vendor = ?1", member
            ) { (try $0.text(), try $0.time()) }.forEach { name, seen in
                accounts.insert(name)
                account = max(account ?? seen, seen)
            }
        }
        situation.age = days(since: first)
        if accounts.count > 1, let account { situation.accountChange = days(since: account) }
        return RiskRule.assess(situation)
    }

    private static let slotsOfDay: Int64 = 96

    private func days(since moment: Timestamp) -> Int {
        Int(clamping: max(0, now.since(moment).milliseconds / 86_400_000))
    }

    private func findings(of id: VendorID, from begin: Int64, today: Int64) throws -> [RiskRule.Finding] {
        try connection.rows(
            """
            SELECT first, second, third, (?4 - node) / \(Self.slotsOfDay) AS age, sum(count),
                sum(high) * 1000 + sum(low) / 1e6
            FROM tally WHERE scope = ?1 AND kind = ?2 AND level = 0 AND node >= ?3 GROUP BY 1, 2, 3, 4
            """, id, Fact.Kind.risk.rawValue, begin, today
        ) { row in
            let (rule, severity, outcome) = (try row.text(), try row.word(Severity.self), try row.text())
            let age = try row.int()
            return RiskRule.Finding(
                rule: rule, severity: severity, outcome: RiskRule.Outcome(rawValue: outcome) ?? .open,
                age: max(0, age), count: try row.integer(), confidence: try row.optionalReal() ?? 0)
        }
    }

    /// Assesses a vendor anew; a score that has changed is kept in its history.
    ///
    /// `id`: One that counts for itself; of buyers there is no score.
    func assess(_ id: VendorID) throws {
        let vendor = try vendor(id)
        guard vendor.role == .supplier, vendor.mergedInto == nil else { return }
        let risk = try risk(of: id)
        try connection.run(
            "UPDATE vendor SET score = ?2, scored_at = ?3 WHERE id = ?1", id, risk.score, now)
        let last = try connection.first(
            "SELECT score, reasons FROM vendor_score WHERE vendor = ?1 ORDER BY number DESC LIMIT 1", id
        ) { (score: try $0.int(), reasons: RiskAssessment(json: try $0.json())) }
        let names = risk.reasons.map(\.name).sorted()
        // Evidence ages by the day; the history tells of other scores and other reasons.
        if let last, last.score == risk.score, last.reasons.reasons.map(\.name).sorted() == names { return }
        try connection.run(
            "INSERT INTO vendor_score(vendor, at, score, reasons) VALUES (?1, ?2, ?3, ?4)", id, now,
            risk.score, risk.json.column)
    }
}
