package import YAML

/// Writes observed values into a file's tests, and leaves everything else as it stands.
package struct ExpectationUpdate {
    private let source: YAMLSource
    private var edits: [(span: YAMLSpan, text: String)] = []

    package init(_ source: YAMLSource) {
        self.source = source
    }

    /// Accepts what was observed.
    ///
    /// - Parameters:
    ///   - differences: What was observed there.
    ///   - line: The line of the test in its file.
    /// - Returns: The differences whose place can't be rewritten: lists over several lines.
    package mutating func accept(_ differences: [TestDifference], ofTestAt line: Int) -> [TestDifference] {
        let tests = YAMLReader.readDocument(source).document?["tests"]?.sequence ?? []
        guard let test = tests.first(where: { $0.span.start.line == line }) else { return differences }
        var left: [TestDifference] = []
        for difference in differences {
            let node = difference.isField ? test["expect"]?[difference.name] : test[difference.name]
            guard let node, node.span.start.line == node.span.end.line else {
                left.append(difference)
                continue
            }
            let isPlain = difference.name == "flags" || !difference.isField
            let text = difference.observed.map { isPlain ? $0 : Self.quoted($0) } ?? "null"
            edits.append((node.span, text))
        }
        return left
    }

    /// The file's new text.
    package var text: String {
        var scalars = Array(String(decoding: source.bytes, as: UTF8.self).unicodeScalars)
        var starts = [0]
        for index in scalars.indices where scalars[index] == "\n" { starts.append(index + 1) }
        func offset(_ position: YAMLPosition) -> Int {
            let start = starts[min(max(0, position.line - 1), starts.count - 1)]
            return min(start + max(0, position.column - 1), scalars.count)
        }
        for edit in edits.sorted(by: { $0.span.start > $1.span.start }) {
            let (first, last) = (offset(edit.span.start), offset(edit.span.end))
            guard first <= last else { continue }
            scalars.replaceSubrange(first..<last, with: edit.text.unicodeScalars)
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    /// A text in double quotes, as YAML and JSON both read it.
    package static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.properties.generalCategory == .control: quoted += "\u{FFFD}"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
