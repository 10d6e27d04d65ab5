internal import AssayKit
internal import Commands
internal import Pipelines

/// `assay explain`.
enum ExplainCommand {
    static let command = Command(
        name: "explain", summary: "Tell what a mistake's code means, with an example of it and of the mend",
        operands: "[CODE]", details: "Without a code, all are listed.",
        examples: ["assay explain P203"], options: [Option("json", help: "for programs")], run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let operand = arguments.operands.first else {
            list(DiagnosticCode.allCases, arguments, all: true)
            return .success
        }
        guard arguments.operands.count == 1 else { throw UsageError("name one code") }
        guard let code = DiagnosticCode(rawValue: operand.uppercased()) else {
            let known = DiagnosticCode.allCases.map(\.rawValue)
            let nearest = Spelling.nearest(to: operand, among: known).map { "; did you mean \($0)?" } ?? ""
            throw UsageError("there is no code \(operand)\(nearest) `assay explain` lists them")
        }
        list([code], arguments, all: false)
        return .success
    }

    private static func list(_ codes: [DiagnosticCode], _ arguments: Arguments, all: Bool) {
        if arguments.has("json") {
            let objects = codes.map(json)
            Terminal.out(JSONWriter.prettyText(all ? .array(objects) : objects.first ?? .null) + "\n")
        } else if all {
            Terminal.out(TextTable(["CODE", "MEANING"], codes.map { [$0.rawValue, $0.title] }).text)
        } else {
            for code in codes { Terminal.out(code.explained) }
        }
    }

    private static func json(_ code: DiagnosticCode) -> JSONValue {
        [
            "code": .string(code.rawValue), "title": .string(code.title), "detail": .string(code.detail),
            "wrong": code.example.map { .string($0.wrong) } ?? .null,
            "right": code.example.map { .string($0.right) } ?? .null,
        ]
    }
}
