internal import AssayKit
internal import SQLite
internal import Storage

extension Session {
    /// Where a sum stands; in the order in which the table keeps them.
    private struct Place: Hashable, Comparable {
        let scope: [UInt8]
        let level: Int
        /// The fact, its slot being the node of the level.
        let fact: Fact

        static func < (left: Place, right: Place) -> Bool {
            if left.scope != right.scope { return left.scope.lexicographicallyPrecedes(right.scope) }
            let (one, other) = (left.fact, right.fact)
            if one.kind != other.kind { return one.kind.rawValue < other.kind.rawValue }
            if left.level != right.level { return left.level < right.level }
            return (one.slot, one.first, one.second, one.third)
                < (other.slot, other.first, other.second, other.third)
        }
    }

    /// How many invoices are gone through before their sums are written.
    static let tallyPortion = 2000
    /// What the upper part of a sum counts by: in two parts it never overflows, whatever documents claim.
    private static let tallyBase: Int128 = 1_000_000_000

    /// Brings the sums up to date with what the transaction has changed so far, and the scores of the vendors concerned.
    func settleTallies() throws {
        var vendors: Set<VendorID> = []
        try settleTallies(&vendors)
        for vendor in Set(try vendors.map { try root(of: $0) }) { try assess(vendor) }
    }

    /// - Parameters:
    ///   - vendors: Takes up those whose sums have changed.
    ///   - limit: About how many invoices are gone through.
    /// - Throws: What SQLite says, and for what is damaged.
    func settleTallies(_ vendors: inout Set<VendorID>, atMost limit: Int = .max) throws {
        var done = 0
        while done < limit {
            let due = try connection.rows("SELECT invoice FROM tally_due LIMIT \(Self.tallyPortion)") {
                try $0.id(Invoice.self)
            }
            if due.isEmpty { return }
            done += due.count
            var changes: [Place: Tally] = [:]
            for id in due {
                try connection.run("DELETE FROM tally_due WHERE invoice = ?1", id)
                try settleTallies(of: id, &changes, &vendors)
            }
            // In the table's order each of its pages is read and written once for all the sums on it.
            for (place, tally) in Self.onAllLevels(changes).sorted(by: { $0.key < $1.key }) {
                try add(tally, at: place)
            }
        }
    }

    private func settleTallies(
        of id: InvoiceID, _ changes: inout [Place: Tally], _ vendors: inout Set<VendorID>
    ) throws {
        let old = try connection.first(
            "SELECT owner, vendor, facts FROM invoice_fact WHERE invoice = ?1", id
        ) { (owner: try $0.id(User.self), vendor: try $0.optionalID(Vendor.self), text: try $0.text()) }
        let trace = try trace(id)
        let new = trace.map { FactSheet($0) }
        let newText = new?.text
        guard old?.text != newText || old?.vendor != trace?.invoice.summary.vendor else { return }
        if let old {
            guard let sheet = FactSheet(text: old.text) else { throw Row.damaged("facts of an invoice") }
            for (fact, tally) in sheet.tallies {
                Self.each(fact, old.owner, old.vendor) { changes[$0, default: Tally()] -= tally }
            }
            if let vendor = old.vendor { vendors.insert(vendor) }
        }
        guard let trace, let new, let newText else {
            try connection.run("DELETE FROM invoice_fact WHERE invoice = ?1", id)
            return
        }
        let (owner, vendor) = (trace.invoice.summary.owner, trace.invoice.summary.vendor)
        for (fact, tally) in new.tallies {
            Self.each(fact, owner, vendor) { changes[$0, default: Tally()] += tally }
        }
        if let vendor { vendors.insert(vendor) }
        try connection.run(
            """
            INSERT INTO invoice_fact(invoice, owner, vendor, facts) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET owner = excluded.owner, vendor = excluded.vendor, facts = excluded.facts
            """, id, owner, vendor, newText)
    }

    /// The places of single slots in which a fact counts: its owner's, its vendor's and everybody's.
    private static func each(
        _ fact: Fact, _ owner: UserID, _ vendor: VendorID?, _ body: (Place) -> Void
    ) {
        if fact.kind != .risk {
            body(Place(scope: [], level: 0, fact: fact))
            body(Place(scope: owner.bytes, level: 0, fact: fact))
        }
        if let vendor, fact.kind.isOfVendor { body(Place(scope: vendor.bytes, level: 0, fact: fact)) }
    }

