/// Files by the digest of their bytes; written once, never changed.
///
/// Calls block for as long as the disk takes. A blob counts as stored only when a row refers to it: blobs first, the
/// row after, and what never got a row is swept up later.
package protocol BlobStore: Sendable {
    /// Begins a blob.
    ///
    /// `limit`: How many bytes it may have.
    func newBlob(limit: Int) throws(BlobError) -> any BlobWriter

    /// The path of a file on this machine with the bytes; it must not be changed.
    ///
    /// - Throws: ``BlobError/missing(_:)``.
    func localPath(of digest: BlobDigest) throws(BlobError) -> String

    /// Removes blobs that nothing refers to and that are older than `age`, and temporary files of that age.
    ///
    /// `unreferenced`: Which of some blobs no row refers to.
    /// - Returns: How many were removed.
    func sweepOrphans(
        olderThan age: Duration, now: Timestamp,
        unreferenced: ([BlobDigest]) async throws(StorageError) -> Set<BlobDigest>
    ) async throws -> Int

    /// How much room is left, in bytes; nil when there is no telling.
    func freeBytes() -> Int?
}

/// Takes the bytes of one blob; for one caller at a time.
///
/// A writer that goes away unfinished leaves nothing behind.
package protocol BlobWriter: AnyObject, Sendable {
    /// How many bytes have come so far.
    var size: Int { get }

    /// Takes in more bytes.
    ///
    /// - Throws: ``BlobError/tooLarge(limit:)``, ``BlobError/full``; the writer is of no use any more then.
    func write(_ bytes: UnsafeRawBufferPointer) throws(BlobError)

    /// Puts it on disk for good, under its digest.
    func finish() throws(BlobError) -> BlobReference

    /// Throws away what has come.
    func abandon()
}

extension BlobWriter {
    /// Takes in more bytes.
    package func write(_ bytes: [UInt8]) throws(BlobError) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(BlobError) in try write(buffer) }
        }
        try result.get()
    }
}

extension BlobStore {
    /// Stores some bytes.
    package func store(_ bytes: [UInt8]) throws(BlobError) -> BlobReference {
        let writer = try newBlob(limit: bytes.count)
        try writer.write(bytes)
        return try writer.finish()
    }
}
