internal import Crypto
internal import Files
internal import Glibc
internal import SQLite
internal import Storage

/// A copy of a data folder's invoices and documents, made while a service may be using it.
///
/// Keys that sign logins are not part of it: after a restore people log in again.
package enum Backup {
    /// What a backup holds.
    package struct Summary: Sendable, Equatable {
        /// How many documents and other blobs.
        package var blobs = 0
        /// Their digests, where the folder has lost or damaged them; they are not in the backup.
        package var unsound: [String] = []
    }

    /// Copies a data folder into a new or empty folder; blocks the thread.
    ///
    /// The blobs get second names before the database is copied, so that one which is swept in between is there all the
    /// same; those that came in since are found by the copy, as a blob is always stored before its row.
    ///
    /// - Parameters:
    ///   - folder: The data folder; only read.
    ///   - target: Made where it is missing; on the same disk the blobs take no room.
    /// - Returns: What it holds.
    /// - Throws: ``BackupError``; what was made until then is no backup, as its list is missing.
    package static func make(of folder: String, into target: String) throws(BackupError) -> Summary {
        do {
            let database = try checkedDatabase(of: folder)
            try FileSystem.makeDirectory(target, mode: 0o700)
            guard try FileSystem.list(target, hidden: true).isEmpty else {
                throw BackupError("\(target) is not empty; name a new folder for the backup")
            }
            var taken: Set<BlobDigest> = []
            for blob in try blobs(in: FilePath.join(folder, "blobs"))
            where try take(blob, from: folder, into: target) {
                taken.insert(blob)
            }
            let copy = FilePath.join(target, SQLiteStore.fileName)
            try Database.copy(from: database, to: copy)
            let needed = try referenced(by: copy)
            for orphan in taken.subtracting(needed) {
                try FileSystem.remove(FilePath.join(target, BackupList.path(of: orphan)))
            }
            var summary = Summary()
            var sound: [BlobDigest] = []
            for blob in needed.sorted(by: { $0.hex < $1.hex }) {
                let path = FilePath.join(target, BackupList.path(of: blob))
                let isThere = try taken.contains(blob) || take(blob, from: folder, into: target)
                if isThere, try SHA256.hex(file: path) == blob.hex {
                    sound.append(blob)
                } else {
                    try FileSystem.remove(path)
                    summary.unsound.append(blob.hex)
                }
            }
            summary.blobs = sound.count
            try BackupList(database: try SHA256.hex(file: copy), blobs: sound).write(to: target)
            return summary
        } catch {
            throw BackupError(error, path: folder)
        }
    }

    /// Puts a backup back into a stopped service's folder that holds no database; blocks the thread.
    ///
    /// Every file is checked before anything is written, and the database takes its name last.
    ///
    /// - Parameters:
    ///   - backup: A folder that ``make(of:into:)`` filled.
    ///   - folder: The data folder; made where it is missing.
    /// - Returns: How many blobs it holds.
    /// - Throws: ``BackupError``, also when a service uses the folder.
    package static func restore(_ backup: String, into folder: String) throws(BackupError) -> Int {
        do {
            try FileSystem.makeDirectory(folder, mode: 0o700)
            let lock = try FolderLock(folder)
            defer { lock.release() }
            let database = FilePath.join(folder, SQLiteStore.fileName)
            guard !FileSystem.exists(database) else {
                throw BackupError(
                    "\(folder) holds invoices already; move it aside, or name another folder with --data")
            }
            let list = try BackupList(reading: backup)
            let copy = FilePath.join(backup, SQLiteStore.fileName)
            try check(copy, list.database)
            for blob in list.blobs { try check(FilePath.join(backup, BackupList.path(of: blob)), blob.hex) }
            for blob in list.blobs {
                let target = FilePath.join(folder, BackupList.path(of: blob))
                try FileSystem.makeDirectory(FilePath.parent(target), mode: 0o700)
                // What an earlier try left may be half a file.
                try FileSystem.remove(target)
                try FileSystem.copy(FilePath.join(backup, BackupList.path(of: blob)), to: target)
            }
            // A log that belongs to a database which is gone must not be taken for this one's.
            for ending in ["-wal", "-shm"] { try FileSystem.remove(database + ending) }
            let new = database + ".new"
            try FileSystem.remove(new)
            try FileSystem.copy(copy, to: new)
            try check(new, list.database)
            guard rename(new, database) == 0 else { throw FileError("write", database, code: errno) }
            return list.blobs.count
        } catch {
            throw BackupError(error, path: folder)
        }
    }

    private static func checkedDatabase(of folder: String) throws -> String {
        let path = FilePath.join(folder, SQLiteStore.fileName)
        guard FileSystem.isFile(path) else {
            throw BackupError("\(folder) holds no invoices; name the service's data folder with --data")
        }
        return path
    }

    private static func check(_ path: String, _ digest: String) throws {
        guard try SHA256.hex(file: path) == digest else {
            throw BackupError("\(path) is damaged; use another backup")
        }
    }

    /// Gives a blob a name in the backup; false when it is gone.
    private static func take(_ blob: BlobDigest, from folder: String, into target: String) throws -> Bool {
        let path = FilePath.join(target, BackupList.path(of: blob))
        try FileSystem.makeDirectory(FilePath.parent(path), mode: 0o700)
        do throws(FileError) {
            try FileSystem.link(FilePath.join(folder, BackupList.path(of: blob)), to: path)
            return true
        } catch {
            if error.isMissing { return false }
            throw error
        }
    }

    private static func blobs(in folder: String) throws -> [BlobDigest] {
        guard FileSystem.isDirectory(folder) else { return [] }
        return try FileSystem.list(folder).filter { $0.isDirectory && $0.name.utf8.count == 2 }
            .flatMap { try FileSystem.list($0.path).compactMap { BlobDigest(hex: $0.name) } }
    }

    /// The blobs that the rows of a database file need.
    private static func referenced(by path: String) throws -> Set<BlobDigest> {
        let connection = try Connection(path, mode: .writing)
        return Set(
            try connection.rows(
                """
                SELECT document FROM invoice WHERE document NOTNULL UNION SELECT digest FROM attachment
                """
            ) { row in
                guard let digest = BlobDigest(bytes: try row.bytes()) else {
                    throw StorageError.corrupt(path: path, detail: "a digest in it is none")
                }
                return digest
            })
    }
}
