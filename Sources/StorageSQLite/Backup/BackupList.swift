internal import Files
internal import Storage

/// `SHA256SUMS` of a backup: a line for each file, which `sha256sum --check` understands too.
///
/// It is written last, so a folder without it is no backup.
struct BackupList {
    static let fileName = "SHA256SUMS"
    /// Longer lists are not read: room for ten million files.
    private static let longest = 1 << 31

    /// The database's digest, 64 digits of lower-case hexadecimal.
    var database: String
    /// The blobs, whose names are their digests.
    var blobs: [BlobDigest]

    init(database: String, blobs: [BlobDigest]) {
        self.database = database
        self.blobs = blobs
    }

    /// Where a blob lies below a data folder or a backup.
    static func path(of blob: BlobDigest) -> String { "blobs/\(blob.hex.prefix(2))/\(blob.hex)" }

    /// Reads a backup's list; a file that is not named as we name them is refused, so none leads out of the folder.
    init(reading folder: String) throws {
        let path = FilePath.join(folder, Self.fileName)
        guard FileSystem.isFile(path) else {
            throw BackupError(
                "\(folder) is no complete backup: it has no \(Self.fileName); name a folder that 'assay backup' made"
            )
        }
        var database: String?
        var blobs: [BlobDigest] = []
        for line in try FileSystem.readText(path, limit: Self.longest).split(separator: "\n") {
            let name = line.dropFirst(66)
            guard let digest = BlobDigest(hex: line.prefix(64)), line.dropFirst(64).hasPrefix("  ") else {
                throw BackupError("\(path) is damaged; use another backup")
            }
            if name == SQLiteStore.fileName {
                database = digest.hex
            } else if name == Self.path(of: digest) {
                blobs.append(digest)
            } else {
                throw BackupError("\(path) names a file that no backup has; use another backup")
            }
        }
        guard let database else { throw BackupError("\(path) names no database; use another backup") }
        self.init(database: database, blobs: blobs)
    }

    /// Writes the list into a backup's folder.
    func write(to folder: String) throws {
        var text = "\(database)  \(SQLiteStore.fileName)\n"
        for blob in blobs { text += "\(blob.hex)  \(Self.path(of: blob))\n" }
        try FileSystem.write(text: text, to: FilePath.join(folder, Self.fileName), mode: 0o600)
    }
}
