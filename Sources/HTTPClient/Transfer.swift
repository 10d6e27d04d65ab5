internal import CCurl
internal import Glibc
internal import Outgoing

/// What libcurl's callbacks share while one request is under way.
final class Transfer {
    private let policy: OutgoingPolicy
    private let isNamedHost: Bool
    private let limit: Int
    private let sink: OutgoingClient.Sink?
    /// How much of the body has come.
    private var count = 0
    /// Of the answer whose headers came last.
    private var status = 0
    /// More came than is allowed.
    private(set) var wasTooLarge = false
    var isStreaming: Bool { sink != nil }
    /// The sink wanted no more.
    private(set) var wasStopped = false
    private(set) var headers: [String: String] = [:]
    private(set) var body: [UInt8] = []
    private(set) var wasRefused = false

    init(policy: OutgoingPolicy, isNamedHost: Bool, limit: Int, sink: OutgoingClient.Sink?) {
        self.policy = policy
        self.isNamedHost = isNamedHost
        self.limit = limit
        self.sink = sink
    }

    private static func transfer(_ context: UnsafeMutableRawPointer) -> Transfer {
        Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    static let receiveBody: assay_curl_sink = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let transfer = Transfer.transfer(context)
        let total = size * count
        let taken = min(total, transfer.limit - transfer.count)
        transfer.wasTooLarge = transfer.wasTooLarge || taken < total
        transfer.count += taken
        let piece = UnsafeRawBufferPointer(start: bytes, count: taken)
        // Only what was asked for goes on; the page beside an error does not.
        if let sink = transfer.sink, (200...299).contains(transfer.status) {
            let length = Int(transfer.headers["content-length"] ?? "")
            if let length, length > transfer.limit {
                transfer.wasTooLarge = true
                return 0
            }
            let isWanted = sink(piece, length)
            transfer.wasStopped = !isWanted
            return isWanted ? taken : 0
        }
        transfer.body.append(contentsOf: piece)
        return taken
    }

    static let receiveHeader: assay_curl_sink = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: size * count), as: UTF8.self)
        let transfer = Transfer.transfer(context)
        if line.hasPrefix("HTTP/") {
            transfer.status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            transfer.headers.removeAll()
        } else if let colon = line.firstIndex(of: ":"), transfer.headers.count < 100 {
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
