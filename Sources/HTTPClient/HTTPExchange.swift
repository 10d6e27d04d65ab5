package import Outgoing

/// A request as it goes out.
package struct OutgoingRequest: Sendable {
    /// `GET` or `POST`.
    package var method: String
    /// Where to.
    package var url: OutgoingURL
    /// Names and values, in order.
    package var headers: [(name: String, value: String)]
    /// What to send; empty for none.
    package var body: [UInt8]
    /// Milliseconds until the connection must stand.
    package var connectTimeout = 5_000
    /// Milliseconds until the answer must be complete.
    package var timeout = 15_000
    /// Bytes of the answer that are read at most.
    package var maximumResponse = 65_536

    package init(
        method: String, url: OutgoingURL, headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// An answer.
package struct IncomingResponse: Sendable {
    /// 100...599.
    package let status: Int
    /// Lower-case names.
    package let headers: [String: String]
    /// As far as it was read.
    package let body: [UInt8]

    /// How long the body is, as the sender says; nil where it does not.
    package var length: Int? { headers["content-length"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }
}
