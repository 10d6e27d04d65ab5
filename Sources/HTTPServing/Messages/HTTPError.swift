/// A request that is answered by an error: thrown by handlers, made by the server.
package struct HTTPError: Error, Sendable, Equatable {
    /// The status, 400...599.
    package var status: Int
    /// A stable word for programs.
    package var code: String
    /// One sentence a person can act on.
    package var message: String
    /// More for programs: JSON text, complete in itself; nil for none.
    package var detailsJSON: String?
    /// Header fields that the answer carries, such as `Retry-After`.
    package var headers: [Headers.Field]

    /// An error.
    package init(
        _ status: Int, _ code: String, _ message: String, detailsJSON: String? = nil,
        headers: [(String, String)] = []
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.detailsJSON = detailsJSON
        self.headers = headers.map { Headers.Field(name: $0.0, value: $0.1) }
    }

    /// 400 with the code that all breaches of the protocol's grammar share.
    static func malformed(_ message: String) -> HTTPError { HTTPError(400, "malformed_request", message) }

    /// 413: the body is over its limit.
    static func bodyTooLarge(limit: Int) -> HTTPError {
        HTTPError(
            413, "body_too_large", "The body is larger than the \(limit) bytes allowed here; send less.",
            detailsJSON: "{\"limit\":\(limit)}")
    }
}
