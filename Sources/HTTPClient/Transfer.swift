internal import CCurl
internal import Glibc

/// What libcurl's callbacks share while one request is under way.
final class Transfer {
    private let policy: OutgoingPolicy
    private let isNamedHost: Bool
    private let limit: Int
    private(set) var headers: [String: String] = [:]
    private(set) var body: [UInt8] = []
    private(set) var wasRefused = false

    init(policy: OutgoingPolicy, isNamedHost: Bool, limit: Int) {
        self.policy = policy
        self.isNamedHost = isNamedHost
        self.limit = limit
    }

    private static func transfer(_ context: UnsafeMutableRawPointer) -> Transfer {
        Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    static let receiveBody: assay_curl_sink = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let transfer = Transfer.transfer(context)
        let total = size * count
        let taken = min(total, transfer.limit - transfer.body.count)
        transfer.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: taken))
        return taken
    }

    static let receiveHeader: assay_curl_sink = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: size * count), as: UTF8.self)
        let transfer = Transfer.transfer(context)
        if let colon = line.firstIndex(of: ":"), transfer.headers.count < 100 {
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            transfer.headers[line[..<colon].lowercased()] = String(value.prefix { !$0.isNewline })
        }
        return size * count
    }

    static let openSocket: assay_curl_open = { context, _, address in
        let refused = curl_socket_t(-1)
        guard let context, let address else { return refused }
        let transfer = Transfer.transfer(context)
        let target = withUnsafePointer(to: &address.pointee.addr) { IPAddress($0) }
        guard let target, transfer.isNamedHost || transfer.policy.addresses.permits(target) else {
            transfer.wasRefused = true
            return refused
        }
        return socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
            address.pointee.protocol)
    }
}
