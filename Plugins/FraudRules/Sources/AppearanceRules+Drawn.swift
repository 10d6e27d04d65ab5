import AssayKit
import RuleEngine

extension AppearanceRules {
    /// Source: policy; who reads a file and who looks at it get the same figures.
    static let drawn = Rule(
        RuleCard(
            "PDF-03", "Text that differs from what is drawn", .high, scope: .file,
            when:
                "two looks at the drawn page see another amount, GSTIN or account number than the file's text has; looked "
                + "for only where the file has hidden figures, appended changes, a font of its own in the field, or a picture "
                + "under its text; medium for the latter, whose text may just be misread",
            evidence: "the text, what is drawn, their place, and what gave reason to look",
            basis: .policy("who reads a file and who looks at it get the same figures"),
            tolerance: "none; both looks with 80 % confidence",
            falsePositives: ["a poor text layer of a scan", "ornate digits"],
            fields: DrawnText.fields.map(\.name))
    ) { input in
        let notes = input.document.metadata["drawn"]?.arrayValue ?? []
        if notes.isEmpty { return .notApplicable }
        var findings: [Finding] = []
        var isClear = false
        for note in notes {
            var reading = input.reading()
            guard let name = note["field"]?.stringValue, let own = input.record.fields[name],
                own.page == note["page"]?.intValue, note["value"]?.stringValue == own.value
            else { continue }
            switch note["verdict"]?.stringValue.flatMap(DrawnReading.Verdict.init) {
            case .same: isClear = true
            case .differs where (note["confidence"]?.doubleValue ?? 0) >= 0.8:
                guard let field = reading.field(name), let seen = note["seen"]?.stringValue else { continue }
                findings.append(
                    reading.finding(
                        "The text of the \(name.split(separator: "_").joined(separator: " ")) is \(field.raw ?? field.value), "
                            + "what is drawn reads \(seen); looked at for \(note["reason"]?.stringValue ?? "its looks")",
                        expected: "the text \(field.raw ?? field.value)", observed: seen,
                        severity: note["over_picture"]?.boolValue == true ? .medium : nil))
            default: break
            }
        }
        if findings.isEmpty, !isClear { return .inconclusive("what is drawn could not be made out") }
        return .of(findings)
    }
}
