/// A pipeline as a drawing.
package struct PipelineGraph: Sendable {
    private struct Box {
        let name: String
        let notes: [String]
        let isNotifier: Bool
    }

    private let title: String
    private let boxes: [Box]

    /// The drawing of a pipeline; secrets are in none.
    package init(_ pipeline: PipelineDefinition) {
        func expression(_ index: Int?) -> String? {
            guard let index, pipeline.expressions.indices.contains(index) else { return nil }
            return pipeline.expressions[index].text
        }
        title = pipeline.name
        let steps = pipeline.steps.map { step in
            let condition = expression(step.condition).map { "if \($0)" }
            let other = step.onError == .fail ? nil : "on error: \(step.onError.rawValue)"
            let uses = step.name == step.uses ? nil : "uses \(step.uses)"
            return Box(
                name: step.name, notes: [uses, condition, other].compactMap(\.self), isNotifier: false)
        }
        let rule = pipeline.review
        let review = Box(
            name: "review",
            notes: [
                expression(rule.autoApprove).map { "approved if \($0)" },
                expression(rule.needsReview).map { "a person if \($0)" },
                "a person below confidence \(rule.threshold)",
            ].compactMap(\.self), isNotifier: false)
        let notify = pipeline.notify.map { step in
            let condition = expression(step.condition).map { "if \($0)" }
            let events = "on " + step.on.map(\.rawValue).joined(separator: ", ")
            return Box(name: step.name, notes: [events, condition].compactMap(\.self), isNotifier: true)
        }
        boxes = steps + [review] + notify
    }

    /// For Markdown.
    package var mermaid: String {
        var lines = ["flowchart TD", "  document([document])"]
        var previous = "document"
        for (index, box) in boxes.enumerated() {
            let label = ([box.name] + box.notes).map(Self.escaped).joined(separator: "<br/>")
            let (open, close) = box.name == "review" && !box.isNotifier ? ("{{\"", "\"}}") : ("[\"", "\"]")
            lines.append("  \(previous) --> s\(index)\(open)\(label)\(close)")
            // Notifiers all hang on the review.
            if !box.isNotifier { previous = "s\(index)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\"": escaped += "#quot;"
            case "<": escaped += "#lt;"
            case ">": escaped += "#gt;"
            case "#": escaped += "#35;"
            case "\n", "\r", "\r\n": escaped += " "
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// For a terminal.
    package var text: String {
        var lines = [title, "│"]
        let inner = boxes.filter { !$0.isNotifier }
        for box in inner {
            lines.append("├─ \(box.name)")
            lines += box.notes.map { "│    " + $0.replacing("\n", with: " ") }
        }
        let told = boxes.filter(\.isNotifier)
        for (index, box) in told.enumerated() {
            let isLast = index == told.count - 1
            lines.append((isLast ? "└─" : "├─") + "▷ \(box.name)")
            lines += box.notes.map { (isLast ? "     " : "│    ") + $0.replacing("\n", with: " ") }
        }
        if told.isEmpty { lines.append("└─ result") }
        return lines.joined(separator: "\n") + "\n"
    }
}
