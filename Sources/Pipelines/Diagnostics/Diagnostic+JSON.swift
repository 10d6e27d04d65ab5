package import AssayKit

extension Diagnostic {
    /// The mistake for a machine.
    package var json: JSONValue {
        var object = JSONObject()
        object.append("code", .string(code.rawValue))
        object.append("severity", .string(severity.rawValue))
        object.append("file", .string(file))
        object.append("line", .integer(line))
        object.append("column", .integer(column))
        object.append("length", .integer(length))
        object.append("message", .string(message))
        object.append("suggestion", suggestion.map { .string($0) } ?? .null)
        object.append("mend", mend.map { .string($0) } ?? .null)
        object.append("source", sourceLine.map { .string($0) } ?? .null)
        return .object(object)
    }
}
