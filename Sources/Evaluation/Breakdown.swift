package import AssayKit

/// Scores of parts of the documents: by set, source kind and layout.
package struct Breakdown: Sendable {
    /// A part and its score.
    package struct Part: Sendable {
        /// What the part has in common.
        package let name: String
        /// The score of its documents alone.
        package let score: Score
    }

    /// One way to part the documents: `set`, `kind` or `layout`.
    package let parts: [(way: String, parts: [Part])]

    /// Parts the documents in every way that parts them at all.
    package init(_ documents: [EvaluatedDocument]) {
        let ways: [(String, (EvaluatedDocument) -> String?)] = [
            ("set", \.set), ("kind", \.kind.rawValue), ("share", \.share), ("layout", \.layout),
            ("wear", \.wear),
        ]
        parts = ways.compactMap { way, name in
            var groups: [String: [EvaluatedDocument]] = [:]
            for document in documents {
                if let key = name(document) { groups[key, default: []].append(document) }
            }
            guard !groups.isEmpty else { return nil }
            let parts = groups.sorted { $0.key < $1.key }.map {
                Part(name: $0.key, score: Evaluator.score($0.value))
            }
            return (way: way, parts: parts)
        }
    }

    /// `{"kind": {"scan": {"documents", "header", "line_items", "wrong_confident", "calibration_error"}}, …}`.
    package var json: JSONValue {
        var object = JSONObject()
        for (way, parts) in parts {
            var members = JSONObject()
            for part in parts {
                members.append(
                    part.name,
                    [
                        "documents": .integer(part.score.documents),
                        "header": part.score.header.json(isField: false),
                        "line_items": part.score.lineItems.json(isField: false),
                        "wrong_confident": .rate(part.score.header.wrongConfidentRate),
                        "calibration_error": .rate(part.score.calibrationError),
                    ])
            }
            object.append(way, .object(members))
        }
        return .object(object)
    }

    /// The report for people: a line for each part; ways that leave one part are left out.
    package var text: String {
        let shown = parts.filter { $0.parts.count > 1 }
        let longest = shown.flatMap { $0.parts.map(\.name.count) }.max() ?? 0
        var lines: [String] = []
        for (way, parts) in shown {
            lines.append("")
            lines.append(
                Score.row(
                    "by \(way)", ["documents", "precision", "recall", "F1", "rows F1", "sure+wrong"],
                    longest + 4))
            for part in parts {
                let header = part.score.header
                lines.append(
                    Score.row(
                        "  " + part.name,
                        [
                            "\(part.score.documents)", Score.decimals(header.precision),
                            Score.decimals(header.recall), Score.decimals(header.f1),
                            Score.decimals(part.score.lineItems.f1), "\(header.wrongConfident)",
                        ], longest + 4))
            }
        }
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    }
}

extension EvaluatedDocument {
    /// What its words were taken from.
    var kind: SourceKind { SourceKind(name: name, results: results) }

    /// The layout that its truth names.
    var layout: String? { truth["layout"]?.plainText }

    /// What it has been through, where its truth says so.
    var wear: String? { truth["wear"]?.plainText }

    /// Whether its layout may be trained on, where its truth says so.
    var share: String? { truth["layout_share"]?.plainText }
}
