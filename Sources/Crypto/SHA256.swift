internal import CNettle
import Glibc

/// SHA-256 of bytes that arrive in pieces (Nettle, which uses the processor's own instructions where it has them).
package struct SHA256: ~Copyable {
    private var state = sha256_ctx()

    /// A digest of nothing so far.
    package init() { nettle_sha256_init(&state) }

    /// Takes in more bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        nettle_sha256_update(&state, bytes.count, start)
    }

    /// Takes in more bytes.
    package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

    /// The 32 bytes of the digest; ends it.
    package consuming func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        nettle_sha256_digest(&state, 32, &digest)
        return digest
    }

    /// The digest of some bytes: 64 digits of lower-case hexadecimal.
    package static func hex(_ bytes: UnsafeRawBufferPointer) -> String {
        var hash = SHA256()
        hash.update(bytes)
        return Hexadecimal.encode(hash.finish())
    }

    /// The 32 bytes of the digest of some bytes.
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    /// The digest of some bytes: 64 digits of lower-case hexadecimal.
    package static func hex(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { hex($0) } }

    /// The digest of a file, read in pieces of 256 KiB.
    ///
    /// - Throws: When it cannot be read.
    package static func hex(file path: String) throws(DigestError) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw DigestError(path: path, code: errno) }
        defer { close(file) }
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let got = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw DigestError(path: path, code: errno) }
            if got == 0 { return Hexadecimal.encode(hash.finish()) }
            buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
        }
    }
}

/// A file whose digest could not be taken.
package struct DigestError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file.
    package let path: String
    /// The system's error number.
    package let code: Int32
    /// One sentence: what, why, and the mend.
    package var description: String {
        "cannot read \(path): \(String(cString: strerror(code))); check that the file exists and may be read"
    }
}
