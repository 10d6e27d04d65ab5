internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// All operations: registers them with the router, checks what comes in, and describes them.
struct API: Sendable {
    let operations: [Operation]
    /// What is described here and served by a protocol of its own.
    var described: [Operation] = []
    let schemas: [(name: String, schema: Schema)]

    /// Registers every operation, those of invoices and administration also without `/api`.
    ///
    /// `origins`: Whose pages may open WebSockets.
    func register(in router: inout Router, house: House, origins: CORSPolicy) {
        for operation in operations {
            for path in Self.paths(operation.path) + HookRoutes.aliases(of: operation.path, house.hooks) {
                if let socket = operation.socket {
                    router.webSocket(
                        path, name: operation.path,
                        plain: { request in try await self.answer(request, operation, house) }
                    ) { request in
                        let caller = try await Handshake.caller(of: request, origins: origins, house)
                        return try await socket(
                            Call(request: request, house: house, caller: caller, body: .null))
                    }
                    continue
                }
                router.on(operation.method, path, name: operation.path, bodyLimit: operation.bodyLimit) {
                    request in
                    try await self.answer(request, operation, house)
                }
            }
        }
    }

    /// `/api/invoices/…` and `/api/admin/…` are also there without the prefix.
    static func paths(_ path: String) -> [String] {
        for group in ["/api/invoices", "/api/admin"] where path == group || path.hasPrefix(group + "/") {
            return [path, String(path.dropFirst(4))]
        }
        return [path]
    }

    private func answer(_ request: Request, _ operation: Operation, _ house: House) async throws -> Response {
        let caller = try await caller(request, operation, house)
        if let caller, case .role(let role) = operation.access, caller.role < role {
            // The refusal stands whether or not it could be noted.
            try? await house.accounts.note(
                "access.refused", subject: operation.id, details: JSONObject(), by: caller.actor)
            throw HTTPError(
                403, "forbidden",
                "This needs the role \(role.rawValue), and yours is \(caller.role.rawValue); ask an admin.")
        }
        try checkParameters(request, operation)
        let body = try await body(of: request, operation)
        return try await operation.handle(Call(request: request, house: house, caller: caller, body: body))
    }

    /// Who calls; for operations of everyone only whom they show to be.
    private func caller(_ request: Request, _ operation: Operation, _ house: House) async throws -> Principal?
    {
        guard operation.access != .everyone else { return nil }
        guard let header = request.headers["Authorization"] else {
            throw Refusal.credentials(
                "This needs credentials; send Authorization: Bearer with a token or a service key.")
        }
        let parts = header.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 2048 else {
            throw Refusal.credentials(
                "The Authorization header is none of the form Bearer TOKEN; send it so.",
                error: "invalid_request")
        }
        do {
            return try await house.accounts.principal(bearer: String(parts[1]))
        } catch {
            throw Refusal.of(error)
        }
    }

    private func checkParameters(_ request: Request, _ operation: Operation) throws(HTTPError) {
        var problems: [(place: String, sentence: String)] = []
        for parameter in operation.parameters where parameter.place == .query {
            guard let text = request.query[parameter.name], !text.isEmpty else { continue }
            let value: JSONValue =
                switch parameter.schema {
                case .integer: Int(text).map { .integer($0) } ?? .string(text)
                case .boolean:
                    ["true", "1"].contains(text)
                        ? true : ["false", "0"].contains(text) ? false : .string(text)
                default: .string(text)
                }
            problems += parameter.schema.problems(value, at: parameter.name)
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
    }

    private func body(of request: Request, _ operation: Operation) async throws -> JSONValue {
        switch operation.body {
        case .none, .streamed: return .null
        case .json(let schema, let isOptional):
            let bytes = try await request.body.collect(limit: operation.bodyLimit)
            if bytes.isEmpty, isOptional { return .object(JSONObject()) }
            try checkMediaType(request)
            return try Self.checked(bytes, schema)
        case .jsonOrForm(let schema):
            guard request.mediaType == "application/x-www-form-urlencoded" else {
                try checkMediaType(request)
                return try Self.checked(try await request.body.collect(limit: operation.bodyLimit), schema)
            }
            let form = try await request.form()
            guard case .object(let properties, _) = schema else { return .null }
            var object = JSONObject()
            for property in properties {
                if let value = form[property.name] { object[property.name] = .string(value) }
            }
            let value = JSONValue.object(object)
            let problems = schema.problems(value)
            guard problems.isEmpty else { throw Refusal.invalid(problems) }
            return value
        case .jsonOrText(let schema, let member, let types):
            let bytes = try await request.body.collect(limit: operation.bodyLimit)
            guard let type = request.mediaType, types.contains(type) else {
                try checkMediaType(request, or: types.first)
                return try Self.checked(bytes, schema)
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw HTTPError(400, "malformed_text", "The body is no UTF-8 text; send it as UTF-8.")
            }
            return .object(JSONObject([.init(key: member, value: .string(text))]))
        case .multipart(_, let schema):
            guard request.mediaType != "multipart/form-data" else { return .null }
            guard let schema else {
                throw HTTPError(
                    415, "unsupported_media_type",
                    "Files are expected here as a form; send Content-Type: multipart/form-data.")
            }
            try checkMediaType(request)
            return try Self.checked(try await request.body.collect(limit: 65_536), schema)
        }
    }

    private func checkMediaType(_ request: Request, or other: String? = nil) throws(HTTPError) {
        guard request.mediaType == "application/json" else {
            let types = "application/json" + (other.map { " or \($0)" } ?? "")
            throw HTTPError(
                415, "unsupported_media_type",
                "\(other == nil ? "JSON is" : "JSON or a text is") expected here; send Content-Type: \(types)."
            )
        }
    }

    private static func checked(_ bytes: [UInt8], _ schema: Schema) throws(HTTPError) -> JSONValue {
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes)
        } catch {
            throw HTTPError(400, "malformed_json", "The body is no JSON: \(error).")
        }
        let problems = schema.problems(value)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return value
    }
}
