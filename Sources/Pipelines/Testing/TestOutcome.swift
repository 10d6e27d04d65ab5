internal import AssayKit

/// How a pipeline's test went.
package struct TestOutcome: Sendable {
    package let name: String
    package let document: String
    /// The file that the test stands in.
    package let file: String
    package let differences: [TestDifference]
    /// Why nothing could be compared; nil when it could.
    package let failure: String?
    package let milliseconds: Double

    package init(
        name: String, document: String, file: String, differences: [TestDifference], failure: String?,
        milliseconds: Double
    ) {
        self.name = name
        self.document = document
        self.file = file
        self.differences = differences
        self.failure = failure
        self.milliseconds = milliseconds
    }

    package var passed: Bool { differences.isEmpty && failure == nil }

    /// What differs, line by line; empty when it passed.
    package var detail: String {
        ((failure.map { ["    \($0)"] } ?? []) + differences.map(\.text)).joined(separator: "\n")
    }
}

extension Sequence<TestOutcome> {
    /// The outcomes as a JUnit file, which CI systems show.
    package func junit(suite: String) -> String {
        let all = Array(self)
        let failed = all.filter { !$0.passed }.count
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuites tests=\"\(all.count)\" failures=\"\(failed)\">",
            "  <testsuite name=\"\(Markup.escaped(suite))\" tests=\"\(all.count)\" failures=\"\(failed)\">",
        ]
        for test in all {
            let seconds = (test.milliseconds / 1000 * 1000).rounded() / 1000
            let head =
                "    <testcase name=\"\(Markup.escaped(test.name))\" classname=\"\(Markup.escaped(suite))\" "
                + "file=\"\(Markup.escaped(test.file))\" time=\"\(seconds)\""
            if test.passed {
                lines.append(head + "/>")
            } else {
                let count = test.differences.count
                let message = test.failure ?? "\(count) \(count == 1 ? "value differs" : "values differ")"
                lines += [
                    head + ">",
                    "      <failure message=\"\(Markup.escaped(message))\">\(Markup.escaped(test.detail))</failure>",
                    "    </testcase>",
                ]
            }
        }
        return (lines + ["  </testsuite>", "</testsuites>", ""]).joined(separator: "\n")
    }
}
