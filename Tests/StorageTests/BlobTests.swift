import Crypto
import Files
import Glibc
import Storage
import Testing

@Suite("blobs")
struct BlobTests {
    private func withStore(_ body: (FileBlobStore, String) async throws -> Void) async throws {
        var template = Array("/tmp/assay-blobs-XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        defer { #expect(throws: Never.self) { try FileSystem.remove(folder) } }
        try await body(try FileBlobStore(folder + "/blobs"), folder + "/blobs")
    }

    private func files(_ folder: String) throws -> [String] {
        try FileSystem.list(folder, recursive: true, hidden: true).filter { !$0.isDirectory }.map(\.path)
    }

    @Test("pieces become one file under the digest of their bytes", arguments: [0, 1, 65_536, 300_001])
    func writing(size: Int) async throws {
        try await withStore { store, folder in
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let writer = try store.newBlob(limit: size)
            for start in stride(from: 0, to: size, by: 1000) {
                try writer.write(Array(bytes[start..<min(start + 1000, size)]))
            }
            let blob = try writer.finish()
            #expect(blob.size == size && blob.digest.hex == SHA256.hex(bytes))
            #expect(try FileSystem.read(try store.localPath(of: blob.digest)) == bytes)
            #expect(try files(folder).count == 1, "no temporary file is left")
            #expect(try store.store(bytes) == blob)
            #expect(try files(folder).count == 1, "the same bytes are kept once")
            #expect(throws: BlobError.self) { try writer.write([1]) }
            #expect(throws: BlobError.self) { _ = try writer.finish() }
        }
    }

    @Test("too long, abandoned, forgotten: nothing is left behind")
    func nothingLeft() async throws {
        try await withStore { store, folder in
            let long = try store.newBlob(limit: 10)
            try long.write([UInt8](repeating: 1, count: 10))
            #expect(throws: BlobError.tooLarge(limit: 10)) { try long.write([1]) }
            #expect(try files(folder).isEmpty)
            for _ in 0..<100 {
                let writer = try store.newBlob(limit: 1000)
                try writer.write([1, 2, 3])
            }
            let abandoned = try store.newBlob(limit: 1000)
            try abandoned.write([1])
            abandoned.abandon()
            #expect(try files(folder).isEmpty)
            try FileSystem.write([1], to: folder + "/incoming/of-a-dead-process")
            _ = try FileBlobStore(folder)
            #expect(try files(folder).isEmpty)
        }
    }

    @Test(
        "row 16: a full disk is told as such, and the store goes on when there is room again",
        .enabled(if: geteuid() == 0))
    func full() async throws {
        var template = Array("/tmp/assay-blobs-XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        try #require(mount("tmpfs", folder, "tmpfs", 0, "size=256k") == 0)
        defer {
            #expect(umount(folder) == 0)
            rmdir(folder)
        }
        let store = try FileBlobStore(folder)
        try FileSystem.write([UInt8](repeating: 0, count: 100_000), to: folder + "/filler")
        let bytes = [UInt8](repeating: 7, count: 200_000)
        #expect(throws: BlobError.full) { _ = try store.store(bytes) }
        #expect(try files(folder) == [folder + "/filler"], "nothing is left of it")
        #expect((store.freeBytes() ?? .max) < 256 << 10)
        try FileSystem.remove(folder + "/filler")
        try store.verify(try store.store(bytes).digest)
    }

    @Test("orphans go after a day; what is referred to, or came in again, stays")
    func sweeping() async throws {
        try await withStore { store, _ in
            let kept = try store.store([1])
            let orphan = try store.store([2])
            let again = try store.store([3])
            let young = try store.store([4])
            let now = SystemTime().now()
            for blob in [kept, orphan, again] {
                var old = [timespec(tv_sec: 1000, tv_nsec: 0), timespec(tv_sec: 1000, tv_nsec: 0)]
                #expect(utimensat(AT_FDCWD, try store.localPath(of: blob.digest), &old, 0) == 0)
            }
            let removed = try await store.sweepOrphans(olderThan: .seconds(86_400), now: now) { digests in
                #expect(!digests.contains(young.digest))
                // The bytes come in once more just when it has been decided that nothing refers to them.
                do { _ = try store.store([3]) } catch { Issue.record(error) }
                return Set(digests).subtracting([kept.digest])
            }
            #expect(removed == 1)
            for blob in [kept, again, young] { _ = try store.localPath(of: blob.digest) }
            #expect(throws: BlobError.missing(orphan.digest)) { _ = try store.localPath(of: orphan.digest) }
        }
    }

    @Test("a changed file is found out")
    func damage() async throws {
        try await withStore { store, _ in
            let blob = try store.store([1, 2, 3])
            try store.verify(blob.digest)
            try FileSystem.write([1, 2, 4], to: try store.localPath(of: blob.digest))
            #expect(throws: BlobError.damaged(blob.digest)) { try store.verify(blob.digest) }
            _ = try store.store([1, 2, 3])
            try store.verify(blob.digest)
        }
    }

    @Test(
        "only a digest is a name",
        arguments: ["", "../../etc/passwd", String(repeating: "A", count: 64), "é"])
    func names(_ text: String) { #expect(BlobDigest(hex: text) == nil) }
}
