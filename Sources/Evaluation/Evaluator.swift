internal import AssayKit

/// Scores results against the truth.
package struct Evaluator {
    private var tallies = [Tally?](repeating: nil, count: ScoredField.header.count)
    private var calibration = Calibration()
    private var score = Score()

    /// Scores documents.
    ///
    /// A value is right when it says what the truth says, or what the truth names as derived. A field that the truth
    /// lacks is not scored. A part without a result has missed everything; a result without a part has read
    /// what is not there.
    package static func score(_ documents: some Sequence<EvaluatedDocument>) -> Score {
        var evaluator = Evaluator()
        for document in documents { evaluator.count(document) }
        return evaluator.result()
    }

    private func result() -> Score {
        var score = score
        score.fields = zip(ScoredField.header, tallies).compactMap { field, tally in
            tally.map { (name: field.name, tally: $0) }
        }
        score.calibrationError = calibration.error
        return score
    }

    private mutating func count(_ document: EvaluatedDocument) {
        score.documents += 1
        if let failure = document.failure {
            score.failures.append((document: document.name, message: failure))
        }
        let truths = document.truths
        // A part beyond the truth is judged against one that has every field of the first, and none of its values.
        let empty = truths.first.map(Self.emptied) ?? .null
        for part in 0..<max(truths.count, document.results.count) {
            let truth = part < truths.count ? truths[part] : empty
            let result = part < document.results.count ? document.results[part] : nil
            let name = part == 0 ? document.name : "\(document.name)#\(part + 1)"
            countHeader(of: name, truth: truth, result: result)
            countRows(of: name, truth: truth, result: result)
        }
    }

    private mutating func countHeader(of name: String, truth: JSONValue, result: JSONValue?) {
        let isRecognised = (result?["steps"]?.arrayValue ?? []).contains {
            $0["uses"] == "tesseract-ocr" && $0["status"] == "ok"
        }
        for (place, field) in ScoredField.header.enumerated() {
            let given = GivenValue(result?["fields"]?[field.name])
            guard let verdict = field.verdict(on: given, truth: truth) else { continue }
            var tally = tallies[place] ?? Tally()
            tally.count(verdict, confidence: given?.confidence)
            tallies[place] = tally
            if let given {
                calibration.count(confidence: given.confidence, isRight: verdict == .right)
                score.values.append(
                    ScoredValue(
                        document: name, field: field.name, confidence: given.confidence,
                        isRight: verdict == .right, isRecognised: isRecognised))
            }
            note(verdict, name, field.name, given: given, truth: truth[field.name])
        }
    }

    private mutating func countRows(of name: String, truth: JSONValue, result: JSONValue?) {
        guard let rows = truth["line_items"]?.arrayValue else { return }
        let given = result?["line_items"]?.arrayValue ?? []
        for pair in RowAlignment(truth: rows, given: given).pairs {
            switch (pair.truth, pair.given) {
            case (let row?, let column?):
                let verdicts = RowAlignment.verdicts(rows[row], given[column])
                score.lineItems.count(
                    RowAlignment.isRight(verdicts) ? .right : .wrong(wasThere: true), confidence: nil)
                for (cell, verdict) in verdicts {
                    note(
                        verdict, name, "line_items[\(row + 1)].\(cell.name)",
                        given: GivenValue(given[column][cell.name]), truth: rows[row][cell.name])
                }
            case (let row?, nil):
                score.lineItems.count(.missed, confidence: nil)
                note(.missed, name, "line_items[\(row + 1)]", given: nil, truth: rows[row]["description"])
            case (nil, let column?):
                score.lineItems.count(.wrong(wasThere: false), confidence: nil)
                note(
                    .wrong(wasThere: false), name, "line_items (row \(column + 1) of the result)",
                    given: GivenValue(given[column]["description"]), truth: nil)
            case (nil, nil): break
            }
        }
    }

    private mutating func note(
        _ verdict: Verdict, _ document: String, _ field: String, given: GivenValue?, truth: JSONValue?
    ) {
        if verdict == .right || verdict == .rightlyAbsent { return }
        score.misses.append(
            Miss(
                document: document, field: field, given: given?.text, truth: truth?.plainText,
                confidence: given?.confidence, raw: given?.raw, place: given?.place))
    }

    private static func emptied(_ truth: JSONValue) -> JSONValue {
        var object = JSONObject()
        for field in ScoredField.header where truth[field.name] != nil { object.append(field.name, .null) }
        if truth["line_items"] != nil { object.append("line_items", .array([])) }
        return .object(object)
    }
}
