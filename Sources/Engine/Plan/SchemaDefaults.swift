package import AssayKit

/// The options of a component that no pipeline names.
package enum SchemaDefaults {
    /// An object of all defaults that a manifest's schema gives.
    package static func options(of schema: JSONValue) -> [UInt8] { JSONWriter.bytes(object(schema)) }

    private static func object(_ schema: JSONValue) -> JSONValue {
        var object = JSONObject()
        for property in schema["properties"]?.objectValue?.members ?? [] {
            if let value = property.value["default"] {
                object.append(property.key, value)
            } else if property.value["type"]?.stringValue == "object" {
                let inner = self.object(property.value)
                if inner.objectValue?.isEmpty == false { object.append(property.key, inner) }
            }
        }
        return .object(object)
    }
}
