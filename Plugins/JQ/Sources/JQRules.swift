public import AssayKit
internal import ExpressionViews

/// Checks records by an integrator's own rules, written in jq.
public struct JQRules: Validator {
    /// The id in the manifest.
    public static let id = "jq-rules"

    /// The rules, as a pipeline gives them.
    public struct Configuration: Decodable, Sendable {
        let rules: [JQRule]
    }

    private let rules: [JQRule]
    // An instance is called by one thread at a time, and the interpreter is used by nobody else.
    nonisolated(unsafe) private let evaluator: ExpressionEvaluator

    /// An instance for these rules.
    ///
    /// - Throws: ``PluginError`` of kind `.configuration` when an expression isn't jq.
    public init(configuration: Configuration) throws {
        rules = configuration.rules
        do throws(ExpressionEvaluator.CompileFailure) {
            evaluator = try ExpressionEvaluator(rules.map(\.program))
        } catch {
            throw PluginError(.configuration, code: "expression", error.text, mend: "Correct the rule.")
        }
    }

    /// One flag a rule whose condition holds.
    ///
    /// - Parameters:
    ///   - record: What earlier steps found.
    ///   - document: Only its number of pages matters.
    ///   - context: Gives the document's name.
    /// - Returns: The flags, in the order of the rules.
    /// - Throws: ``PluginError`` when jq stops as a whole; `CancellationError` when the context says so.
    public func validate(
        _ record: Record, _ document: borrowing DocumentView, _ context: borrowing Context
    ) throws -> [Flag] {
        try context.checkCancelled()
        return try flags(on: record, file: context.documentName, pages: document.pageCount) { rule in
            // jq's words may quote the document, which has no place in a log.
            context.log("the rule \(rule) can't be judged on this document", level: .debug)
        }
    }

    /// The flags on a record.
    ///
    /// - Parameters:
    ///   - record: What earlier steps found.
    ///   - file: The document's name.
    ///   - pages: How many it has.
    ///   - skipped: Called with the id of each rule whose expressions fail on this record.
    /// - Returns: The flags, in the order of the rules.
    /// - Throws: ``PluginError`` when jq stops as a whole.
    package func flags(
        on record: Record, file: String, pages: Int, skipped: (String) -> Void = { _ in }
    ) throws -> [Flag] {
        let view = ExpressionView(
            record: record, file: file, pages: pages, status: nil, confidence: record.confidence)
        let answer = try view.json.withUnsafeBytes { try evaluator.evaluate($0) }
        let results = try JSONParser.parse(answer)["results"]?.arrayValue ?? []
        var flags: [Flag] = []
        for (rule, result) in zip(rules, results) {
            if result["error"] != nil {
                skipped(rule.id)
            } else if let flag = rule.flag(for: result["value"] ?? .null, of: record) {
                flags.append(flag)
            }
        }
        return flags
    }
}
