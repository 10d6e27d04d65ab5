import Files
import Glibc
import SQLite
import Synchronization
import Testing

@Suite("SQLite")
struct DatabaseTests {
    private static let migrations = [
        Migration(1, "first", "CREATE TABLE t(n INTEGER PRIMARY KEY, v ANY NOT NULL UNIQUE) STRICT")
    ]

    private func withDatabase(
        _ settings: Database.Settings = Database.Settings(),
        _ body: (Database, String) async throws -> Void
    ) async throws {
        var template = Array("/tmp/assay-sqlite-XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        defer { #expect(throws: Never.self) { try FileSystem.remove(folder) } }
        let path = folder + "/x.db"
        let database = try Database(path, migrations: Self.migrations, settings: settings)
        defer { database.close() }
        try await body(database, path)
    }

    @Test(
        "values come back as they went in",
        arguments: [
            SQLValue.integer(0), .integer(.min), .integer(.max), .text(""), .text("a\0b"), .text("₹ 😀"),
            .blob([]), .blob([0, 255]),
        ])
    func values(_ value: SQLValue) async throws {
        try await withDatabase { database, _ in
            _ = try await database.write { try $0.run("INSERT INTO t(v) VALUES (?1)", value) }
            let back = try await database.read { connection in
                try connection.first("SELECT typeof(v), v FROM t") { row -> SQLValue in
                    switch try row.text() {
                    case "integer": .integer(try row.integer())
                    case "text": .text(try row.text())
                    default: .blob(try row.bytes())
                    }
                }
            }
            #expect(back == value)
        }
    }

    @Test("writes that share a commit fail by themselves")
    func savepoints() async throws {
        try await withDatabase { database, _ in
            let results = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<300 {
                    group.addTask {
                        do {
                            // Every third value is taken already.
                            return try await database.write {
                                try $0.run(
                                    "INSERT INTO t(v) VALUES (?1)", number.isMultiple(of: 3) ? -1 : number)
                            } == 1
                        } catch let error as SQLiteError {
                            #expect(error.kind == .constraint)
                            return false
                        } catch {
                            Issue.record(error)
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(results == 201)
            let count = try await database.read {
                try $0.first("SELECT count(*) FROM t") { try $0.integer() }
            }
            #expect(count == 201)
        }
    }

    @Test("the end of a transaction is told once, with what became of it")
    func endings() async throws {
        try await withDatabase { database, _ in
            let told = Mutex<[Bool]>([])
            _ = try await database.write { connection in
                connection.afterTransaction { committed in told.withLock { $0.append(committed) } }
            }
            await #expect(throws: SQLiteError.self) {
                try await database.write { connection in
                    connection.afterTransaction { committed in told.withLock { $0.append(committed) } }
                    try connection.run("INSERT INTO nowhere VALUES (1)")
                }
            }
            #expect(told.withLock { $0 } == [true, false])
        }
    }

    @Test("a reader sees one moment, and cannot write")
    func snapshot() async throws {
        try await withDatabase { database, _ in
            await #expect(throws: SQLiteError.self) {
                try await database.read { _ = try $0.run("INSERT INTO t(v) VALUES (1)") }
            }
            let (entered, enter) = AsyncStream.makeStream(of: Void.self)
            let goOn = Mutex(false)
            async let counts = database.read { connection in
                let before = try connection.first("SELECT count(*) FROM t") { try $0.integer() }
                enter.finish()
                while !goOn.withLock({ $0 }) { usleep(1000) }
                let after = try connection.first("SELECT count(*) FROM t") { try $0.integer() }
                return [before, after]
            }
            for await _ in entered {}
            _ = try await database.write { try $0.run("INSERT INTO t(v) VALUES (1)") }
            goOn.withLock { $0 = true }
            #expect(try await counts == [0, 0])
        }
    }

    @Test("someone else's lock: waits, then says busy to all at once, and loses nothing")
    func busy() async throws {
        try await withDatabase(Database.Settings(patience: 300)) { database, path in
            let other = try Connection(path, mode: .writing)
            try other.run("BEGIN IMMEDIATE")
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        let error = await #expect(throws: SQLiteError.self) {
                            _ = try await database.write {
                                try $0.run("INSERT INTO t(v) VALUES (?1)", number)
                            }
                        }
                        #expect(error?.kind == .busy)
                    }
                }
            }
            try other.run("ROLLBACK")
            _ = try await database.write { try $0.run("INSERT INTO t(v) VALUES (1)") }
        }
    }

    @Test("a full database refuses the large write and takes the small ones beside it")
    func full() async throws {
        try await withDatabase { database, _ in
            _ = try await database.write { try $0.execute("PRAGMA max_page_count=64") }
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    let error = await #expect(throws: SQLiteError.self) {
                        _ = try await database.write {
                            try $0.run("INSERT INTO t(v) VALUES (?1)", [UInt8](repeating: 1, count: 1 << 20))
                        }
                    }
                    #expect(error?.kind == .full)
                }
                for number in 0..<20 {
                    group.addTask {
                        await #expect(throws: Never.self) {
                            _ = try await database.write {
                                try $0.run("INSERT INTO t(v) VALUES (?1)", number)
                            }
                        }
                    }
                }
            }
            let count = try await database.read {
                try $0.first("SELECT count(*) FROM t") { try $0.integer() }
            }
            #expect(count == 20)
        }
    }

    @Test("a copy made while writes go on is whole, and is of one moment")
    func backup() async throws {
        try await withDatabase { database, path in
            _ = try await database.write { connection in
                for number in 0..<2000 {
                    try connection.run("INSERT INTO t(v) VALUES (?1)", "row \(number) \(path)")
                }
            }
            let stop = Mutex(false)
            async let writing: Int = {
                var pairs = 0
                while !stop.withLock({ $0 }) {
                    let number = pairs
                    _ = try await database.write { connection in
                        try connection.run("INSERT INTO t(v) VALUES (?1)", "left \(number)")
                        try connection.run("INSERT INTO t(v) VALUES (?1)", "right \(number)")
                    }
                    pairs += 1
                }
                return pairs
            }()
            let shares = Mutex<[Double]>([])
            for round in 0..<3 {
                try await database.backUp(to: "\(path).copy\(round)") { share in
                    shares.withLock { $0.append(share) }
                }
            }
            stop.withLock { $0 = true }
            _ = try await writing
            #expect(shares.withLock { $0.last } == 1)
            let copy = try Connection("\(path).copy2", mode: .reading)
            #expect(try copy.damage() == nil)
            let count = try copy.first("SELECT count(*) FROM t WHERE v LIKE 'row %'") { try $0.integer() }
            let left = try copy.first("SELECT count(*) FROM t WHERE v LIKE 'left %'") { try $0.integer() }
            let right = try copy.first("SELECT count(*) FROM t WHERE v LIKE 'right %'") { try $0.integer() }
            #expect(count == 2000 && left == right)
        }
    }

    @Test("a file is read through for damage up to the size that is asked for")
    func damage() async throws {
        try await withDatabase { database, path in
            _ = try await database.write { connection in
                for number in 0..<2000 { try connection.run("INSERT INTO t(v) VALUES (?1)", "row \(number)") }
            }
            database.close()
            var bytes = try FileSystem.read(path)
            let page = bytes.count / 4096 / 2 * 4096
            for offset in page..<page + 64 { bytes[offset] ^= 0x5A }
            try FileSystem.write(bytes, to: path)
            let connection = try Connection(path, mode: .reading)
            // Of a page that is no page at all the check does not tell: it ends.
            func isSound(upTo limit: Int) -> Bool {
                do { return try connection.damage(upTo: limit) == nil } catch { return false }
            }
            #expect(!isSound(upTo: .max) && !isSound(upTo: bytes.count) && isSound(upTo: bytes.count - 1))
        }
    }

    @Test("migrations: applied once, a newer or an edited one is refused")
    func migrations() async throws {
        try await withDatabase { database, path in
            database.close()
            let second = Migration(2, "second", "CREATE TABLE u(n INTEGER) STRICT")
            try Database(path, migrations: Self.migrations + [second]).close()
            let newer = #expect(throws: SQLiteError.self) {
                try Database(path, migrations: Self.migrations).close()
            }
            #expect(newer?.kind == .migration && newer?.message.contains("newer") == true)
            let edited = #expect(throws: SQLiteError.self) {
                try Database(path, migrations: Self.migrations + [Migration(2, "second", "SELECT 1")]).close()
            }
            #expect(edited?.message.contains("schema step 2 (second)") == true)
            let broken = Migration(3, "third", "CREATE TABLE w(n INTEGER) STRICT; CREATE TABLE t(n)")
            #expect(throws: SQLiteError.self) {
                try Database(path, migrations: Self.migrations + [second, broken]).close()
            }
            let connection = try Connection(path, mode: .reading)
            let left = try connection.first("SELECT count(*) FROM sqlite_schema WHERE name = 'w'") {
                try $0.integer()
            }
            #expect(left == 0, "a step is applied whole or not at all")
        }
    }

    @Test("errors name the statement and hide the arguments")
    func errors() async throws {
        try await withDatabase { database, _ in
            let error = await #expect(throws: SQLiteError.self) {
                _ = try await database.write { connection in
                    for _ in 0..<2 { try connection.run("INSERT INTO t(v) VALUES (?1)", "secret") }
                }
            }
            let sentence = try #require(error).description
            #expect(sentence.contains("INSERT INTO t(v) VALUES (?1)") && !sentence.contains("secret"))
            database.close()
            let closed = await #expect(throws: SQLiteError.self) {
                _ = try await database.write { try $0.run("DELETE FROM t") }
            }
            #expect(closed?.kind == .closed)
        }
    }
}
