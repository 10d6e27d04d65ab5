internal import AssayKit

/// What a service answered.
struct ServiceAnswer: Sendable {
    let status: Int
    /// By their names in small letters.
    let headers: [String: String]
    let body: [UInt8]

    /// The body; null where it is no JSON.
    var json: JSONValue {
        // A page of a proxy is none.
        (try? JSONParser.parse(body)) ?? .null
    }

    /// The sentence of a refusal, or the status alone.
    var reason: String {
        guard let sentence = json["error"]?.stringValue else { return "status \(status)" }
        return "status \(status): \(sentence)"
    }

    /// Whether it is an answer of Assay, and not of something before it.
    var isOurs: Bool { headers["x-request-id"] != nil }
}
