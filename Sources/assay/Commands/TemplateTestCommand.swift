internal import AssayKit
internal import Commands
internal import Composition
internal import Engine
internal import Files
internal import Glibc
internal import Pipelines
internal import Workers
internal import YAML

/// `assay template test`.
enum TemplateTestCommand {
    static let command = Command(
        name: "template test", summary: "Read documents by templates alone, and say which one fits each",
        operands: "TEMPLATE… DOCUMENT…",
        details: """
            Templates are YAML files, or folders of them; everything else is a document. Exit status: 0 every document
            was read by a template, 1 some fits none, 2 a template has a mistake.
            """,
        examples: ["assay template test vendors/ corpora/gst/simple-001.pdf"],
        options: [
            Option("json", help: "for programs: the results as assay run gives them"),
            Option("accept-missing", value: "LAYER", help: "run although the machine lacks a sandbox layer"),
        ] + Composition.options, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        let isTemplate: (String) -> Bool = {
            FileSystem.isDirectory($0) || $0.hasSuffix(".yaml") || $0.hasSuffix(".yml")
        }
        let templates = arguments.operands.filter(isTemplate)
        let documents = arguments.operands.filter { !isTemplate($0) }
        guard !templates.isEmpty, !documents.isEmpty else {
            throw UsageError("name at least one template and one document")
        }
        let composition = Composition(arguments)
        let pipeline = try self.pipeline(of: templates, composition)
        let pool = try Composition.pool(
            jobs: nil, accepting: arguments.all("accept-missing"), isVerbose: false)
        let engine = composition.engine(
            over: pool, events: NoEvents(), cache: Composition.cache(isOff: false), isVerbose: false)
        let runner = DocumentRunner(engine: engine, plan: Plan(pipeline), jobs: 1)
        var printer = ResultPrinter(
            format: arguments.has("json") ? .json : .table,
            style: Style(isOn: Terminal.hasColours(STDOUT_FILENO)),
            width: Terminal.isTerminal(STDOUT_FILENO) ? Terminal.width(STDOUT_FILENO) : 120)
        Terminal.out(printer.head())
        var unread = 0
        for document in documents {
            let results = await runner.results(of: document)
            let name = results.first?.metadata["template"]?.stringValue
            if name == nil { unread += 1 }
            if !arguments.has("json") {
                let failure = results.first?.error.map { ": \($0.message)" } ?? ""
                Terminal.out("\(document): \(name.map { "read by \($0)" } ?? "no template fits")\(failure)\n")
            }
            if arguments.has("json") || name != nil { Terminal.out(printer.text(results)) }
        }
        Terminal.out(printer.foot())
        await pool.shutdown()
        return unread == 0 ? .success : .failure
    }

    /// A pipeline of all readers and these templates.
    private static func pipeline(
        of templates: [String], _ composition: Composition
    ) throws(ConfigurationError) -> PipelineDefinition {
        let readers = ["pdf-text", "image", "tesseract-ocr"].filter { id in
            composition.directory.components.contains { $0.id == id }
        }
        let paths = templates.map { JSONValue.string(FilePath.absolute($0).replacing("$", with: "$$")) }
        let step: JSONValue = ["uses": "template", "with": ["templates": .array(paths)]]
        let whole: JSONValue = [
            "name": "template-test", "steps": .array(readers.map { ["uses": .string($0)] } + [step]),
        ]
        let check = PipelineChecker.check(
            YAMLSource(name: "template-test.yaml", text: PipelineDefinition.yaml(of: whole)),
            components: composition.directory, variables: .process(folder: "."),
            files: .local(composition.pipelines))
        for diagnostic in check.diagnostics where diagnostic.severity == .warning {
            Terminal.error(diagnostic.text)
        }
        guard let definition = check.definition else {
            throw ConfigurationError(
                check.diagnostics.filter { $0.severity == .error }.map(\.text).joined(separator: "\n"))
        }
        return definition
    }
}
