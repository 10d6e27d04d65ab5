internal import AssayKit
internal import HTTPServing
internal import Storage

/// A request as a line of the log: JSON, without anything secret.
enum RequestLine {
    static func json(_ answer: AnswerSummary) -> String {
        var object = base(answer.request)
        object["status"] = .integer(answer.status)
        object["ms"] = .double((answer.milliseconds * 100).rounded() / 100)
        return text(object)
    }

    /// A fault of ours; the client got a 500 that says nothing of it.
    static func failure(_ sentence: String, _ request: Request) -> String {
        var object = base(request)
        object["level"] = "error"
        object["message"] = .string(sentence)
        return text(object)
    }

    private static func base(_ request: Request) -> JSONObject {
        // The query may carry a ticket; only the path is written.
        var object = JSONObject([
            .init(key: "time", value: .string(SystemTime().now().rfc3339)),
            .init(key: "level", value: "info"), .init(key: "request_id", value: .string(request.id)),
            .init(key: "method", value: .string(request.method.rawValue)),
            .init(key: "path", value: .string(String(request.target.path.prefix(300)))),
            .init(key: "remote", value: .string(request.remoteAddress)),
        ])
        if let trace = TraceParent.of(request) { object["traceparent"] = .string(trace) }
        return object
    }

    private static func text(_ object: JSONObject) -> String {
        var writer = JSONWriter(reservingCapacity: 256)
        writer.value(.object(object))
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
