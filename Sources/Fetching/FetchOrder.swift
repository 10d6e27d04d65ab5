package import AssayKit

/// What `assay-fetch` is to fetch and what it may do; travels over a pipe, for addresses may hold secrets.
package struct FetchOrder: Sendable, Hashable {
    package var url: String
    /// Hosts, addresses and blocks that may be reached although they are not public.
    package var allowed: [String]
    package var allowsHTTP: Bool
    /// Bytes that a document may have.
    package var limit: Int
    /// Milliseconds for the whole of it.
    package var timeout: Int
    /// Files that may be read: names and certificates.
    package var readable: [String]
    /// Layers of the sandbox that may be missing.
    package var dispensable: [String]
    /// The process that asks; with it the fetching ends.
    package var host: Int32
    /// What is sent there; nil: nothing, the address is only read.
    package var message: Message?

    /// A message whose answer is wanted: a POST, which never follows where the address leads on.
    package struct Message: Sendable, Hashable {
        /// Media type of the body and of the answer.
        package var type: String
        /// After `Bearer`; nil for none.
        package var key: String?
        package var body: String

        package init(type: String, key: String?, body: String) {
            self.type = type
            self.key = key
            self.body = body
        }
    }

    package init(
        url: String, allowed: [String], allowsHTTP: Bool, limit: Int, timeout: Int, readable: [String],
        dispensable: [String], host: Int32
    ) {
        self.url = url
        self.allowed = allowed
        self.allowsHTTP = allowsHTTP
        self.limit = limit
        self.timeout = timeout
        self.readable = readable
        self.dispensable = dispensable
        self.host = host
    }

    package var json: JSONValue {
        func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        let whole: JSONValue = [
            "url": .string(url), "allowed": list(allowed), "allows_http": .bool(allowsHTTP),
            "limit": .integer(limit), "timeout": .integer(timeout), "readable": list(readable),
            "dispensable": list(dispensable), "host": .integer(Int(host)),
        ]
        guard let message, var object = whole.objectValue else { return whole }
        object["message"] = [
            "type": .string(message.type), "key": message.key.map { .string($0) } ?? .null,
            "body": .string(message.body),
        ]
        return .object(object)
    }

    /// Reads it back; nil for something else.
    package init?(json: JSONValue) {
        func list(_ name: String) -> [String] { (json[name]?.arrayValue ?? []).compactMap(\.stringValue) }
        guard let url = json["url"]?.stringValue, let limit = json["limit"]?.intValue,
            let timeout = json["timeout"]?.intValue,
            let host = json["host"]?.intValue.flatMap({ Int32(exactly: $0) })
        else { return nil }
        self.init(
            url: url, allowed: list("allowed"), allowsHTTP: json["allows_http"]?.boolValue ?? false,
            limit: limit, timeout: timeout, readable: list("readable"), dispensable: list("dispensable"),
            host: host)
        guard let sent = json["message"] else { return }
        guard let type = sent["type"]?.stringValue, let body = sent["body"]?.stringValue else { return nil }
        message = Message(type: type, key: sent["key"]?.stringValue, body: body)
    }
}
