extension Score {
    /// The report for people: a table of the fields, then the totals and the documents that failed.
    package var text: String {
        let width = max(20, (fields.map { $0.name.count }.max() ?? 0) + 2)
        var lines = [
            Self.row(
                "field", ["precision", "recall", "F1", "right", "wrong", "missed", "sure+wrong"], width)
        ]
        for (name, tally) in fields { lines.append(Self.row(name, Self.cells(tally), width)) }
        lines.append("")
        lines.append(Self.row("header", Self.cells(header), width))
        lines.append(Self.row("line items", Self.cells(lineItems), width))
        lines.append("")
        lines.append("documents          \(documents)")
        lines.append(
            "sure but wrong     \(Self.percent(header.wrongConfidentRate)) of the values with confidence ≥ 0.9"
        )
        lines.append("calibration error  \(Self.decimals(calibrationError))")
        if !failures.isEmpty {
            lines.append("")
            lines.append("failed:")
            for failure in failures { lines.append("  \(failure.document): \(failure.message)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Every value that was missed or given wrong, one on a line.
    package var missesText: String {
        misses.map { miss in
            let sure = miss.confidence.map { " (\(Self.decimals($0)))" } ?? ""
            return "\(miss.document)  \(miss.field)  got \(miss.given.map { "“\($0)”" } ?? "nothing")\(sure)"
                + "  truth \(miss.truth.map { "“\($0)”" } ?? "nothing")\n"
        }.joined()
    }

    /// Every value that was given and is wrong, with where it was read and from what.
    package var wrongText: String {
        misses.filter { $0.given != nil }.map { miss in
            let place = miss.place.map { place in
                "page \(place.page) at \(place.box.map { "\(Int($0.rounded()))" }.joined(separator: ","))"
            }
            return "\(miss.document)  \(miss.field)  \(place ?? "not read off a page")  “\(miss.given ?? "")”"
                + " (\(Self.decimals(miss.confidence)))  read as “\(miss.raw ?? "")”"
                + "  truth \(miss.truth.map { "“\($0)”" } ?? "nothing")\n"
        }.joined()
    }

    static func cells(_ tally: Tally) -> [String] {
        [
            decimals(tally.precision), decimals(tally.recall), decimals(tally.f1), "\(tally.truePositives)",
            "\(tally.falsePositives)", "\(tally.falseNegatives)", "\(tally.wrongConfident)",
        ]
    }

    static func row(_ name: String, _ cells: [String], _ width: Int) -> String {
        let head = name + String(repeating: " ", count: max(1, width - name.count))
        return head + cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
    }

    /// `0.987`, or a dash without anything to count.
    static func decimals(_ rate: Double?) -> String {
        guard let rate else { return "–" }
        let thousandths = String(Int((rate * 1000).rounded()))
        let padded = String(repeating: "0", count: max(0, 4 - thousandths.count)) + thousandths
        return padded.dropLast(3) + "." + padded.suffix(3)
    }

    private static func percent(_ rate: Double?) -> String {
        guard let rate else { return "–" }
        let tenths = Int((rate * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
