package import AssayKit

extension AnomalyScore {
    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    private static let depths = [100, 500, 1000]

    /// For people.
    package var text: String {
        func row(_ cells: [(String, Int)]) -> String {
            cells.map { text, width in
                let fill = String(repeating: " ", count: max(0, abs(width) - text.count))
                return width < 0 ? fill + text : text + fill
            }.joined(separator: "  ")
        }
        var lines = [
            row([("kind", 38), ("planted", -7), ("raised", -7), ("recall", -8), ("rules that spoke", 1)])
        ]
        for kind in kinds {
            let rules = kind.rules.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4)
                .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            let name = (kind.kind.isHeldOut ? "* " : "") + kind.kind.name
            lines.append(
                row([
                    (name, 38), ("\(kind.count)", -7), ("\(kind.raised)", -7),
                    (Self.percent(kind.recall), -8),
                    (rules, 1),
                ]))
        }
        lines += [
            "* held out: no rule was written for it; raised is any flag of severity medium or above", "",
            "built for        \(Self.percent(recall(heldOut: false)))   target 99.7 %",
            "  for a person to look at  \(Self.percent(graveRecall))   a flag of severity medium or above, or as grave as "
                + "the kind",
            "held out         \(Self.percent(recall(heldOut: true)))",
            "all kinds        \(Self.percent(recall(heldOut: nil)))   target 85.0 %",
            "clean invoices   \(clean), of these with a flag of severity medium or above "
                + "\(Self.percent(falseShare))   target 0.5 %", "",
            "false flags per 1,000 clean invoices, by the gravest:",
        ]
        for severity in Severity.allCases.sorted().reversed() {
            let count = Double(falseFlags[severity] ?? 0) * 1000 / Double(max(1, clean))
            lines.append(row([("  \(severity.rawValue)", 12), ("\((count * 100).rounded() / 100)", -8)]))
        }
        let rules = falseRules.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            "\($0.key) \($0.value)"
        }
        lines.append("  rules: " + (rules.isEmpty ? "none" : rules.joined(separator: ", ")))
        lines += ["", "precision among the invoices with the most points:"]
        for depth in Self.depths where depth <= max(planted, Self.depths[0]) {
            lines.append("  first \(depth)   \(Self.percent(precision(top: depth)))")
        }
        lines += ["", "how grave it is, and the gravest flag raised:"]
        let columns: [Severity?] = [nil] + Severity.allCases.sorted()
        lines.append(row([("", 10)] + columns.map { ($0?.rawValue ?? "none", -9) }))
        for severity in Severity.allCases.sorted() {
            guard let counts = confusion[severity] else { continue }
            lines.append(row([(severity.rawValue, 10)] + columns.map { ("\(counts[$0] ?? 0)", -9) }))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// For programs.
    package var json: JSONValue {
        var list: [JSONValue] = []
        for kind in kinds {
            list.append([
                "kind": .string(kind.kind.name), "held_out": .bool(kind.kind.isHeldOut),
                "severity": .string(kind.kind.severity.rawValue), "planted": .integer(kind.count),
                "raised": .integer(kind.raised), "recall": .double(kind.recall),
            ])
        }
        var flags = JSONObject()
        for severity in Severity.allCases.sorted() {
            flags[severity.rawValue] = .integer(falseFlags[severity] ?? 0)
        }
        var rules = JSONObject()
        for (rule, count) in falseRules.sorted(by: { $0.key < $1.key }) { rules[rule] = .integer(count) }
        var tops = JSONObject()
        for depth in Self.depths { tops["\(depth)"] = .double(precision(top: depth)) }
        var matrix = JSONObject()
        for (severity, counts) in confusion.sorted(by: { $0.key < $1.key }) {
            var row = JSONObject()
            for (raised, count) in counts { row[raised?.rawValue ?? "none"] = .integer(count) }
            matrix[severity.rawValue] = .object(row)
        }
        return [
            "kinds": .array(list), "recall_built_for": .double(recall(heldOut: false)),
            "recall_built_for_grave": .double(graveRecall),
            "recall_held_out": .double(recall(heldOut: true)), "recall_all": .double(recall(heldOut: nil)),
            "clean": .integer(clean), "false_share": .double(falseShare), "false_flags": .object(flags),
            "false_rules": .object(rules), "precision_at": .object(tops), "confusion": .object(matrix),
            "meets_targets": .bool(meetsTargets),
        ]
    }
}
