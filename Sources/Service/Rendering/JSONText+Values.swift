internal import AssayKit
internal import HTTPServing
internal import Storage

extension JSONValue {
    /// A text or null.
    static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    static func optional(_ number: Double?) -> JSONValue { number.map { .double($0) } ?? .null }
    static func moment(_ moment: Timestamp?) -> JSONValue { moment.map { .string($0.rfc3339) } ?? .null }
    static func id<Subject>(_ id: Identifier<Subject>?) -> JSONValue {
        id.map { .string($0.description) } ?? .null
    }
    static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(JSONObject(members.map { JSONObject.Member(key: $0.key, value: $0.value) }))
    }
}

extension Response {
    /// JSON of a value.
    static func json(_ value: JSONValue, status: Int = 200) -> Response {
        var writer = JSONWriter(reservingCapacity: 1024)
        writer.value(value)
        return .json(writer.bytes, status: status)
    }
}

extension Page {
    /// The figures of a list's part.
    var pagination: JSONValue {
        .object([
            "page": .integer(request.page), "per_page": .integer(request.perPage), "total": .integer(total),
            "pages": .integer(pages), "has_next": .bool(hasNext), "has_prev": .bool(hasPrevious),
        ])
    }
}
