import AssayKit
import Foundation
import Pipelines
import YAML

extension Bench {
    /// A pipeline file of 500 lines, checked: in this process, and by the command with all that it starts.
    func check() throws {
        let path = work + "/500-lines.yaml"
        let text = Self.pipeline(lines: 500)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let components = ComponentList([
            ComponentDescription(id: "pdf-text", kind: .extractor, plugin: "pdf-text", givesWords: true),
            ComponentDescription(id: "gst-invoice", kind: .extractor, plugin: "gst", needsWords: true),
            ComponentDescription(id: "gst-rules", kind: .validator, plugin: "gst"),
        ])
        let variables = VariableSource.table([:])
        let source = YAMLSource(name: path, text: text)
        var checking: [Double] = []
        var reading: [Double] = []
        var command: [Double] = []
        for round in 0...20 {
            let a = Self.milliseconds { _ = YAMLReader.readDocument(source) }
            var mistakes: [Diagnostic] = []
            let b = Self.milliseconds {
                mistakes =
                    PipelineChecker.check(source, components: components, variables: variables).diagnostics
            }
            if let mistake = mistakes.first {
                throw Command.Failure(description: mistake.text)
            }
            let c = try Command(path: assay, arguments: ["pipeline", "check", path]).run()
            guard c.status == 0 else {
                throw Command.Failure(description: "assay pipeline check ended with \(c.status)")
            }
            guard round > 0 else { continue }
            reading.append(a)
            checking.append(b)
            command.append(c.wall)
        }
        Figure(
            name: "pipeline check, 500 lines", ours: "\(format(median(command))) ms the command",
            anchor: "\(format(median(checking))) ms the check, \(format(median(reading))) ms its YAML",
            value: median(command), unit: "ms", goal: .atMost(50)
        ).print()
    }

    private static func milliseconds(_ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        return clock.measure(body) / .milliseconds(1)
    }

    /// Steps with conditions, then tests with expected fields, without a mistake.
    private static func pipeline(lines: Int) -> String {
        var text = ["name: five-hundred-lines", "steps:", "  - uses: pdf-text", "  - uses: gst-invoice"]
        for number in 1...25 {
            text += [
                "  # the \(number)th time", "  - uses: gst-rules", "    name: rules-\(number)",
                "    if: .fields.total > \(number)000 and (.flags | any(.severity == \"high\"))",
            ]
        }
        text.append("tests:")
        while text.count + 6 <= lines {
            text += [
                "  - document: 500-lines.yaml", "    name: the test in line \(text.count + 1)", "    expect:",
                "      invoice_number: INV-\(text.count)", "      total: \"\(text.count).00\"",
                "      supplier_gstin: 27AAPFU0939F1ZV",
            ]
        }
        return text.joined(separator: "\n") + "\n"
    }
}