    /// The changes of single slots with those of the nodes above them; what cancels itself out is left away.
    private static func onAllLevels(_ changes: [Place: Tally]) -> [Place: Tally] {
        var all = changes.filter { !$0.value.isEmpty }
        var below = all
        for level in 1..<TimeSlot.levels {
            var nodes: [Place: Tally] = [:]
            // Findings are looked at day by day.
            for (place, tally) in below where place.fact.kind != .risk {
                let fact = place.fact
                let node = Fact(
                    fact.kind, slot: TimeSlot.node(of: fact.slot, level: 1), fact.first, fact.second,
                    fact.third)
                nodes[Place(scope: place.scope, level: level, fact: node), default: Tally()] += tally
            }
            below = nodes.filter { !$0.value.isEmpty }
            all.merge(below) { one, _ in one }
        }
        return all
    }

    private func add(_ tally: Tally, at place: Place) throws {
        let fact = place.fact
        // The lower part is never negative, so that every sum has one form only.
        var (high, low) = tally.sum.quotientAndRemainder(dividingBy: Self.tallyBase)
        if low < 0 { (high, low) = (high - 1, low + Self.tallyBase) }
        let keys: [(any SQLConvertible)?] = [
            place.scope, fact.kind.rawValue, place.level, fact.slot, fact.first, fact.second, fact.third,
        ]
        try connection.run(
            """
            INSERT INTO tally VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            ON CONFLICT DO UPDATE SET count = count + excluded.count,
                high = high + excluded.high + (low + excluded.low) / \(Self.tallyBase),
                low = (low + excluded.low) % \(Self.tallyBase)
            """, arguments: keys + [tally.count, Int64(clamping: high), Int64(clamping: low)])
        guard tally.count < 0 || (tally.count == 0 && tally.sum != 0) else { return }
        try connection.run(
            """
            DELETE FROM tally WHERE scope = ?1 AND kind = ?2 AND level = ?3 AND node = ?4 AND first = ?5
                AND second = ?6 AND third = ?7 AND count = 0 AND high = 0 AND low = 0
            """, arguments: keys)
    }

    /// What the facts of an invoice are made of; nil when there is no such invoice.
    private func trace(_ id: InvoiceID) throws -> InvoiceTrace? {
        let found = try connection.first(
            "SELECT \(Self.invoiceColumns) FROM invoice WHERE id = ?1", id, read: Self.invoice)
        guard let invoice = found else { return nil }
        let flags = try connection.rows(
            "SELECT rule, severity FROM flag WHERE invoice = ?1 ORDER BY place", id
        ) { row in
            (rule: try row.text(), severity: try Self.severity(try row.int()))
        }
        let hands = try connection.rows(
            """
            SELECT action FROM history WHERE invoice = ?1 AND actor IS NOT NULL
                AND action IN ('created', 'corrected', 'approved', 'rejected', 'reprocessed')
            """, id
        ) { try $0.text() }
        let first = try connection.first("SELECT record FROM first_reading WHERE invoice = ?1", id) {
            try $0.bytes()
        }
        let version = try connection.first("SELECT pipeline_version FROM invoice WHERE id = ?1", id) {
            try $0.optionalText()
        }
        return InvoiceTrace(
            invoice, isCorrected: hands.contains("corrected"), isTouched: !hands.isEmpty, flags: flags,
            firstReading: first, pipelineVersion: version.flatMap(\.self))
    }

    static func severity(_ rank: Int) throws -> Severity {
        guard Severity.allCases.indices.contains(rank) else { throw Row.damaged("a severity") }
        return Severity.allCases[rank]
    }

    /// The sums of some kinds within a span.
    func tallies(_ kinds: [Fact.Kind], _ span: TallySpan) throws -> TallySums {
        var scope: [UInt8] = []
        if case .owned(let owner) = span.visibility { scope = owner.bytes }
        if let vendor = span.vendor { scope = vendor.bytes }
        var sums = TallySums()
        for (level, nodes) in TimeSlot.nodes(from: span.begin, to: span.end) {
            for kind in kinds {
                try connection.rows(
                    """
                    SELECT first, second, third, sum(count), sum(high), sum(low) FROM tally
                    WHERE scope = ?1 AND kind = ?2 AND level = ?3 AND node >= ?4 AND node < ?5 GROUP BY 1, 2, 3
                    """, scope, kind.rawValue, level, nodes.lowerBound, nodes.upperBound
                ) { row in
                    let key = TallySums.Key(kind, try row.text(), try row.text(), try row.text())
                    let count = try row.integer()
                    let (high, low) = (Int128(try row.integer()), Int128(try row.integer()))
                    return (key, Tally(count: count, sum: high * Self.tallyBase + low))
                }.forEach { sums.add($0.0, $0.1) }
            }
        }
        return sums
    }
}
