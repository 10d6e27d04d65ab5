internal import Files
internal import Glibc

/// A cache of plain files, shared by all processes that use the folder: each entry appears whole or not at all.
///
/// Entries lie in up to 256 folders by the first two digits of their keys; in a folder that grows beyond its part of the
/// limit the oldest ones are removed.
package struct FileCache: Cache {
    /// Larger entries are not kept, bytes.
    static let largestEntry = 64 << 20
    private let folder: String
    private let limitOfPart: Int

    /// A cache below a folder, which is made when it is first needed.
    ///
    /// - Parameters:
    ///   - folder: Its path.
    ///   - limit: Bytes that it may take, about.
    package init(folder: String, limit: Int = 2 << 30) {
        self.folder = folder
        limitOfPart = max(1, limit / 256)
    }

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
            try trim(FilePath.parent(path))
        } catch {
            // A full or read-only disk makes the next run slower, nothing else.
        }
    }

    private func trim(_ part: String) throws(FileError) {
        var entries: [(path: String, size: Int, time: Int)] = []
        for entry in try FileSystem.list(part) {
            var status = stat()
            guard stat(entry.path, &status) == 0 else { continue }
            entries.append((entry.path, Int(status.st_size), status.st_mtim.tv_sec))
        }
        var total = entries.reduce(0) { $0 + $1.size }
        guard total > limitOfPart else { return }
        // Some more than has to go, so that this is not done at every write.
        for entry in entries.sorted(by: { $0.time < $1.time }) where total > limitOfPart / 4 * 3 {
            try FileSystem.remove(entry.path)
            total -= entry.size
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
