/// Which other origins' pages may use the service (Fetch standard, CORS protocol), and open its WebSockets.
///
/// Origins are compared exactly, by scheme, host and port; never by pattern.
package struct CORSPolicy: Sendable, Equatable {
    /// The origins, as browsers send them: `https://console.example`.
    package var origins: Set<String>
    /// Whether pages of this machine may, from any port: for developing only.
    package var allowsLocalhost: Bool
    /// The request header fields that pages may set.
    package var requestHeaders: [String]
    /// The answer's header fields that pages may read.
    package var exposedHeaders: [String]
    /// For how many seconds a browser may remember a preflight's answer.
    package var maximumAge: Int

    /// A policy; without arguments, no other origin is allowed.
    package init(
        origins: Set<String> = [], allowsLocalhost: Bool = false,
        requestHeaders: [String] = [
            "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "X-Request-Id",
            "traceparent",
        ],
        exposedHeaders: [String] = [
            "Content-Disposition", "ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After",
            "X-Process-Time", "X-Request-Id",
        ],
        maximumAge: Int = 600
    ) {
        self.origins = Set(origins.map(Self.normalised))
        self.allowsLocalhost = allowsLocalhost
        self.requestHeaders = requestHeaders
        self.exposedHeaders = exposedHeaders
        self.maximumAge = maximumAge
    }

    /// Whether the policy allows any other origin at all.
    var isActive: Bool { !origins.isEmpty || allowsLocalhost }

    /// Whether another origin is listed.
    package func allows(_ origin: String) -> Bool {
        guard let parts = Origin(origin) else { return false }
        return origins.contains(origin.lowercased()) || (allowsLocalhost && parts.isLocalhost)
    }

    /// Whether the page that opens a WebSocket may: no origin (no browser), the service's own, or a listed one.
    package func allowsSocket(_ request: Request) -> Bool {
        let sent = request.headers.all("Origin")
        guard let origin = sent.first else { return true }
        guard sent.count == 1 else { return false }
        return allows(origin) || isOwn(origin, request)
    }

    /// Whether an origin is the service's own: its host and port are those of the request.
    private func isOwn(_ origin: String, _ request: Request) -> Bool {
        guard let host = request.headers["Host"], let parts = Origin(origin) else { return false }
        return ASCIIText.equalsIgnoringCase(parts.authority, host)
    }

    /// Adds what browsers want to see to an answer.
    func decorate(_ response: inout Response, for request: Request, isPreflight: Bool, methods: String?) {
        guard isActive else { return }
        response.headers.add("Vary", "Origin")
        guard let origin = request.headers["Origin"], allows(origin) else { return }
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
        if isPreflight {
            response.headers["Access-Control-Allow-Methods"] = methods
            response.headers["Access-Control-Allow-Headers"] = requestHeaders.joined(separator: ", ")
            response.headers["Access-Control-Max-Age"] = String(maximumAge)
        } else {
            response.headers["Access-Control-Expose-Headers"] = exposedHeaders.joined(separator: ", ")
        }
    }

    private static func normalised(_ origin: String) -> String {
        let lower = origin.lowercased()
        return lower.hasSuffix("/") ? String(lower.dropLast()) : lower
    }
}

/// An origin as browsers send it: scheme, host, and a port that isn't the scheme's own (RFC 6454, section 6.2).
struct Origin: Equatable {
    let scheme: String
    let host: String
    let authority: String

    /// Takes one apart; nil for `null` and for anything with a path, a user, or bytes that no host has.
    init?(_ text: String) {
        let known = ["http", "https"].first {
            ASCIIText.equalsIgnoringCase(text.prefix($0.count + 3), $0 + "://")
        }
        guard let known else { return nil }
        scheme = known
        let authority = text.dropFirst(known.count + 3)
        self.authority = String(authority)
        let isPlain: (UInt8) -> Bool = { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
                true
            default: false
            }
        }
        guard !authority.isEmpty, authority.utf8.allSatisfy(isPlain) else { return nil }
        let end: String.Index
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            end = authority.index(after: bracket)
        } else {
            end = authority.firstIndex(of: ":") ?? authority.endIndex
        }
        host = authority[..<end].lowercased()
        let port = authority[end...]
        guard !host.isEmpty, port.isEmpty || (port.hasPrefix(":") && ASCIIText.isDigits(port.dropFirst()))
        else {
            return nil
        }
    }

    /// Whether it is a page of this machine.
    var isLocalhost: Bool { host == "localhost" || host == "127.0.0.1" || host == "[::1]" }
}
