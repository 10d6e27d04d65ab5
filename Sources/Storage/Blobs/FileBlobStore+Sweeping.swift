internal import Files
internal import Glibc
internal import Synchronization

extension FileBlobStore {
    package func sweepOrphans(
        olderThan age: Duration, now: Timestamp,
        unreferenced: ([BlobDigest]) async throws(StorageError) -> Set<BlobDigest>
    ) async throws -> Int {
        let limit = now - age
        var removed = 0
        for shelf in try FileSystem.list(folder) where shelf.isDirectory && shelf.name.utf8.count == 2 {
            let old = try FileSystem.list(shelf.path).filter { isOlder($0.path, than: limit) }
                .compactMap { BlobDigest(hex: $0.name) }
            for start in stride(from: 0, to: old.count, by: 500) {
                let piece = Array(old[start..<min(start + 500, old.count)])
                for digest in try await unreferenced(piece) where remove(path(of: digest), before: limit) {
                    removed += 1
                }
            }
        }
        for left in try FileSystem.list(incoming, hidden: true) where remove(left.path, before: limit) {
            removed += 1
        }
        return removed
    }

    /// Removes a file that is still as old as it was.
    private func remove(_ path: String, before limit: Timestamp) -> Bool {
        naming.withLock { _ in isOlder(path, than: limit) && unlink(path) == 0 }
    }

    private func isOlder(_ path: String, than limit: Timestamp) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return false }
        let changed = Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
        return changed < limit.milliseconds
    }
}
