package import AssayKit
internal import Glibc

/// What confidences have turned out to mean: a logistic curve for each kind of page, with an offset for each field.
///
/// confidence' = σ(intercept + slope · logit(confidence) + offset of the field). Its parameters are data, fitted to
/// documents whose truth is known by `.ci/calibrate`. A value below 0.9 stays below it unless its field is among those whose values
/// were right without exception where the curve called them sure; a field that it has no offset for stays as it is.
/// Source: Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
package struct ConfidenceModel: Sendable, Hashable {
    private struct Curve: Sendable, Hashable {
        let intercept: Double
        let slope: Double

        init?(_ json: JSONValue?) {
            guard let intercept = json?["intercept"]?.doubleValue, let slope = json?["slope"]?.doubleValue,
                intercept.isFinite, slope.isFinite, slope > 0
            else { return nil }
            self.intercept = intercept
            self.slope = slope
        }
    }

    /// Confidences are never taken to be nearer to 0 and 1 than these.
    private static let bounds = 0.02...0.995

    /// From this confidence on a value counts as sure.
    private static let sure = 0.9

    /// For text that the file itself holds.
    private let read: Curve
    /// For text that was recognised on a picture.
    private let recognised: Curve
    private let offsets: [String: Double]
    /// Fields whose values the curve may call sure.
    private let trusted: Set<String>

    /// Reads the parameters of a component; nil when they have another shape.
    package init?(json bytes: [UInt8], component: String) {
        // What is no JSON has no parameters, which nil says.
        guard let json = (try? JSONParser.parse(bytes))?[component], let read = Curve(json["read"]),
            let recognised = Curve(json["recognised"]), let fields = json["fields"]?.objectValue
        else { return nil }
        self.read = read
        self.recognised = recognised
        var offsets: [String: Double] = [:]
        for member in fields.members {
            guard let offset = member.value.doubleValue, offset.isFinite else { return nil }
            offsets[member.key] = offset
        }
        self.offsets = offsets
        trusted = Set((json["trusted"]?.arrayValue ?? []).compactMap(\.stringValue))
    }

    /// What a confidence means for a field.
    package func calibrated(_ confidence: Double, of field: String, isRecognised: Bool) -> Double {
        guard let offset = offsets[field] else { return confidence }
        let curve = isRecognised ? recognised : read
        let bounded = min(max(confidence, Self.bounds.lowerBound), Self.bounds.upperBound)
        let odds = curve.intercept + curve.slope * log(bounded / (1 - bounded)) + offset
        let result = 1 / (1 + exp(-odds))
        // What was not sure as it was found is not made sure without proof: a sure value that is wrong costs more than a doubtful one.
        let isSure = confidence >= Self.sure || trusted.contains(field)
        let highest = isSure ? Self.bounds.upperBound : Self.sure - 0.01
        return min(max(result, Self.bounds.lowerBound), highest)
    }

    /// Records with their header's confidences made to mean what they say.
    package func calibrated(_ records: [Record], isRecognised: Bool) -> [Record] {
        records.map { record in
            var record = record
            for (name, field) in record.fields {
                record.fields[name]?.confidence = calibrated(
                    field.confidence, of: name, isRecognised: isRecognised)
            }
            return record
        }
    }
}
