internal import Files
internal import Glibc
internal import SQLite
internal import Storage

/// The state of a data folder at one moment, to read at leisure while a service goes on using the folder.
package final class StoreSnapshot: Sendable {
    /// The copy.
    package let store: SQLiteStore
    private let folder: String

    /// Copies the database into a folder of its own within the data folder; blocks the thread.
    ///
    /// - Throws: ``BackupError`` when there is none, or no room.
    package init(of data: String) throws(BackupError) {
        let database = FilePath.join(data, SQLiteStore.fileName)
        guard FileSystem.isFile(database) else {
            throw BackupError("\(data) holds no invoices; name the service's data folder with --data")
        }
        let name = "snapshot-\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        folder = FilePath.join(data, name)
        do {
            try FileSystem.makeDirectory(folder, mode: 0o700)
            try Database.copy(from: database, to: FilePath.join(folder, SQLiteStore.fileName))
            store = try SQLiteStore(folder)
        } catch {
            // What is left of it is named for what it is.
            try? FileSystem.remove(folder)
            throw BackupError(error, path: database)
        }
    }

    deinit {
        store.close()
        // What is left of it is named for what it is.
        try? FileSystem.remove(folder)
    }
}
