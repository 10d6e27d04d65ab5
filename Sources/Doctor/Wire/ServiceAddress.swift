/// Where a service is reached: `http://127.0.0.1:8000`, or behind a proxy `https://assay.example/tools`.
package struct ServiceAddress: Sendable, Equatable {
    package let isEncrypted: Bool
    /// Without brackets.
    package let host: String
    package let port: Int
    /// What stands before every path; empty for none.
    package let prefix: String

    /// Reads one; nil for what is none.
    package init?(_ text: String) {
        let lower = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return nil }
        isEncrypted = scheme == "https://"
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        var path = rest.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" }
        while path.last == "/" { path.removeLast() }
        prefix = String(path)
        guard !authority.contains("@") else { return nil }
        var portText: Substring
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            host = String(authority[..<bracket].dropFirst())
            portText = authority[bracket...].dropFirst()
        } else {
            host = String(authority.prefix { $0 != ":" })
            portText = authority.dropFirst(host.count)
        }
        if portText.isEmpty {
            port = isEncrypted ? 443 : 80
        } else {
            portText.removeFirst()
            guard let number = Int(portText), (1...65_535).contains(number) else { return nil }
            port = number
        }
        guard !host.isEmpty else { return nil }
    }

    /// Host and port, as a request's `Host` has them.
    var authority: String {
        let shown = host.contains(":") ? "[\(host)]" : host
        return port == (isEncrypted ? 443 : 80) ? shown : "\(shown):\(port)"
    }

    /// Scheme, host and port, as browsers send an origin.
    package var origin: String { (isEncrypted ? "https://" : "http://") + authority }

    /// For WebSockets.
    package var socketOrigin: String { (isEncrypted ? "wss://" : "ws://") + authority }

    /// All of it.
    package var url: String { origin + prefix }

    /// Whether it is this machine.
    var isThisMachine: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
