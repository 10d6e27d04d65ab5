internal import Crypto

/// One numbered step of a schema; what has been released is never edited.
package struct Migration: Sendable {
    /// From 1, without holes.
    package let number: Int
    /// What it does, in a word or two.
    package let name: String
    /// The statements.
    package let sql: String

    package init(_ number: Int, _ name: String, _ sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }

    /// SHA-256 of the statements; tells an edited migration from the one that was applied.
    var checksum: String { SHA256.hex(Array(sql.utf8)) }

    /// Applies what the file lacks, all of it or nothing.
    ///
    /// - Throws: When the file was written by a newer program, or a migration has changed since it was applied.
    package static func apply(_ migrations: [Migration], to connection: Connection) throws {
        try connection.transaction { connection in
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS schema_migration(
                    number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL,
                    applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ','now'))) STRICT
                """)
            let applied = try connection.rows(
                "SELECT number, name, checksum FROM schema_migration ORDER BY 1"
            ) {
                (number: try $0.integer(), name: try $0.text(), checksum: try $0.text())
            }
            for (offset, old) in applied.enumerated() {
                guard offset < migrations.count else {
                    throw SQLiteError(
                        .migration,
                        "the database was written by a newer version (schema \(old.number), \(old.name)); "
                            + "run that version, or restore a backup made before it")
                }
                guard migrations[offset].number == Int(old.number),
                    migrations[offset].checksum == old.checksum
                else {
                    throw SQLiteError(
                        .migration,
                        "schema step \(old.number) (\(old.name)) is not the one this program knows; "
                            + "run the version that made the database")
                }
            }
            for migration in migrations.dropFirst(applied.count) {
                try connection.execute(migration.sql)
                try connection.run(
                    "INSERT INTO schema_migration(number, name, checksum) VALUES (?1, ?2, ?3)",
                    migration.number, migration.name, migration.checksum)
            }
        }
    }
}
