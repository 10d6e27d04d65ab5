/// Which addresses an outgoing request may reach: public ones, and those that the operator named.
///
/// Sources: IANA special-purpose address registries; OWASP Server-Side Request Forgery Prevention Cheat Sheet.
package struct AddressPolicy: Sendable {
    /// A block of addresses.
    package struct Block: Sendable, Hashable {
        let prefix: [UInt8]
        let length: Int

        /// A block as `10.0.0.0/8`, or a single address; nil for anything else.
        package init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard let first = parts.first, let address = IPAddress(strict: first), parts.count <= 2 else {
                return nil
            }
            prefix = address.bytes
            let bits = address.bytes.count * 8
            guard parts.count == 2 else {
                length = bits
                return
            }
            guard let length = Int(parts[1]), (0...bits).contains(length) else { return nil }
            self.length = length
        }

        func contains(_ address: IPAddress) -> Bool { address.hasPrefix(prefix, length: length) }
    }

    /// Blocks that are allowed although they are not public.
    package let allowed: [Block]

    package init(allowed: [Block] = []) { self.allowed = allowed }

    /// Whether a request may be sent there.
    package func permits(_ address: IPAddress) -> Bool {
        if allowed.contains(where: { $0.contains(address) }) { return true }
        if address.bytes.count == 4 { return !Self.deniedV4.contains { $0.contains(address) } }
        // Of IPv6 only global unicast, so that mapped, translated, unique-local and link-local forms all fail.
        return Self.globalV6.contains { $0.contains(address) }
            && !Self.deniedV6.contains { $0.contains(address) }
    }

    private static let deniedV4 = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ].compactMap(Block.init)
    private static let globalV6 = ["2000::/3"].compactMap(Block.init)
    private static let deniedV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"].compactMap(
        Block.init)
}
