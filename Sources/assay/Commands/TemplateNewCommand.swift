internal import AssayKit
internal import Commands
internal import Composition
internal import Engine
internal import Files
internal import Pipelines
internal import Workers

/// `assay template new`.
enum TemplateNewCommand {
    static let command = Command(
        name: "template new", summary: "Propose a template from a sample document of a vendor or form",
        operands: "DOCUMENT",
        details: """
            The document is read by the general extractors; for each value that they find, a rule is looked for that
            finds it again, by the label beside or above it, else by its place. Read the proposal, correct it, then
            name it in a pipeline below templates: of the step template.
            """,
        examples: ["assay template new corpora/gst/simple-001.pdf -o chinar-steel.yaml"],
        options: [
            Option(
                "pipeline", short: "p", value: "PIPELINE",
                help: "read by this one (default: gst-invoice or invoice, whichever finds more)"),
            Option("name", value: "NAME", help: "what to call it (default: after the supplier)"),
            Option("output", short: "o", value: "FILE", help: "write here (default: NAME.yaml)"),
            Option("accept-missing", value: "LAYER", help: "run although the machine lacks a sandbox layer"),
        ] + Composition.options, run: run)

    /// What the component proposes.
    private struct Draft {
        var template: JSONObject
        let missed: [String]
        let supplier: String?
        let pipeline: String
        var count: Int { template["fields"]?.objectValue?.members.count ?? 0 }
    }

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let document = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one document")
        }
        let composition = Composition(arguments)
        let pool = try Composition.pool(
            jobs: 1, accepting: arguments.all("accept-missing"), isVerbose: false)
        let engine = composition.engine(
            over: pool, events: NoEvents(), cache: Composition.cache(isOff: false), isVerbose: false)
        var drafts: [Draft] = []
        var failure: String?
        for name in arguments.value("pipeline").map({ [$0] }) ?? ["gst-invoice", "invoice"] {
            var plan = Plan(try composition.pipeline(name))
            plan.steps.append(PlanStep(uses: "template-draft", plugin: "template"))
            let result = await DocumentRunner(engine: engine, plan: plan, jobs: 1).results(of: document).first
            failure = failure ?? result?.error?.message
            if let draft = result.flatMap({ draft(in: $0, pipeline: name) }) { drafts.append(draft) }
        }
        await pool.shutdown()
        // Of equals the first pipeline's.
        guard let best = drafts.reversed().max(by: { $0.count < $1.count }), best.count > 0 else {
            Terminal.error("assay: \(failure ?? "\(document): nothing was found to propose a template from")")
            return .failure
        }
        return try write(best, document, arguments)
    }

    private static func draft(in result: InvoiceResult, pipeline: String) -> Draft? {
        guard let found = result.metadata["template_draft"], let template = found["template"]?.objectValue
        else {
            return nil
        }
        return Draft(
            template: template, missed: found["missed"]?.arrayValue?.compactMap(\.stringValue) ?? [],
            supplier: result.record.text("supplier_name"), pipeline: pipeline)
    }

    private static func write(_ draft: Draft, _ document: String, _ arguments: Arguments) throws -> ExitStatus
    {
        let name = arguments.value("name") ?? self.name(draft.supplier ?? FilePath.stem(document))
        guard PipelineStart.isName(name) else {
            throw UsageError(
                "\(name): a name has lower-case letters, digits, dots and hyphens; give one with --name")
        }
        let path = arguments.value("output") ?? name + ".yaml"
        guard !FileSystem.exists(path) else {
            throw UsageError("\(path) is there already; take another name, or another file with -o")
        }
        var whole = JSONObject([.init(key: "name", value: .string(name))])
        for member in draft.template.members { whole.append(member.key, member.value) }
        var text = """
            # Proposed from \(FilePath.basename(document)), as the pipeline \(draft.pipeline) reads it.
            # Look through the labels: they must stand on every document of this kind, not only on this one.

            """
        if !draft.missed.isEmpty {
            text += "# No rule was found for \(draft.missed.joined(separator: ", ")).\n"
        }
        try FileSystem.write(text: text + PipelineDefinition.yaml(of: .object(whole)), to: path)
        Terminal.out(
            "\(path) written: \(draft.count) fields; next: assay template test \(path) \(document)\n")
        return .success
    }

    /// A name of a supplier's or file's: "Acme Tools Ltd." gives "acme-tools-ltd".
    private static func name(_ text: String) -> String {
        let parts = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return String(parts.prefix(4).joined(separator: "-").prefix(60))
    }
}
