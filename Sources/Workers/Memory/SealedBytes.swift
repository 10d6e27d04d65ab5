package import AssayKit
internal import CSystem
package import Files
import Glibc
internal import Synchronization

/// Bytes in a memory file that nobody can change any more: not this process, and no worker that is handed them.
///
/// They are passed to workers by descriptor and mapped there read-only, so that a document is written once, however
/// many plugins look at it. The descriptor is closed with the last reference.
package final class SealedBytes: Sendable {
    /// How many bytes there are; the file may be longer.
    package let count: Int
    let descriptor: Int32
    // Mapped at the first look and kept: the address never changes afterwards.
    private let mapping = Mutex<Mapping?>(nil)

    private struct Mapping: @unchecked Sendable {
        // Sealed memory is never written, so any thread may read it.
        let start: UnsafeRawPointer
        let size: Int
    }

    private init(descriptor: Int32, count: Int) {
        self.descriptor = descriptor
        self.count = count
    }

    deinit {
        mapping.withLock { mapped in
            if let mapped { munmap(UnsafeMutableRawPointer(mutating: mapped.start), mapped.size) }
        }
        close(descriptor)
    }

    /// A copy of some bytes.
    ///
    /// - Throws: When the machine has no memory or descriptors left.
    package convenience init(_ bytes: some Collection<UInt8>, name: String = "document") throws(FileError) {
        let draft = try SealedDraft(name: name, size: bytes.count)
        try draft.append(Array(bytes))
        self.init(descriptor: try draft.seal(), count: bytes.count)
    }

    /// What a file holds now.
    ///
    /// - Throws: When it cannot be read or is longer than `limit` bytes.
    package convenience init(file path: String, limit: Int = Int.max) throws(FileError) {
        let draft = try SealedDraft(name: FilePath.basename(path), size: 0)
        try draft.append(contentsOf: path, limit: limit)
        let count = draft.count
        self.init(descriptor: try draft.seal(), count: count)
    }

    /// Takes over a memory file whose content is complete, and seals it.
    ///
    /// - Returns: Nil when it cannot be sealed, for someone still has it mapped for writing.
    static func sealing(_ descriptor: Int32, count: Int) -> SealedBytes? {
        let seals = CSYSTEM_SEAL_SHRINK | CSYSTEM_SEAL_GROW | CSYSTEM_SEAL_WRITE | CSYSTEM_SEAL_SEAL
        guard csystem_add_seals(descriptor, Int32(seals)) == 0 else { return nil }
        return SealedBytes(descriptor: descriptor, count: count)
    }

    /// Lends the bytes, 8-aligned; they stay where they are as long as this object lives.
    ///
    /// - Throws: What `body` throws; a `FileError` when there is no address space left to map them.
    package func withBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) throws -> Value {
        defer { extendLifetime(self) }
        return try body(try mapped())
    }

    /// Lends the bytes as a document, checked.
    ///
    /// - Throws: What `body` throws; a `DocumentError` when they are no document.
    package func withDocument<Value>(_ body: (borrowing DocumentView) throws -> Value) throws -> Value {
        try withBytes { bytes in
            let view = try DocumentView(validating: bytes)
            return try body(view)
        }
    }

    /// A copy of some of the bytes, without mapping them all.
    ///
    /// - Parameters:
    ///   - offset: Where they begin, below `count`.
    ///   - longest: How many at most; at least one.
    /// - Returns: At least one byte.
    /// - Throws: A `FileError` when they cannot be read.
    package func piece(at offset: Int, longest: Int) throws(FileError) -> [UInt8] {
        let size = min(longest, count - offset)
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: max(0, size)) { buffer, filled in
            let got = pread(descriptor, buffer.baseAddress, size, off_t(offset))
            code = got < 0 ? errno : 0
            filled = max(0, got)
        }
        guard !bytes.isEmpty else { throw FileError("read", "memory", code: code == 0 ? EIO : code) }
        return bytes
    }

    /// A copy of the bytes.
    ///
    /// - Throws: A `FileError` when there is no address space left to map them.
    package func copied() throws -> [UInt8] { try withBytes { Array($0) } }

    private func mapped() throws(FileError) -> UnsafeRawBufferPointer {
        guard count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let known = mapping.withLock { mapped -> Mapping? in
            if mapped == nil, let start = csystem_map(descriptor, count, 0) {
                mapped = Mapping(start: UnsafeRawPointer(start), size: count)
            }
            return mapped
        }
        guard let known else { throw FileError("map", "\(count) bytes of memory", code: errno) }
        return UnsafeRawBufferPointer(start: known.start, count: known.size)
    }
}
