internal import AssayKit
internal import Commands
internal import Composition
internal import Pipelines

/// `assay rules list`, `assay rules show`, `assay rules explain`.
enum RulesCommand {
    static let commands = [list, show, explain]

    private static let list = Command(
        name: "rules list", summary: "List the rules that validators check",
        details: "With a pipeline: as it has them, with what it disables, grades otherwise or tolerates.",
        examples: ["assay rules list", "assay rules list -p gst-invoice", "assay rules list --json"],
        options: [
            Option("json", help: "for programs"),
            Option("pipeline", short: "p", value: "PIPELINE", help: "as this pipeline has them"),
        ] + Composition.options
    ) { arguments in
        guard arguments.operands.isEmpty else {
            throw UsageError("\(arguments.operands[0]): it takes no operands")
        }
        let composition = Composition(arguments)
        var rules = read(composition)
        var tuning: RuleTuning?
        if let name = arguments.value("pipeline") {
            let wanted = RuleTuning(try composition.pipeline(name))
            rules = rules.filter { wanted.uses($0.component) }
            tuning = wanted
        }
        if arguments.has("json") {
            let objects = rules.map { rule -> JSONValue in
                guard let tuning, var object = rule.json.objectValue else { return rule.json }
                object["in_pipeline"] = .string(tuning.state(rule))
                return .object(object)
            }
            Terminal.out(JSONWriter.prettyText(.array(objects)) + "\n")
        } else {
            let rows = rules.map { rule in
                [
                    rule.id, tuning?.state(rule) ?? rule.text("severity"), rule.component, rule.text("title"),
                ]
            }
            Terminal.out(TextTable(["RULE", "SEVERITY", "COMPONENT", "TITLE"], rows).text)
        }
        return .success
    }

    private static let show = Command(
        name: "rules show", summary: "Show a rule's card: condition, evidence, source, tolerance",
        operands: "RULE", examples: ["assay rules show ARI-05"],
        options: [Option("json", help: "for programs")] + [Composition.options[0]]
    ) { arguments in
        let rule = try wanted(arguments)
        if arguments.has("json") {
            Terminal.out(JSONWriter.prettyText(rule.json) + "\n")
            return .success
        }
        let tolerance = rule.text("tolerance")
        let rows = [
            ("rule", "\(rule.id), version \(rule.card["version"].map(JSONWriter.text) ?? "1")"),
            ("title", rule.text("title")), ("severity", rule.text("severity")),
            ("component", rule.component),
            ("looks at", rule.text("scope")), ("condition", rule.text("condition")),
            ("evidence", rule.text("evidence")), ("source", rule.basis),
            ("tolerance", tolerance.isEmpty ? "none" : tolerance),
            ("false", rule.list("false_positives").joined(separator: "; ")),
            ("fields", rule.list("fields").joined(separator: ", ")),
        ]
        for (name, value) in rows { Terminal.out("\(name.padded(to: 10))  \(value.printable)\n") }
        return .success
    }

    private static let explain = Command(
        name: "rules explain", summary: "Explain a rule: what it says, why, when it errs, how to tune it",
        operands: "RULE", examples: ["assay rules explain TAX-03"], options: [Composition.options[0]]
    ) { arguments in
        let rule = try wanted(arguments)
        var lines = [
            "\(rule.id): \(rule.text("title")).", "",
            "It is raised, with severity \(rule.text("severity")), when \(rule.text("condition")).",
            "The flag shows \(rule.text("evidence")).", "It rests on \(rule.basis).",
        ]
        if !rule.text("tolerance").isEmpty { lines.append("It lets pass: \(rule.text("tolerance")).") }
        lines += [
            "A finding is a reason to look, never an accusation. Known false positives: "
                + rule.list("false_positives").joined(separator: "; ") + ".",
            "Where a value that it rests on was read with less than 60 % confidence it is inconclusive and raises no "
                + "flag.", "", "To grade it otherwise, or not to check it, in a pipeline:", "",
            "  - uses: \(rule.component)", "    with:", "      severity: {\(rule.id): info}",
            "      disable: [\(rule.id)]",
        ]
        Terminal.out(lines.map(\.printable).joined(separator: "\n") + "\n")
        return .success
    }

    private static func read(_ composition: Composition) -> [RuleEntry] {
        let (rules, warnings) = RuleEntry.all(composition.catalogue)
        for warning in warnings { Terminal.error("assay: passed over: \(warning)") }
        return rules
    }

    private static func wanted(_ arguments: Arguments) throws -> RuleEntry {
        guard let id = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one rule, such as ARI-05")
        }
        let rules = read(Composition(arguments))
        if let rule = rules.first(where: { $0.id == id.uppercased() }) { return rule }
        let nearest = Spelling.nearest(to: id.uppercased(), among: rules.map(\.id)).map {
            "; did you mean \($0)?"
        }
        throw UsageError("there is no rule \(id)\(nearest ?? "; see assay rules list")")
    }
}
