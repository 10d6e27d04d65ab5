import Foundation
import Synchronization
import Testing

@testable import HTTPClient
@testable import Outgoing

@Suite("Outgoing requests: names that change their address")
struct RebindingTests {
    /// A web server on one port of every address of this machine, which counts to which address clients came.
    private final class Door: Sendable {
        let port: UInt16
        private let socket: Int32
        private let found = Mutex<[String: Int]>([:])
        struct Failed: Error { let code: Int32 }

        init() throws {
            let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let code = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(socket, $0, length) | listen(socket, 64) | getsockname(socket, $0, &length)
                }
            }
            guard socket >= 0, code == 0 else { throw Failed(code: errno) }
            (self.socket, port) = (socket, UInt16(bigEndian: address.sin_port))
            Thread.detachNewThread { [weak self] in
                while true {
                    let client = accept(socket, nil, nil)
                    guard client >= 0, let self else { return }
                    self.serve(client)
                }
            }
        }

        /// Shut first: closing alone does not wake who waits in `accept`.
        func stop() {
            shutdown(socket, Int32(SHUT_RDWR))
            close(socket)
        }

        /// How many came to an address.
        subscript(address: String) -> Int { found.withLock { $0[address] ?? 0 } }

        private func serve(_ client: Int32) {
            defer { close(client) }
            var address = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            _ = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(client, $0, &length) }
            }
            let bytes = withUnsafeBytes(of: address.sin_addr.s_addr) { $0.map(String.init) }
            found.withLock { $0[bytes.joined(separator: "."), default: 0] += 1 }
            var limit = timeval(tv_sec: 10, tv_usec: 0)
            setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            var request = [UInt8](repeating: 0, count: 4096)
            _ = recv(client, &request, request.count, 0)
            let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".utf8)
            send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
        }
    }

    @Test(
        "row 33: of 500 requests to a name that changes its address each time, none gets to the private one")
    func rebinding() throws {
        let door = try Door()
        defer { door.stop() }
        // The one address stands for a public one; the other, this machine's own, for what must not be reached.
        let (good, canary) = ("127.0.0.2", "127.0.0.1")
        let addresses = try [good, canary].map { try #require(IPAddress(strict: $0)) }
        let lookups = Atomic(0)
        var client = OutgoingClient(policy: OutgoingPolicy(allowed: [good], allowsHTTP: true))
        client.addresses = { _ in
            // Another answer each time, as of a record that lives zero seconds.
            switch lookups.add(1, ordering: .relaxed).oldValue % 4 {
            case 0, 2: [addresses[0]]
            case 1: [addresses[1]]
            default: [addresses[0], addresses[1]]
            }
        }
        let url = try OutgoingURL(
            "http://rebinding.test:\(door.port)/",
            policy: OutgoingPolicy(allowed: ["rebinding.test"], allowsHTTP: true))
        var (answered, refused) = (0, 0)
        for _ in 0..<500 {
            do throws(OutgoingRequestError) {
                let answer = try client.send(OutgoingRequest(method: "GET", url: url))
                answered += answer.status == 200 ? 1 : 0
            } catch {
                refused += error.kind == .refused ? 1 : 0
            }
        }
        #expect(door[canary] == 0)
        #expect(answered == 250 && refused == 250 && door[good] == 250)
        // A second look would get another answer than the one that was checked.
        #expect(lookups.load(ordering: .relaxed) == 500)
    }
}
