internal import SQLite
package import Storage

extension SQLiteStore {
    package func tallies(
        _ kinds: [Fact.Kind], _ span: TallySpan
    ) async throws(StorageError) -> TallySums {
        try await read { try $0.tallies(kinds, span) }
    }

    package func tallies(
        _ wanted: [(kinds: [Fact.Kind], span: TallySpan)]
    ) async throws(StorageError) -> [TallySums] {
        try await read { session in try wanted.map { try session.tallies($0.kinds, $0.span) } }
    }

    package func rebuildTallies(isTrial: Bool) async throws(StorageError) -> TallyReport {
        /// Takes a trial back.
        struct Trial: Error { let report: TallyReport }
        do {
            return try await writeAnything { session in
                let report = try session.rebuildTallies()
                if isTrial { throw Trial(report: report) }
                return report
            }
        } catch let trial as Trial {
            return trial.report
        } catch {
            throw StorageError(error, path: path)
        }
    }
}

extension Session {
    /// Makes all sums anew and compares them with what stood there.
    fileprivate func rebuildTallies() throws -> TallyReport {
        try connection.execute(
            """
            CREATE TEMP TABLE tally_before AS SELECT * FROM tally;
            DELETE FROM tally; DELETE FROM invoice_fact; DELETE FROM tally_due;
            INSERT INTO tally_due SELECT id FROM invoice;
            """)
        var vendors: Set<VendorID> = []
        try settleTallies(&vendors)
        let difference = """
            (SELECT 'too much' AS what, * FROM (SELECT * FROM tally_before EXCEPT SELECT * FROM tally) UNION ALL
            SELECT 'missing', * FROM (SELECT * FROM tally EXCEPT SELECT * FROM tally_before))
            """
        func number(_ sql: String) throws -> Int { try connection.first(sql) { try $0.int() } ?? 0 }
        let examples = try connection.rows(
            "SELECT what, kind, level, node, first, second, third, count FROM \(difference) LIMIT 5"
        ) { row in
            let (what, kind, level, node) = (try row.text(), try row.int(), try row.int(), try row.int())
            let names = [try row.text(), try row.text(), try row.text()].filter { !$0.isEmpty }
            return
                "\(what): kind \(kind), level \(level), node \(node), \(names.joined(separator: "/")): \(try row.int())"
        }
        let report = TallyReport(
            invoices: try number("SELECT count(*) FROM invoice"),
            sums: try number("SELECT count(*) FROM tally"),
            differences: try number("SELECT count(*) FROM \(difference)"), examples: examples)
        try connection.execute("DROP TABLE temp.tally_before")
        return report
    }
}
