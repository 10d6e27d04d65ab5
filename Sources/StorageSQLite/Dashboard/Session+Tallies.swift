internal import AssayKit
internal import SQLite
internal import Storage

extension Session {
    /// Where a sum stands.
    private struct Place: Hashable {
        let scope: [UInt8]
        let level: Int
        /// The fact, its slot being the node of the level.
        let fact: Fact
    }

    /// How many invoices are gone through before their sums are written.
    static let tallyPortion = 2000
    /// What the upper part of a sum counts by: in two parts it never overflows, whatever documents claim.
    private static let tallyBase: Int128 = 1_000_000_000

    /// Brings the sums up to date with what the transaction has changed so far.
    func settleTallies() throws {
        while true {
            let due = try connection.rows("SELECT invoice FROM tally_due LIMIT \(Self.tallyPortion)") {
                try $0.id(Invoice.self)
            }
            if due.isEmpty { return }
            var changes: [Place: Tally] = [:]
            for id in due {
                try connection.run("DELETE FROM tally_due WHERE invoice = ?1", id)
                try settleTallies(of: id, &changes)
            }
            for (place, tally) in changes where !tally.isEmpty { try add(tally, at: place) }
        }
    }

    private func settleTallies(of id: InvoiceID, _ changes: inout [Place: Tally]) throws {
        let old = try connection.first("SELECT owner, facts FROM invoice_fact WHERE invoice = ?1", id) {
            (owner: try $0.id(User.self), text: try $0.text())
        }
        let trace = try trace(id)
        let new = trace.map { FactSheet($0) }
        let newText = new?.text
        guard old?.text != newText else { return }
        if let old {
            guard let sheet = FactSheet(text: old.text) else { throw Row.damaged("facts of an invoice") }
            for (fact, tally) in sheet.tallies {
                Self.each(fact, old.owner) { changes[$0, default: Tally()] -= tally }
            }
        }
        guard let trace, let new, let newText else {
            try connection.run("DELETE FROM invoice_fact WHERE invoice = ?1", id)
            return
        }
        let owner = trace.invoice.summary.owner
        for (fact, tally) in new.tallies { Self.each(fact, owner) { changes[$0, default: Tally()] += tally } }
        try connection.run(
            """
            INSERT INTO invoice_fact VALUES (?1, ?2, ?3)
            ON CONFLICT DO UPDATE SET owner = excluded.owner, facts = excluded.facts
            """, id, owner, newText)
    }

    /// The places in which a fact of an owner counts: theirs and everybody's, on every level.
    private static func each(_ fact: Fact, _ owner: UserID, _ body: (Place) -> Void) {
        for scope in [[], owner.bytes] {
            for level in 0..<TimeSlot.levels {
                let node = Fact(
                    fact.kind, slot: TimeSlot.node(of: fact.slot, level: level), fact.first, fact.second,
                    fact.third)
                body(Place(scope: scope, level: level, fact: node))
            }
        }
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
        let flags = try connection.rows("SELECT rule, severity FROM flag WHERE invoice = ?1", id) { row in
            (rule: try row.text(), severity: try Self.severity(try row.int()))
        }
        let hands = try connection.rows(
            """
            SELECT action FROM history WHERE invoice = ?1 AND actor IS NOT NULL
                AND action IN ('created', 'corrected', 'approved', 'rejected', 'reprocessed')
            """, id
        ) { try $0.text() }
        return InvoiceTrace(
            invoice, isCorrected: hands.contains("corrected"), isTouched: !hands.isEmpty, flags: flags)
    }

    static func severity(_ rank: Int) throws -> Severity {
        guard Severity.allCases.indices.contains(rank) else { throw Row.damaged("a severity") }
        return Severity.allCases[rank]
    }

    /// The sums of some kinds within a span.
    func tallies(_ kinds: [Fact.Kind], _ span: TallySpan) throws -> TallySums {
        let scope: [UInt8] =
            switch span.visibility {
            case .everyone: []
            case .owned(let owner): owner.bytes
            }
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
