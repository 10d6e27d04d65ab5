package import AssayKit

/// A test made from a result that somebody looked through.
package enum LearnedTest {
    /// The test as an entry of a list of tests, two spaces in.
    ///
    /// - Parameter result: One object of `assay run`'s output, with or without corrected values.
    /// - Returns: The lines; nil when it is no result: it lacks `file` or `fields`.
    package static func text(of result: JSONValue) -> String? {
        guard let file = result["file"]?.stringValue, let fields = result["fields"]?.objectValue else {
            return nil
        }
        var lines = ["  - document: \(ExpectationUpdate.quoted(file))"]
        let statuses = NotifyStep.Event.allCases.map(\.rawValue)
        if let status = result["status"]?.stringValue, statuses.contains(status) {
            lines.append("    status: \(status)")
        }
        let rules = Set((result["flags"]?.arrayValue ?? []).compactMap { $0["rule"]?.stringValue }).sorted()
        lines.append("    flags: [\(rules.map(ExpectationUpdate.quoted).joined(separator: ", "))]")
        let values = fields.members.compactMap { member -> String? in
            guard FieldNames.isField(member.key), let value = member.value["value"]?.stringValue else {
                return nil
            }
            return "      \(member.key): \(ExpectationUpdate.quoted(value))"
        }
        if !values.isEmpty { lines += ["    expect:"] + values }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The text of a file of tests with one more in it.
    ///
    /// - Parameters:
    ///   - test: What ``text(of:)`` made.
    ///   - text: The file as it is; nil: there is none yet.
    /// - Returns: The file's new text.
    package static func adding(_ test: String, to text: String?) -> String {
        guard let text, !text.isEmpty else { return "tests:\n" + test }
        return text + (text.hasSuffix("\n") ? "" : "\n") + test
    }
}
