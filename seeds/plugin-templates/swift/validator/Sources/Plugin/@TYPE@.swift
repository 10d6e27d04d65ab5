import AssayKit

/// Flags a total above a limit.
///
/// START HERE: `validate` decides what is flagged.
struct @TYPE@: Validator {
    static let id = "@NAME@"

    /// The options of plugin.json: checked against it, with its defaults filled in.
    struct Configuration: Decodable, Sendable {
        var maximum: Double
    }

    private let maximum: Double

    init(configuration: Configuration) throws {
        maximum = configuration.maximum
    }

    /// Called for each invoice on a document; no flags when all is well.
    func validate(
        _ record: Record, _ document: borrowing DocumentView, _ context: borrowing Context
    ) throws -> [Flag] {
        guard let total = record["total"], let amount = total.amount, amount.approximate > maximum else {
            return []
        }
        let limit = JSONWriter.text(.double(maximum))
        return [
            Flag(
                rule: "LIMIT-01", severity: .medium, message: "The total \(total.value) is above \(limit)",
                fields: ["total"],
                evidence: Evidence(expected: "at most \(limit)", observed: total.value),
                source: "@NAME@", confidence: total.confidence)
        ]
    }
}
