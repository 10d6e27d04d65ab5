/// The parts of a form, one after another, as they come in.
///
/// ```swift
/// let form = try MultipartReader(request)
/// while let part = try await form.nextPart() {
///     while let bytes = try await form.nextBytes() { … }
/// }
/// ```
package final class MultipartReader {
    private let body: BodyStream
    private var parser: MultipartParser
    private var events: [MultipartParser.Event] = []
    private var taken = 0
    private var isOver = false
    private var isInPart = false

    /// The form of a request.
    ///
    /// - Throws: 415 for another media type, 400 without a boundary.
    package convenience init(_ request: Request, maximumParts: Int = 1000) throws(HTTPError) {
        try self.init(
            contentType: request.headers["Content-Type"], body: request.body, maximumParts: maximumParts)
    }

    init(contentType: String?, body: BodyStream, maximumParts: Int = 1000) throws(HTTPError) {
        guard let contentType, let type = HeaderParameters(contentType), type.value == "multipart/form-data"
        else {
            throw HTTPError(
                415, "unsupported_media_type",
                "Files are expected here as a form; send Content-Type: multipart/form-data.")
        }
        guard let boundary = type["boundary"] else {
            throw MultipartParser.error("The form's Content-Type has no boundary; send one.")
        }
        self.body = body
        parser = try MultipartParser(boundary: boundary, maximumParts: maximumParts)
    }

    /// The next part; what is left of the one before is passed over; nil at the form's end.
    ///
    /// - Throws: 400, 413; ``BodyStream/Failure``.
    package func nextPart() async throws -> MultipartPart? {
        while isInPart { _ = try await nextBytes() }
        while let event = try await next() {
            guard case .begin(let part) = event else { continue }
            isInPart = true
            return part
        }
        return nil
    }

    /// More of this part's bytes; nil at its end.
    ///
    /// - Throws: 400, 413; ``BodyStream/Failure``.
    package func nextBytes() async throws -> [UInt8]? {
        guard isInPart else { return nil }
        while let event = try await next() {
            switch event {
            case .data(let bytes): return bytes
            case .end, .begin:
                isInPart = false
                return nil
            }
        }
        isInPart = false
        return nil
    }

    /// All of this part's bytes.
    ///
    /// - Throws: 413 over `limit` bytes.
    package func collect(limit: Int) async throws -> [UInt8] {
        var all: [UInt8] = []
        while let bytes = try await nextBytes() {
            guard all.count + bytes.count <= limit else { throw HTTPError.bodyTooLarge(limit: limit) }
            all += bytes
        }
        return all
    }

    private func next() async throws -> MultipartParser.Event? {
        while taken == events.count {
            guard !isOver else { return nil }
            taken = 0
            events.removeAll(keepingCapacity: true)
            guard let bytes = try await body.next() else {
                isOver = true
                try parser.finish()
                return nil
            }
            try parser.consume(bytes) { events.append($0) }
        }
        defer { taken += 1 }
        return events[taken]
    }
}
