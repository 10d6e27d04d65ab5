/// An address that a request may name: checked once, and then exactly this is what connects.
package struct OutgoingURL: Sendable, Hashable {
    /// `https`, or `http` where the policy allows it.
    package let scheme: String
    /// Lower case, without brackets or a final dot.
    package let host: String
    /// The port, named or the scheme's own.
    package let port: Int
    /// Path and query, beginning with `/`.
    package let target: String
    /// The host as an address, where it is one.
    package let literal: IPAddress?

    /// The form that goes to libcurl.
    package var text: String {
        let shown = literal.map { $0.bytes.count == 16 ? "[\(host)]" : host } ?? host
        return "\(scheme)://\(shown):\(port)\(target)"
    }

    /// Reads and checks a URL.
    ///
    /// - Throws: ``OutgoingRequestError`` saying which part is not allowed.
    package init(_ text: String, policy: OutgoingPolicy) throws(OutgoingRequestError) {
        func refuse(_ reason: String, _ mend: String) -> OutgoingRequestError {
            OutgoingRequestError(kind: .refused, message: "the URL \(reason)", mend: mend)
        }
        guard text.utf8.count <= 2048 else { throw refuse("is over 2,048 bytes long", "Use a shorter one.") }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else {
            throw refuse("has a space, a backslash or a character outside ASCII", "Escape it as %XX.")
        }
        guard let colon = text.firstRange(of: "://") else {
            throw refuse("has no scheme", "Begin it with https://.")
        }
        scheme = text[..<colon.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" && policy.allowsHTTP else {
            throw refuse(
                scheme == "http" ? "is not encrypted" : "has the scheme \"\(scheme)\"",
                scheme == "http" ? "Use https, or set allow_http." : "Use https.")
        }
        let rest = text[colon.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@") else { throw refuse("holds a user name", "Leave it out.") }
        let (hostText, portText) = try Self.split(authority)
        let defaultPort = scheme == "https" ? 443 : 80
        guard let port = portText.isEmpty ? defaultPort : Int(portText), (1...65_535).contains(port),
            portText.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { throw refuse("has the port \"\(portText)\"", "Use a number from 1 to 65535.") }
        self.port = port
        (host, literal) = try Self.host(hostText, policy)
        let isNamed =
            policy.allowedHosts.contains(host) || literal.map { policy.addresses.isNamed($0) } ?? false
        guard port == 443 || port == 80 || isNamed else {
            throw refuse("has the port \(port)", "Use 443 or 80, or allow the host by name.")
        }
        let target = rest.dropFirst(authority.count).prefix { $0 != "#" }
        self.target = target.first == "/" ? String(target) : "/" + target
    }

    private static func split(
        _ authority: Substring
    ) throws(OutgoingRequestError) -> (host: Substring, port: Substring) {
        guard authority.first == "[" else {
            let host = authority.prefix { $0 != ":" }
            let rest = authority.dropFirst(host.count)
            return (host, rest.dropFirst())
        }
        guard let end = authority.firstIndex(of: "]") else {
            throw OutgoingRequestError(
                kind: .refused, message: "the URL's IPv6 address has no closing bracket", mend: "Add it.")
        }
        let rest = authority[authority.index(after: end)...]
        return (authority[...end], rest.first == ":" ? rest.dropFirst() : rest)
    }

    private static func host(
        _ text: Substring, _ policy: OutgoingPolicy
    ) throws(OutgoingRequestError) -> (String, IPAddress?) {
        func refuse(_ reason: String) -> OutgoingRequestError {
            OutgoingRequestError(
                kind: .refused, message: "the URL's host \(reason)",
                mend: "Use a public host name, or allow the host by name.")
        }
        if text.first == "[" {
            let inner = text.dropFirst().dropLast()
            guard let address = IPAddress(strict: inner), address.bytes.count == 16 else {
                throw refuse("is no IPv6 address in brackets")
            }
            guard policy.addresses.permits(address) else { throw refuse("is not a public address") }
            return (address.description, address)
        }
        var name = text.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        guard !name.isEmpty, name.utf8.count <= 253 else { throw refuse("is missing or too long") }
        let isPlain = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        }
        guard isPlain else { throw refuse("has characters that no host name has") }
        if let address = IPAddress(strict: name) {
            guard policy.addresses.permits(address) || policy.allowedHosts.contains(name) else {
                throw refuse("is not a public address")
            }
            return (name, address)
        }
        if policy.allowedHosts.contains(name) { return (name, nil) }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        // A last label that begins with a digit is another spelling of an IPv4 address: 127.1, 0x7f.1, 2130706433.
        guard let last = labels.last, let initial = last.utf8.first, !(0x30...0x39).contains(initial) else {
            throw refuse("is an IP address in a spelling that is not allowed")
        }
        guard labels.count > 1, !labels.contains(where: \.isEmpty) else { throw refuse("is a single word") }
        guard
            !["localhost", "local", "internal", "localdomain", "home", "lan", "corp"].contains(String(last))
        else {
            throw refuse("is a name of the local network")
        }
        return (name, nil)
    }
}
