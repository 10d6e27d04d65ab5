/// What an outgoing request may do; everything private is refused unless the operator named it.
package struct OutgoingPolicy: Sendable {
    /// Which addresses may be reached.
    package var addresses: AddressPolicy
    /// Hosts that may be reached whatever address they have, lower case.
    package var allowedHosts: Set<String>
    /// Whether `http` may be used.
    package var allowsHTTP: Bool

    /// A policy.
    ///
    /// - Parameters:
    ///   - allowed: Host names, addresses and blocks (`10.1.0.0/16`) that are allowed although they are not public.
    ///   - allowsHTTP: Whether unencrypted requests are allowed.
    package init(allowed: [String] = [], allowsHTTP: Bool = false) {
        addresses = AddressPolicy(allowed: allowed.compactMap(AddressPolicy.Block.init))
        allowedHosts = Set(allowed.filter { AddressPolicy.Block($0) == nil }.map { $0.lowercased() })
        self.allowsHTTP = allowsHTTP
    }
}

extension AddressPolicy {
    /// Whether the operator named the address, rather than it just being public.
    func isNamed(_ address: IPAddress) -> Bool { allowed.contains { $0.contains(address) } }
}
