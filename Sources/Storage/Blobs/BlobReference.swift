internal import Crypto

/// The name of some bytes: their SHA-256.
package struct BlobDigest: Sendable, Hashable {
    /// 64 digits of lower-case hexadecimal.
    package let hex: String

    /// nil unless it is 64 digits of lower-case hexadecimal; so it is always safe in a path.
    package init?(hex: some StringProtocol) {
        let digits = hex.utf8
        guard digits.count == 64,
            digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.hex = String(hex)
    }

    /// nil unless it is 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        hex = Hexadecimal.encode(bytes)
    }

    /// The 32 bytes.
    package var bytes: [UInt8] { Hexadecimal.decode(hex) ?? [] }
}

/// Bytes in the blob store.
package struct BlobReference: Sendable, Hashable {
    package let digest: BlobDigest
    /// How many there are.
    package let size: Int

    package init(digest: BlobDigest, size: Int) {
        self.digest = digest
        self.size = size
    }
}
