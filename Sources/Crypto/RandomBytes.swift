internal import CSodium

/// Bytes nobody can foretell, from the system's generator.
package enum RandomBytes {
    /// That many of them.
    package static func make(_ count: Int) -> [UInt8] {
        _ = Sodium.isReady
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, bytes.count)
        return bytes
    }

    /// A secret of 256 bits as 43 characters that need no escape anywhere.
    package static func token() -> String { Base64URL.encode(make(32)) }
}
