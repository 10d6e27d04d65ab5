internal import AssayKit

/// What the conformance kit found out about one plugin.
package struct ConformanceReport: Sendable {
    /// How one case ended.
    package enum Outcome: Sendable, Equatable {
        case passed
        /// Why: one sentence with what to do.
        case failed(String)
        /// Why it does not apply.
        case skipped(String)
    }

    /// One thing that every plugin must stand.
    package struct Case: Sendable {
        /// "gst-invoice"; the plugin's id for what concerns the whole library.
        package let component: String
        /// "page without words".
        package let name: String
        package let outcome: Outcome
        /// Milliseconds.
        package let milliseconds: Int
    }

    /// The plugin's id.
    package let plugin: String
    package private(set) var cases: [Case] = []
    /// Whether the user ended the test before its time; the case that was under way is left out.
    package var isInterrupted = false

    init(plugin: String) { self.plugin = plugin }

    mutating func add(_ result: Case) { cases.append(result) }

    /// The cases that failed.
    package var failures: [Case] {
        cases.filter { if case .failed = $0.outcome { true } else { false } }
    }

    /// For people: a case's line, below its component's name when it is the first of that.
    package func lines(ofCase index: Int) -> String {
        let result = cases[index]
        let isFirst = index == 0 || cases[index - 1].component != result.component
        let line =
            switch result.outcome {
            case .passed: "ok    \(result.name) (\(result.milliseconds) ms)"
            case .skipped(let why): "skip  \(result.name): \(why)"
            case .failed(let why): "FAIL  \(result.name): \(why)"
            }
        return (isFirst ? result.component + "\n" : "") + "  \(line)\n"
    }

    /// For people: the last line, which says how it went.
    package var summary: String {
        let failed = failures.count
        if isInterrupted {
            return "\(plugin): interrupted after \(cases.count) cases, \(failed) of them failed\n"
        }
        return failed == 0
            ? "\(plugin): conforms, \(cases.count) cases\n"
            : "\(plugin): does not conform, \(failed) of \(cases.count) cases failed\n"
    }

    /// For build servers: JUnit's XML.
    package var junit: String {
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuite name=\"\(Markup.escaped(plugin))\" tests=\"\(cases.count)\" failures=\"\(failures.count)\">",
        ]
        for result in cases {
            let (whole, rest) = result.milliseconds.quotientAndRemainder(dividingBy: 1000)
            let digits = String(1000 + rest).dropFirst()
            let head =
                "  <testcase classname=\"\(Markup.escaped(result.component))\" name=\"\(Markup.escaped(result.name))\""
                + " time=\"\(whole).\(digits)\""
            switch result.outcome {
            case .passed: lines.append(head + "/>")
            case .skipped(let why):
                lines.append(head + "><skipped message=\"\(Markup.escaped(why))\"/></testcase>")
            case .failed(let why):
                lines.append(head + "><failure message=\"\(Markup.escaped(why))\"/></testcase>")
            }
        }
        if isInterrupted { lines.append("  <system-err>interrupted</system-err>") }
        return (lines + ["</testsuite>"]).joined(separator: "\n") + "\n"
    }
}
