internal import ExpressionViews
internal import YAML

extension PipelineChecker {
    /// Characters of one expression.
    static let expressionLimit = 10_000
    /// Of one expression so many mistakes are told; nobody reads more.
    private static let findingsPerExpression = 20

    /// Tells names in an expression that can't be there.
    mutating func checkPaths(of expression: PipelineExpression) {
        for finding in ExpressionPaths.findings(in: expression.text).prefix(Self.findingsPerExpression) {
            let code: DiagnosticCode
            let message: String
            var mend: String?
            switch finding.kind {
            case .forbidden:
                code = .expressionForbidden
                message = "\(finding.name) isn't available in expressions"
                mend = "use what the result holds"
            case .memberOfList:
                code = .unknownPath
                message = "a list has no .\(finding.name)"
                mend = "look at each element: []\(".")\(finding.name)"
            case .unknownMember(let scope):
                let isTop = scope == .root
                code = isTop ? .unknownPath : .unknownField
                message = "there is no .\(finding.name) in \(scope.name)"
                if finding.suggestion == nil {
                    mend =
                        isTop
                        ? "known are \(ExpressionView.members.map { "." + $0 }.joined(separator: ", "))"
                        : scope == .fields
                            ? "`assay pipeline schema` lists the fields"
                            : "known are \((scope.members ?? []).joined(separator: ", "))"
                }
            }
            mistakes.add(
                code, in: expression.place(finding.range), of: expression.scalar, at: expression.span,
                message,
                suggestion: finding.suggestion, mend: mend)
        }
    }
}
