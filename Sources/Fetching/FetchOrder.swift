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
        return [
            "url": .string(url), "allowed": list(allowed), "allows_http": .bool(allowsHTTP),
            "limit": .integer(limit), "timeout": .integer(timeout), "readable": list(readable),
            "dispensable": list(dispensable), "host": .integer(Int(host)),
        ]
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
    }
}
