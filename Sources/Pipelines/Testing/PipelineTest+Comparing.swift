package import AssayKit

/// What a test expected and did not get.
package struct TestDifference: Sendable, Hashable {
    /// "total"; "status" and "flags" for those.
    package let name: String
    /// nil: expected to be absent.
    package let expected: String?
    /// nil: there is none.
    package let observed: String?
    /// Whether it is one of the fields under `expect`.
    package let isField: Bool

    /// For a terminal, two lines.
    package var text: String {
        "    - \(name): \(expected ?? "(absent)")\n    + \(name): \(observed ?? "(absent)")"
    }
}

extension PipelineTest {
    /// What differs from what the test expects.
    ///
    /// - Parameters:
    ///   - record: What was read.
    ///   - status: What the document became.
    /// - Returns: The differences; none when the test passes.
    package func differences(from record: Record, status: String) -> [TestDifference] {
        var found: [TestDifference] = []
        for expectation in expect {
            let observed = record.fields[expectation.field]?.value
            if !Self.isSame(expectation.value, observed, in: expectation.field) {
                found.append(
                    TestDifference(
                        name: expectation.field, expected: expectation.value, observed: observed,
                        isField: true))
            }
        }
        if let expected = self.status?.rawValue, expected != status {
            found.append(TestDifference(name: "status", expected: expected, observed: status, isField: false))
        }
        if let flags {
            let (expected, observed) = (Set(flags).sorted(), Set(record.flags.map(\.rule)).sorted())
            if expected != observed {
                found.append(
                    TestDifference(
                        name: "flags", expected: Self.list(expected), observed: Self.list(observed),
                        isField: false))
            }
        }
        return found
    }

    private static func list(_ names: [String]) -> String { "[\(names.joined(separator: ", "))]" }

    /// 1180 and 1180.00 are one amount; any other two texts must be equal.
    private static func isSame(_ expected: String?, _ observed: String?, in field: String) -> Bool {
        guard let expected, let observed, FieldTable.field(field)?.type == .amount else {
            return expected == observed
        }
        return shortest(expected) == shortest(observed)
    }

    private static func shortest(_ amount: String) -> Substring {
        guard amount.contains(".") else { return amount[...] }
        var text = amount[...]
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }
}
