internal import AssayKit
internal import HTTPServing
internal import Storage

extension API {
    /// `/openapi.json`: OpenAPI 3.1.
    func description(version: String) -> [UInt8] {
        var paths = JSONObject()
        for operation in operations + described {
            let path = Self.template(operation.path)
            var item = paths[path]?.objectValue ?? JSONObject()
            item[operation.method.rawValue.lowercased()] = describe(operation)
            paths[path] = .object(item)
        }
        var components = JSONObject()
        for (name, schema) in schemas { components[name] = schema.json }
        let document = JSONObject([
            .init(key: "openapi", value: "3.1.0"),
            .init(
                key: "info",
                value: [
                    "title": "Assay", "version": .string(version),
                    "description": "Reads business documents, checks them, flags what looks wrong.",
                    "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
                ]),
            .init(key: "servers", value: [["url": "/"]]),
            .init(key: "paths", value: .object(paths)),
            .init(
                key: "components",
                value: [
                    "schemas": .object(components),
                    "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
                ]),
        ])
        var writer = JSONWriter(reservingCapacity: 128 << 10)
        writer.value(.object(document))
        return writer.bytes
    }

    /// `/invoices/:id/pages/:n.png` as OpenAPI writes it.
    static func template(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard part.hasPrefix(":") else { return String(part) }
            let name = part.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            return "{\(name)}" + part.dropFirst(1 + name.count)
        }.joined(separator: "/")
    }

    private func describe(_ operation: Operation) -> JSONValue {
        var object = JSONObject([
            .init(key: "operationId", value: .string(operation.id)),
            .init(key: "tags", value: [.string(operation.tag)]),
            .init(key: "summary", value: .string(operation.summary)),
        ])
        switch operation.access {
        case .everyone: object["security"] = .array([])
        case .role(let role):
            object["security"] = [["bearer": .array([])]]
            object["x-role"] = .string(role.rawValue)
        }
        let parameters = operation.parameters.map { parameter -> JSONValue in
            [
                "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
                "required": .bool(parameter.place == .path), "schema": parameter.schema.json,
                "description": .string(parameter.summary),
            ]
        }
        if !parameters.isEmpty { object["parameters"] = .array(parameters) }
        if let body = describe(operation.body) { object["requestBody"] = body }
        var responses = JSONObject()
        for answer in operation.answers {
            // Answers of one status in several media types stand together.
            var response =
                responses[String(answer.status)]?.objectValue
                ?? JSONObject([.init(key: "description", value: .string(answer.summary))])
            if let schema = answer.schema {
                var content = response["content"]?.objectValue ?? JSONObject()
                content[answer.mediaType] = ["schema": schema.json]
                response["content"] = .object(content)
            }
            responses[String(answer.status)] = .object(response)
        }
        for status in errors(of: operation) where responses[String(status)] == nil {
            responses[String(status)] = [
                "description": .string(Self.meaning(status)),
                "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Error"]]],
            ]
        }
        object["responses"] = .object(responses)
        return .object(object)
    }

    private func errors(of operation: Operation) -> [Int] {
        var all: Set<Int> = [429, 503]
        if operation.access != .everyone { all.formUnion([401, 403]) }
        if operation.path.contains(":") { all.formUnion([400, 404]) }
        if !operation.parameters.isEmpty { all.formUnion([400, 422]) }
        switch operation.body {
        case .none: break
        default: all.formUnion([400, 413, 415, 422])
        }
        return all.union(operation.errors).sorted()
    }

    private func describe(_ body: Operation.Body) -> JSONValue? {
        func content(_ types: [(String, Schema)], required: Bool = true) -> JSONValue {
            var object = JSONObject()
            for (type, schema) in types { object[type] = ["schema": schema.json] }
            return ["required": .bool(required), "content": .object(object)]
        }
        switch body {
        case .none: return nil
        case .streamed(let schema): return content([("application/json", schema)])
        case .json(let schema, let isOptional):
            return content([("application/json", schema)], required: !isOptional)
        case .jsonOrForm(let schema):
            return content([("application/x-www-form-urlencoded", schema), ("application/json", schema)])
        case .jsonOrText(let schema, _, let types):
            return content([("application/json", schema)] + types.map { ($0, Schema.text) })
        case .multipart(let form, let schema):
            return content(
                [("multipart/form-data", form)] + (schema.map { [("application/json", $0)] } ?? []))
        }
    }

    static func meaning(_ status: Int) -> String {
        switch status {
        case 400: "Bad input, or a malformed id"
        case 401: "No credentials, or none that are good"
        case 403: "The role does not allow it"
        case 404: "Unknown, or another owner's"
        case 409: "A conflict, or the wrong state"
        case 413: "Too large"
        case 415: "The type is not taken"
        case 422: "The values are not right"
        case 429: "Too many requests"
        case 503: "Not now: overloaded or going down"
        case 507: "The disk is full"
        default: "An error"
        }
    }
}
