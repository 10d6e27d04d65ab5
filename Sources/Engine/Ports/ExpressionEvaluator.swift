package import AssayKit

/// Evaluates a pipeline's expressions.
package protocol ExpressionEvaluator: Sendable {
    /// Whether each of the expressions holds.
    ///
    /// - Parameters:
    ///   - indexes: Places in the plan's list of expressions.
    ///   - plan: The pipeline that they stand in.
    ///   - state: What is known of the document.
    ///   - timeout: Milliseconds.
    /// - Returns: A truth value for each index.
    /// - Throws: Why one could not be evaluated.
    func evaluate(
        _ indexes: [Int], of plan: Plan, state: ExpressionState, timeout: Int
    ) async throws(CallFailure) -> [Int: Bool]
}

/// What expressions can see.
package struct ExpressionState: Sendable {
    package var document: String
    package var records: [Record]
    package var pages: Int
    /// nil while the steps still run.
    package var confidence: Double?
    /// nil while the steps still run.
    package var status: ResultStatus?
    package var metadata: JSONValue

    package init(
        document: String, records: [Record], pages: Int, confidence: Double?, status: ResultStatus?,
        metadata: JSONValue
    ) {
        self.document = document
        self.records = records
        self.pages = pages
        self.confidence = confidence
        self.status = status
        self.metadata = metadata
    }
}
