internal import AssayKit
internal import Files
internal import SQLite
internal import StorageSQLite

/// Whether the database answers, and its file is whole.
struct DatabaseCheck: Check {
    let name = "database"

    /// A larger file is opened, but not read through.
    private static let readThrough = 256 << 20

    func look(_ visit: Visit) async -> Verdict {
        let said = visit.components["database"]
        if let said, said["status"] != "healthy" {
            return .fail(
                "the service says: \(said["message"]?.stringValue ?? "it does not answer")",
                mend:
                    "look into the service's log; stop it and put a backup back with assay restore if the file is damaged"
            )
        }
        guard let folder = visit.folder else {
            return said == nil ? Visit.remote : .pass("the service says that it answers")
        }
        let path = FilePath.join(folder, SQLiteStore.fileName)
        guard FileSystem.exists(path) else {
            return visit.client == nil
                ? .skip("there is no \(path) yet; the first start of the service makes it")
                : .fail(
                    "the service answers, but \(path) is not there",
                    mend: "name the data folder of that service with --data")
        }
        do throws(SQLiteError) {
            let size = (try? FileSystem.size(path)) ?? 0  // only decides how much is read
            let complaint = try Self.complaint(path, isWhole: size <= Self.readThrough)
            guard complaint == "ok" else { return Self.damaged(path, complaint) }
            return .pass(
                "\(path) is whole, \(size / 1024) KiB" + (said == nil ? "" : ", and answers in the service"))
        } catch {
            return Self.verdict(error, path)
        }
    }

    /// What SQLite finds; "ok": nothing.
    private static func complaint(_ path: String, isWhole: Bool) throws(SQLiteError) -> String {
        let connection = try Connection(path, mode: .reading, patience: 3000)
        let sql = isWhole ? "PRAGMA quick_check(1)" : "SELECT 'ok' FROM sqlite_schema LIMIT 1"
        do {
            return try connection.first(sql) { row in try row.text() } ?? "ok"
        } catch let error as SQLiteError {
            throw error
        } catch {
            return "\(error)"
        }
    }

    private static func verdict(_ error: SQLiteError, _ path: String) -> Verdict {
        switch error.kind {
        case .busy:
            .fail(
                "\(path) is locked by another program",
                mend: "end the program that holds it (fuser \(path) names it); use assay backup for copies")
        case .corrupt: damaged(path, error.message)
        default:
            .fail(
                "\(path) can't be opened: \(error.message)",
                mend: "give the account that runs the service leave to read and write the folder and the file"
            )
        }
    }

    private static func damaged(_ path: String, _ complaint: String) -> Verdict {
        .fail(
            "\(path) is damaged: \(complaint)",
            mend: "stop the service, keep the file, and put a backup back with assay restore")
    }
}
