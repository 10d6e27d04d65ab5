internal import Files

/// A cache of plain files, shared by all processes that use the folder: each entry appears whole or not at all.
package struct FileCache: Cache {
    /// Larger entries are not kept, bytes.
    static let largestEntry = 64 << 20
    private let folder: String

    /// A cache below a folder, which is made when it is first needed.
    package init(folder: String) { self.folder = folder }

    package func read(_ key: String) -> [UInt8]? {
        guard let path = path(key) else { return nil }
        // An entry that is missing or can't be read is found out anew.
        return try? FileSystem.read(path, limit: Self.largestEntry)
    }

    package func write(_ key: String, _ bytes: [UInt8]) {
        guard bytes.count <= Self.largestEntry, let path = path(key) else { return }
        do throws(FileError) {
            try FileSystem.makeDirectory(FilePath.parent(path), mode: 0o700)
            try FileSystem.write(bytes, to: path, mode: 0o600)
        } catch {
            // A full or read-only disk makes the next run slower, nothing else.
        }
    }

    private func path(_ key: String) -> String? {
        let isKey = key.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
        guard isKey, key.utf8.count > 4 else { return nil }
        return FilePath.join(FilePath.join(folder, String(key.prefix(2))), String(key.dropFirst(2)))
    }
}
