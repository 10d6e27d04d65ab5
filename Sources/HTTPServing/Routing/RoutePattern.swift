/// A path with names in it: `/invoices/:id/pages/:n.png`, `/files/*path`.
package struct RoutePattern: Sendable, Hashable {
    /// One part between slashes.
    enum Part: Sendable, Hashable {
        /// The part itself.
        case literal(String)
        /// Any text before a fixed ending; the ending may be empty.
        case parameter(name: String, suffix: String)
        /// Everything that is left, slashes included, at least one part.
        case rest(name: String)
    }

    /// The text it was made of.
    package let text: String
    let parts: [Part]

    /// Reads a pattern: a part that begins with `:` is a parameter, one with `*` takes all that is left.
    package init(_ text: String) {
        self.text = text
        parts = text.split(separator: "/").map { part in
            if part.hasPrefix(":") {
                let name = part.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                return .parameter(name: String(name), suffix: String(part.dropFirst(1 + name.count)))
            }
            if part.hasPrefix("*") { return .rest(name: String(part.dropFirst())) }
            return .literal(String(part))
        }
    }
}

/// What is known of a route.
package struct RouteInfo: Sendable, Hashable {
    /// Its method.
    package let method: HTTPMethod
    /// Its path.
    package let pattern: RoutePattern
    /// A name for metrics and documentation; the pattern if none was given.
    package let name: String
    /// The largest body in bytes; nil for the server's own limit.
    package let bodyLimit: Int?
    /// How long its handler may take; nil for the server's own deadline.
    package let deadline: Duration?
    /// Whether it upgrades to a WebSocket.
    package let isWebSocket: Bool
}
