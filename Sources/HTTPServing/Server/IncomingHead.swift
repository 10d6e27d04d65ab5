/// What the head of a request says, and what is wrong with it.
struct IncomingHead: Sendable {
    let preview: Responder.Preview
    /// Why it is refused without asking a handler.
    let fault: HTTPError?
    let length: Framing.Length
    /// Whether the connection ends with the answer.
    let closes: Bool
    /// Whether the client waits for a word before it sends the body.
    let expectsContinue: Bool
    /// Whether the handler decides before the body is read.
    let waitsForHandler: Bool

    /// Bodies up to this size are read at once.
    private static let smallBody = 64 * 1024

    /// Reads the head at libmicrohttpd's first call for a request.
    init(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?,
        target: (bytes: [UInt8], address: UInt), body: BodyStream, receivedAt: UInt64,
        record: ConnectionRecord, core: ServerCore
    ) {
        var fields: [Headers.Field] = []
        var methodName = "GET"
        var framing: Framing?
        var requestTarget: RequestTarget?
        var query = FormFields()
        var fault: HTTPError?
        do throws(HTTPError) {
            let block = try HeaderBlock(
                connection, method: method, version: version, target: (target.address, target.bytes.count))
            fields = block.fields
            methodName = block.method
            guard block.size <= core.settings.limits.headerBytes else {
                throw Self.headTooLarge(core.settings.limits.headerBytes)
            }
            framing = try Framing(method: block.method, version: block.version, fields: block.fields)
            let parsed = try RequestTarget(target.bytes)
            requestTarget = parsed
            guard parsed.path != "*" || block.method == "OPTIONS" else {
                throw HTTPError.malformed("The target * is for OPTIONS only.")
            }
            query = try FormFields(parsed.query.utf8)
        } catch {
            fault = error
        }
        let headers = Headers(fields.map { ($0.name, ASCIIText.trimmed($0.value)) })
        let request = Request(
            id: RequestID.take(headers["X-Request-Id"]), method: HTTPMethod(rawValue: methodName),
            target: requestTarget ?? RequestTarget.unknown, query: query, headers: headers,
            remoteAddress: record.address, body: body, receivedAt: receivedAt)
        preview = core.responder.preview(request)
        length = framing?.length ?? .bytes(0)
        let isMalformed = fault != nil
        if case .bytes(let bytes) = length, bytes > preview.bodyLimit, fault == nil {
            fault = .bodyTooLarge(limit: preview.bodyLimit)
        }
        self.fault = fault
        // After a chunked body the connection ends: libmicrohttpd takes line ends in it that others may read
        // differently, and so nothing that follows is ever taken for a request.
        closes = isMalformed || length == .chunked
        expectsContinue = framing?.expectsContinue == true
        switch length {
        case .bytes(0): waitsForHandler = isMalformed
        case .bytes(let bytes):
            waitsForHandler = isMalformed || bytes > Self.smallBody || expectsContinue
        case .chunked: waitsForHandler = true
        }
    }

    private static func headTooLarge(_ limit: Int) -> HTTPError {
        HTTPError(
            431, "headers_too_large",
            "The request's head is over \(limit) bytes; send fewer or shorter fields.")
    }
}

extension RequestTarget {
    /// Stands in for a target that cannot be read.
    static let unknown = RequestTarget(path: "", segments: [], query: "", authority: nil)

    private init(path: String, segments: [String], query: String, authority: String?) {
        self.path = path
        self.segments = segments
        self.query = query
        self.authority = authority
    }
}
