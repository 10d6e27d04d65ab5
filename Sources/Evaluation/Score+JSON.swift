package import AssayKit

extension Score {
    /// The report for programs; a rate without anything to count is null.
    package var json: JSONValue {
        var fields = JSONObject()
        for (name, tally) in self.fields { fields.append(name, tally.json(isField: true)) }
        let failures = self.failures.map { failure -> JSONValue in
            ["document": .string(failure.document), "message": .string(failure.message)]
        }
        return [
            "documents": .integer(documents),
            "header": header.json(isField: false),
            "fields": .object(fields),
            "line_items": lineItems.json(isField: false),
            "wrong_confident": .rate(header.wrongConfidentRate),
            "calibration_error": .rate(calibrationError),
            "failures": .array(failures),
        ]
    }

    /// Every value that was given for a header field, for programs that calibrate confidences.
    package var valuesJSON: JSONValue {
        .array(
            values.map { value in
                [
                    "document": .string(value.document), "field": .string(value.field),
                    "confidence": .rate(value.confidence), "right": .bool(value.isRight),
                    "recognised": .bool(value.isRecognised),
                ]
            })
    }

    /// Every value that was missed or given wrong, for programs.
    package var missesJSON: JSONValue {
        .array(
            misses.map { miss in
                [
                    "document": .string(miss.document), "field": .string(miss.field),
                    "given": miss.given.map(JSONValue.string) ?? .null,
                    "truth": miss.truth.map(JSONValue.string) ?? .null, "confidence": .rate(miss.confidence),
                    "raw": miss.raw.map(JSONValue.string) ?? .null,
                    "page": miss.place.map { .integer($0.page) } ?? .null,
                    "box": miss.place.map { .array($0.box.map(JSONValue.double)) } ?? .null,
                ]
            })
    }
}

extension Tally {
    func json(isField: Bool) -> JSONValue {
        var object = JSONObject()
        object.append("precision", .rate(precision))
        object.append("recall", .rate(recall))
        object.append("f1", .rate(f1))
        if isField { object.append("wrong_confident", .rate(wrongConfidentRate)) }
        object.append("true_positives", .integer(truePositives))
        object.append("false_positives", .integer(falsePositives))
        object.append("false_negatives", .integer(falseNegatives))
        return .object(object)
    }
}

extension JSONValue {
    /// A rate with four decimals, or null.
    static func rate(_ rate: Double?) -> JSONValue {
        rate.map { .double(($0 * 10000).rounded() / 10000) } ?? .null
    }
}
