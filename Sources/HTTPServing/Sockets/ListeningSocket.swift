import Glibc

/// A socket that waits for clients.
struct ListeningSocket {
    let descriptor: Int32
    /// The port that it really has.
    let port: UInt16

    /// Binds to a host and port, and listens.
    ///
    /// - Throws: What is wrong, and the mend.
    init(host: String, port: UInt16) throws(ServingError) {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &found)
        guard code == 0, let first = found else {
            throw ServingError(
                "cannot listen on \(host): \(String(cString: gai_strerror(code))); give an address of this machine"
            )
        }
        defer { freeaddrinfo(found) }
        descriptor = try Self.open(first.pointee, host: host, port: port)
        self.port = Self.boundPort(descriptor) ?? port
    }

    private static func open(_ address: addrinfo, host: String, port: UInt16) throws(ServingError) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(address.ai_family, kind, 0)
        guard descriptor >= 0 else { throw error(host, port) }
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0, listen(descriptor, 1024) == 0 else {
            let error = error(host, port)
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func error(_ host: String, _ port: UInt16) -> ServingError {
        let code = errno
        let reason = String(cString: strerror(code))
        let mend =
            switch code {
            case EADDRINUSE: "stop the program that has it, or choose another port"
            case EACCES: "choose a port of 1024 or more"
            default: "give an address of this machine"
            }
        return ServingError(
            "cannot listen on \(host) port \(port): \(reason); \(mend)", isAddressInUse: code == EADDRINUSE)
    }

    private static func boundPort(_ descriptor: Int32) -> UInt16? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &storage) { bytes -> UInt16? in
            guard let base = bytes.baseAddress,
                getsockname(descriptor, base.assumingMemoryBound(to: sockaddr.self), &size) == 0
            else { return nil }
            // Both families have the port in the same place, in the network's order.
            return UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        }
    }
}
