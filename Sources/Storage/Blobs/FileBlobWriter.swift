internal import Crypto
internal import Files
internal import Glibc
internal import Synchronization

/// Writes one blob: temporary file, sync, rename, sync of the folder.
final class FileBlobWriter: BlobWriter, @unchecked Sendable {  // guarded by having one caller at a time
    private let store: FileBlobStore
    private let limit: Int
    private let temporary: String
    private var file: Int32
    private var hash: SHA256? = SHA256()
    private(set) var size = 0

    init(_ store: FileBlobStore, limit: Int) throws(BlobError) {
        self.store = store
        self.limit = limit
        let name = String(UInt64.random(in: .min ... .max), radix: 36)
        temporary = FilePath.join(store.incoming, "\(getpid())-\(name)")
        file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw BlobError("create", temporary, code: errno) }
    }

    deinit { abandon() }

    func write(_ bytes: UnsafeRawBufferPointer) throws(BlobError) {
        guard file >= 0 else { throw .failed("the blob was finished or abandoned") }
        guard bytes.count <= limit - size else {
            abandon()
            throw .tooLarge(limit: limit)
        }
        var start = 0
        while start < bytes.count {
            let written = Glibc.write(file, bytes.baseAddress?.advanced(by: start), bytes.count - start)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                let code = errno
                abandon()
                throw BlobError("write", temporary, code: code)
            }
            start += written
        }
        hash?.update(bytes)
        size += bytes.count
    }

    func finish() throws(BlobError) -> BlobReference {
        guard file >= 0, let hash = hash.take(), let digest = BlobDigest(bytes: hash.finish()) else {
            throw .failed("the blob was finished or abandoned")
        }
        do throws(BlobError) {
            guard fsync(file) == 0 else { throw BlobError("sync", temporary, code: errno) }
            close(file)
            file = -1
            try makeShelf(of: digest)
            // A copy that is there already is replaced by the same bytes and a young date, which keeps it from
            // being swept before its row is there.
            let path = store.path(of: digest)
            let code = store.naming.withLock { _ in rename(temporary, path) == 0 ? 0 : errno }
            guard code == 0 else { throw BlobError("write", path, code: code) }
            try FileBlobStore.sync(folder: store.shelf(of: digest))
        } catch {
            abandon()
            throw error
        }
        return BlobReference(digest: digest, size: size)
    }

    func abandon() {
        if file >= 0 {
            close(file)
            file = -1
        }
        unlink(temporary)
    }

    private func makeShelf(of digest: BlobDigest) throws(BlobError) {
        let shelf = store.shelf(of: digest)
        if mkdir(shelf, 0o700) == 0 {
            try FileBlobStore.sync(folder: store.folder)
        } else if errno != EEXIST {
            throw BlobError("create", shelf, code: errno)
        }
    }
}
