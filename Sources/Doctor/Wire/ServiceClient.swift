internal import AssayKit
internal import HTTPClient

/// Asks a service, one connection a request.
struct ServiceClient: Sendable {
    let address: ServiceAddress
    /// Milliseconds for each step of a request.
    let patience: Int

    /// A header's name and value.
    typealias Header = (name: String, value: String)

    /// The answer to a request.
    ///
    /// - Throws: Why there is none.
    func ask(
        _ method: String, _ path: String, headers: [Header] = [], body: [UInt8] = []
    ) throws(DirectConnection.Failure) -> ServiceAnswer {
        let connection = try DirectConnection(address.origin, patience: min(patience, 10_000))
        var all = headers + [("Connection", "close")]
        if !body.isEmpty || method == "POST" { all.append(("Content-Length", "\(body.count)")) }
        try connection.send(head(method, path, all) + body, patience: patience)
        var reader = AnswerReader(connection, patience: patience)
        let (status, fields) = try reader.head()
        let hasBody = method != "HEAD" && status != 204 && status != 304 && status >= 200
        return ServiceAnswer(
            status: status, headers: fields, body: hasBody ? try reader.body(fields) : [])
    }

    /// The answer to a request with a JSON body.
    func ask(
        _ method: String, _ path: String, token: String? = nil, json: JSONValue
    ) throws(DirectConnection.Failure) -> ServiceAnswer {
        try ask(
            method, path, headers: Self.bearer(token) + [("Content-Type", "application/json")],
            body: JSONWriter.bytes(json))
    }

    /// The header that carries a token; none without one.
    static func bearer(_ token: String?) -> [Header] {
        token.map { [("Authorization", "Bearer \($0)")] } ?? []
    }

    /// A request's head.
    func head(_ method: String, _ path: String, _ headers: [Header]) -> [UInt8] {
        let lines = ([("Host", address.authority), ("User-Agent", "assay-doctor")] + headers).map {
            "\($0): \($1)\r\n"
        }
        return Array("\(method) \(address.prefix)\(path) HTTP/1.1\r\n\(lines.joined())\r\n".utf8)
    }
}
