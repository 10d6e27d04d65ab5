internal import Glibc
internal import Outgoing

/// Turns host names into addresses.
enum NameResolver {
    /// Names have at most so many addresses; more is a sign of abuse.
    static let maximumAnswers = 16

    /// All addresses of a host.
    ///
    /// - Throws: ``OutgoingRequestError`` when there are none.
    static func addresses(of host: String) throws(OutgoingRequestError) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        guard code == 0, let first = list else {
            let reason = gai_strerror(code).map { String(cString: $0) } ?? "code \(code)"
            throw OutgoingRequestError(
                kind: .unavailable, message: "the host \"\(host)\" has no address (\(reason))")
        }
        defer { freeaddrinfo(first) }
        var found: [IPAddress] = []
        var next: UnsafeMutablePointer<addrinfo>? = first
        while let entry = next {
            if let socketAddress = entry.pointee.ai_addr, let address = IPAddress(socketAddress),
                !found.contains(address)
            {
                found.append(address)
            }
            next = entry.pointee.ai_next
        }
        guard !found.isEmpty, found.count <= maximumAnswers else {
            throw OutgoingRequestError(
                kind: .unavailable, message: "the host \"\(host)\" has \(found.count) addresses")
        }
        return found
    }
}
