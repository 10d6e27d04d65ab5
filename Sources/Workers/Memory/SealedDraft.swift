internal import CSystem
internal import Files
import Glibc

/// A memory file that is being filled; sealing it ends that.
final class SealedDraft {
    private var descriptor: Int32
    private(set) var count = 0
    private let name: String

    /// An empty draft; `size` bytes are reserved at once.
    init(name: String, size: Int) throws(FileError) {
        self.name = name
        descriptor = csystem_memory_file(name, UInt64(max(0, size)))
        guard descriptor >= 0 else { throw FileError("keep in memory", name, code: errno) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Appends some bytes.
    func append(_ bytes: [UInt8]) throws(FileError) {
        try check(bytes.withUnsafeBytes { append($0) })
    }

    /// Appends what a file holds.
    func append(contentsOf path: String, limit: Int) throws(FileError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError("read", path, code: errno) }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let got = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw FileError("read", path, code: errno) }
            if got == 0 { return }
            guard count <= limit - got else {
                throw FileError(
                    "read", path, reason: "it is longer than \(limit) bytes", mend: "use a smaller file")
            }
            try check(buffer.withUnsafeBytes { append(UnsafeRawBufferPointer(rebasing: $0[..<got])) })
        }
    }

    /// Ends the draft; the descriptor is the caller's.
    func seal() throws(FileError) -> Int32 {
        let seals = CSYSTEM_SEAL_SHRINK | CSYSTEM_SEAL_GROW | CSYSTEM_SEAL_WRITE | CSYSTEM_SEAL_SEAL
        guard csystem_add_seals(descriptor, Int32(seals)) == 0 else {
            throw FileError("seal", name, code: errno)
        }
        defer { descriptor = -1 }
        return descriptor
    }

    private func check(_ code: Int32) throws(FileError) {
        if code != 0 { throw FileError("keep in memory", name, code: code) }
    }

    /// The error number, 0 when all was written.
    private func append(_ buffer: UnsafeRawBufferPointer) -> Int32 {
        var start = 0
        while start < buffer.count {
            let written = pwrite(
                descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start, off_t(count))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return errno }
            start += written
            count += written
        }
        return 0
    }
}
