import Glibc

/// A listening socket on 127.0.0.1, on any free port.
package struct LoopbackListener: Sendable {
    package struct Failure: Error {}

    package let descriptor: Int32
    package let port: UInt16

    package init() throws {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(file, generic, length) == 0 && listen(file, 8) == 0
                    && getsockname(file, generic, &length) == 0
            }
        }
        guard isBound else { throw Failure() }
        descriptor = file
        port = UInt16(bigEndian: address.sin_port)
    }

    /// Ends it; whoever waits for a connection gets none.
    package func end() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}
