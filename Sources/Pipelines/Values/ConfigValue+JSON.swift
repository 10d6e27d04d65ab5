package import AssayKit

extension ConfigValue {
    /// The value of a JSON document, such as a schema's default.
    package init(json: JSONValue) {
        switch json {
        case .null: self.init(.null)
        case .bool(let value): self.init(.bool(value))
        case .number(let text):
            if let whole = json.intValue {
                self.init(.integer(whole))
            } else {
                self.init(Double(text).map { $0.isFinite ? .number($0) : .null } ?? .null)
            }
        case .string(let text): self.init(.string(text))
        case .array(let elements): self.init(.array(elements.map { ConfigValue(json: $0) }))
        case .object(let object):
            self.init(.object(object.members.map { Member($0.key, ConfigValue(json: $0.value)) }))
        }
    }

    /// The value as a plugin gets it, with secrets in clear: never shown.
    package var json: JSONValue { json(masked: false) }

    /// The value as it may be shown.
    package var maskedJSON: JSONValue { json(masked: true) }

    /// The options' canonical bytes for a worker: compact, keys sorted, so that equal options have equal bytes.
    package var canonicalJSON: [UInt8] { JSONWriter.bytes(sorted.json) }

    private var sorted: ConfigValue {
        switch content {
        case .array(let items):
            ConfigValue(.array(items.map(\.sorted)))
        case .object(let members):
            ConfigValue(
                .object(members.sorted { $0.key < $1.key }.map { Member($0.key, $0.value.sorted) }))
        default:
            self
        }
    }

    private func json(masked: Bool) -> JSONValue {
        if masked, let mask {
            return .string(mask)
        }
        switch content {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let value): return .integer(value)
        case .number(let value): return .double(value)
        case .string(let text):
            // Shown, it must mean the same when it is read again.
            let isAmbiguous = masked && (text.contains("${") || text.contains("$$"))
            return .string(isAmbiguous ? text.replacing("$", with: "$$") : text)
        case .array(let items): return .array(items.map { $0.json(masked: masked) })
        case .object(let members):
            return .object(
                JSONObject(members.map { .init(key: $0.key, value: $0.value.json(masked: masked)) }))
        }
    }
}
