internal import CSystem

/// One request, as a handler sees it.
package struct Request: Sendable {
    /// The id that the answer and the log carry: the client's own if it is well formed, else a new one.
    package let id: String
    /// The method.
    package let method: HTTPMethod
    /// The path and the query.
    package let target: RequestTarget
    /// The decoded fields of the query.
    package let query: FormFields
    /// The header fields.
    package let headers: Headers
    /// The client's address without port, as text; behind a proxy it is the proxy's.
    package let remoteAddress: String
    /// The body as it comes in.
    package let body: BodyStream
    /// The route that was found; nil when the path is unknown.
    package internal(set) var route: RouteInfo?
    /// The decoded parts of the path under the names that the route's pattern gives them.
    package internal(set) var parameters: [String: String] = [:]
    /// When its first line was there: nanoseconds of a clock that never jumps.
    package let receivedAt: UInt64

    /// A request; tests and the server make them.
    package init(
        id: String = RequestID.make(), method: HTTPMethod, target: RequestTarget,
        query: FormFields = FormFields(), headers: Headers = Headers(), remoteAddress: String = "",
        body: BodyStream = BodyStream.empty, receivedAt: UInt64? = nil
    ) {
        self.id = id
        self.method = method
        self.target = target
        self.query = query
        self.headers = headers
        self.remoteAddress = remoteAddress
        self.body = body
        self.receivedAt = receivedAt ?? csystem_now_ns()
    }

    /// What is kept of it for as long as a connection lasts that it began: no header fields, no query, no body.
    ///
    /// Credentials are among those.
    var outline: Request {
        var outline = Request(
            id: id, method: method, target: target, remoteAddress: remoteAddress, receivedAt: receivedAt)
        outline.route = route
        outline.parameters = parameters
        return outline
    }

    /// The media type of the body, in lower case and without parameters; nil when the request names none.
    package var mediaType: String? {
        guard let value = headers["Content-Type"] else { return nil }
        return ASCIIText.trimmed(value.prefix { $0 != ";" }).lowercased()
    }

    /// The fields of a form sent as `application/x-www-form-urlencoded`.
    ///
    /// - Throws: 415 for another media type, 413 over `limit` bytes, 400 for broken fields.
    package func form(limit: Int = 65_536) async throws -> FormFields {
        guard mediaType == "application/x-www-form-urlencoded" else {
            throw HTTPError(
                415, "unsupported_media_type",
                "A form is expected here; send Content-Type: application/x-www-form-urlencoded.")
        }
        return try FormFields(await body.collect(limit: limit))
    }
}
