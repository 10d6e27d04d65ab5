internal import Crypto
internal import Files
internal import Glibc
internal import Synchronization

/// Blobs as files: `blobs/ab/abcd…`, made in `blobs/incoming`.
package final class FileBlobStore: BlobStore {
    /// The folder that holds them.
    package let folder: String
    // (1) Giving a file its name, and removing one as an orphan, exclude each other: a blob that comes in again
    // just when the old copy of it is being swept is never lost.
    let naming = Mutex<Int>(0)
    var incoming: String { FilePath.join(folder, "incoming") }

    /// Opens the store, makes its folder, and removes what an earlier process left unfinished.
    ///
    /// `folder`: `DIR/blobs`; one process at a time.
    package init(_ folder: String) throws(BlobError) {
        self.folder = folder
        do {
            try FileSystem.makeDirectory(FilePath.join(folder, "incoming"), mode: 0o700)
            for left in try FileSystem.list(FilePath.join(folder, "incoming"), hidden: true) {
                try FileSystem.remove(left.path)
            }
        } catch {
            throw BlobError(error.operation, error.path, code: error.code)
        }
    }

    package func newBlob(limit: Int) throws(BlobError) -> any BlobWriter {
        try FileBlobWriter(self, limit: limit)
    }

    package func localPath(of digest: BlobDigest) throws(BlobError) -> String {
        let path = path(of: digest)
        guard FileSystem.isFile(path) else { throw .missing(digest) }
        return path
    }

    package func freeBytes() -> Int? {
        var figures = statvfs()
        guard statvfs(folder, &figures) == 0 else { return nil }
        return Int(
            clamping: UInt64(figures.f_bavail).multipliedReportingOverflow(by: UInt64(figures.f_frsize)).0)
    }

    /// Whether the bytes are those the digest promises; reads all of them.
    package func verify(_ digest: BlobDigest) throws(BlobError) {
        let path = try localPath(of: digest)
        do {
            guard try SHA256.hex(file: path) == digest.hex else { throw BlobError.damaged(digest) }
        } catch let error as DigestError {
            throw BlobError("read", path, code: error.code)
        } catch {
            throw .damaged(digest)
        }
    }

    func path(of digest: BlobDigest) -> String {
        FilePath.join(shelf(of: digest), digest.hex)
    }

    func shelf(of digest: BlobDigest) -> String {
        FilePath.join(folder, String(digest.hex.prefix(2)))
    }

    /// Syncs a folder, so that the names in it survive a power cut.
    static func sync(folder: String) throws(BlobError) {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw BlobError("sync", folder, code: errno) }
        defer { close(file) }
        // Some file systems do not know how to sync a folder and say EINVAL: nothing is left to do there.
        guard fsync(file) == 0 || errno == EINVAL else { throw BlobError("sync", folder, code: errno) }
    }
}
