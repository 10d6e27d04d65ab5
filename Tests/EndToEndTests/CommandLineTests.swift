import AssayKit
import Files
import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test("run prints one object an invoice, in the shape that others rely on")
    func shape() throws {
        let outcome = try Program.run("run", "-p", workspace.pipeline(), Program.sample)
        #expect(outcome.status == 0)
        #expect(outcome.err.isEmpty)
        let object = try #require(try outcome.results.first)
        #expect(object["file"]?.stringValue == Program.sample)
        #expect(object["sha256"]?.stringValue?.count == 64)
        #expect(object["part"] == ["index": 1, "count": 1])
        #expect(object["status"] == "processed")
        #expect(object["pipeline"] == "text")
        #expect(object["pages"] == 1)
        #expect(object["error"] == .null)
        #expect(object["steps"]?.arrayValue?.first?["uses"] == "pdf-text")
        for name in ["fields", "line_items", "tax_summary", "flags", "confidence"] {
            #expect(object[name] != nil)
        }
    }

    @Test("every named file gives an object, in the order of the files; some failed: status 1")
    func failures() throws {
        let text = try workspace.file("notes.txt", "just text")
        let empty = try workspace.file("empty.pdf", "")
        let broken = try workspace.file("broken.pdf", "%PDF-1.7 and nothing else")
        let missing = workspace.folder + "/missing.pdf"
        let files = [text, Program.sample, empty, broken, missing]
        let outcome = try Program.run(["run", "-p", workspace.pipeline()] + files)
        #expect(outcome.status == 1)
        let results = try outcome.results
        #expect(results.map { $0["file"]?.stringValue } == files)
        #expect(
            results.map { $0["status"]?.stringValue } == [
                "failed", "processed", "failed", "failed", "failed",
            ])
        let codes = results.map { $0["error"]?["code"]?.stringValue }
        #expect(codes[0] == "unsupported_type")
        #expect(codes[2] == "empty_file")
        #expect(codes[4] == "unreadable_file")
        for (file, result) in zip(files, results) where result["status"] == "failed" {
            #expect(result["error"]?["message"]?.stringValue?.contains(file) == true)
        }
    }

    @Test("a folder stands for its documents, - for standard input")
    func inputs() throws {
        let pipeline = try workspace.pipeline()
        _ = try workspace.document("in/b/two.pdf")
        _ = try workspace.document("in/one.pdf")
        _ = try workspace.file("in/one.json", "{}")
        let folder = try Program.run("run", "-p", pipeline, workspace.folder + "/in")
        #expect(
            try folder.results.map { $0["file"]?.stringValue } == [
                workspace.folder + "/in/b/two.pdf", workspace.folder + "/in/one.pdf",
            ])
        // Links are followed, but not in circles.
        let linked = workspace.folder + "/linked"
        try FileSystem.makeDirectory(linked)
        try FileManager.default.createSymbolicLink(
            atPath: linked + "/down", withDestinationPath: workspace.folder + "/in")
        try FileManager.default.createSymbolicLink(atPath: linked + "/round", withDestinationPath: linked)
        let followed = try Program.run("run", "-p", pipeline, linked)
        #expect(
            try followed.results.map { $0["file"]?.stringValue } == [
                linked + "/down/b/two.pdf", linked + "/down/one.pdf",
            ])
        let data = try Data(contentsOf: URL(filePath: Program.sample))
        let piped = try Program.run("run", "-p", pipeline, "-", input: data)
        #expect(piped.status == 0)
        #expect(try piped.results.first?["file"] == "-")
        #expect(try piped.results.first?["pages"] == 1)
    }

    @Test("the formats")
    func formats() throws {
        let pipeline = try workspace.pipeline()
        let awkward = try workspace.document("=cmd|' ,\"x\".pdf")
        let lines = try Program.run("run", "-p", pipeline, "--format", "jsonl", Program.sample, awkward)
        let objects = try lines.out.split(separator: "\n").map { try JSONParser.parse(String($0)) }
        #expect(objects.count == 2)
        let csv = try Program.run("run", "-p", pipeline, "--format=csv", awkward)
        let rows = csv.out.split(separator: "\r\n")
        #expect(rows.count == 2)
        #expect(rows[0].hasPrefix("file,part,status,confidence,pages,document_type,invoice_number"))
        #expect(rows[1].contains("\"\"x\"\".pdf\",1/1,processed,,1,"))
        let table = try Program.run("run", "-p", pipeline, "--format", "table", Program.sample)
        #expect(table.out.contains("simple-001.pdf  PROCESSED"))
        #expect(!table.out.contains("\u{1B}"))
        let output = workspace.folder + "/out.json"
        let written = try Program.run("run", "-p", pipeline, "-o", output, Program.sample)
        #expect(written.out.isEmpty)
        #expect(try JSONParser.parse(try FileSystem.readText(output)).arrayValue?.count == 1)
    }

    @Test(
        "wrong usage and configuration: status 2 and a sentence that helps",
        arguments: [
            (["run"], "name at least one file"), (["run", "--formt", "json", "x"], "did you mean --format?"),
            (["run", "--format", "jsn", "x"], "did you mean json?"),
            (["run", "-j", "many", "x"], "a whole number from 1"),
            (["run", "-p"], "needs a value"), (["rnu"], "did you mean assay run?"), ([], "assay run"),
            (["pipeline", "chekc"], "did you mean assay pipeline check?"),
            (["run", "-p", "gst-invioce", "x"], "did you mean \"gst-invoice\"?"),
            (["plugin", "inspect", "pdf-txt"], "did you mean pdf-text?"),
            (["run", "-o", "/nowhere/at/all.json", "x"], "there is no folder /nowhere/at"),
            (["generate", "x", "--defect", "wrong-totl"], "did you mean wrong-total?"),
        ])
    func usage(arguments: [String], sentence: String) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.err.contains(sentence), "\(outcome.err)")
        #expect(outcome.out.isEmpty)
    }

    @Test(
        "every command has help with an example",
        arguments: [
            "run", "plugin list", "plugin inspect", "pipeline check", "pipeline list", "pipeline show",
            "evaluate",
            "generate",
        ])
    func help(command: String) throws {
        let outcome = try Program.run(command.split(separator: " ").map(String.init) + ["--help"])
        #expect(outcome.status == 0)
        #expect(outcome.out.hasPrefix("Usage: assay \(command)"))
        #expect(outcome.out.contains("Example"))
        #expect(outcome.out.contains("  assay \(command)"))
        #expect(outcome.err.isEmpty)
    }

    @Test("a mistake in a pipeline has its place, and nothing runs")
    func pipelineMistake() throws {
        let path = try workspace.file("bad.yaml", "name: bad\nsteps:\n  - use: pdf-text\n")
        for command in [["pipeline", "check", path], ["run", "-p", path, Program.sample]] {
            let outcome = try Program.run(command)
            #expect(outcome.status == 2)
            #expect((outcome.out + outcome.err).contains("bad.yaml:3:5: error:"))
            #expect((outcome.out + outcome.err).contains("did you mean \"uses\"?"))
        }
    }

    @Test("an expression that is no jq is found before anything runs, at its place")
    func expressionMistake() throws {
        let path = try workspace.pipeline("broken", "    if: .pages | lenght\n")
        for command in [["pipeline", "check", path], ["run", "-p", path, Program.sample]] {
            let outcome = try Program.run(command)
            #expect(outcome.status == 2)
            #expect((outcome.out + outcome.err).contains("broken.yaml:4:"), "\(outcome.out + outcome.err)")
        }
    }

    @Test("conditions and review rules are evaluated in a worker")
    func expressions() throws {
        let path = try workspace.pipeline("rules", "review:\n  auto_approve: .pages == 1\n")
        let outcome = try Program.run("run", "-p", path, Program.sample)
        #expect(try outcome.results.first?["status"] == "approved")
    }

    @Test("the lists for programs")
    func lists() throws {
        let plugins = try Program.run("plugin", "list", "--json").json.arrayValue ?? []
        let reader = try #require(plugins.first { $0["id"] == "pdf-text" })
        #expect(reader["kind"] == "extractor")
        #expect(reader["plugin"] == "pdf-text")
        #expect(reader["version"] == "1.0.0")
        #expect(reader["path"]?.stringValue?.hasSuffix("libassay-pdf-text.so") == true)
        let pipelines = try Program.run("pipeline", "list", "--json").json.arrayValue ?? []
        let shipped = try #require(pipelines.first { $0["name"] == "gst-invoice" })
        #expect(shipped["path"]?.stringValue?.hasSuffix("gst-invoice.yaml") == true)
        #expect(shipped["version"]?.stringValue?.isEmpty == false)
    }

    @Test("inspect compares a library with its manifest")
    func inspect() throws {
        let good = try Program.run("plugin", "inspect", "pdf-text", "--json")
        #expect(good.status == 0)
        #expect(try good.json["components"]?.arrayValue?.map { $0["id"] } == ["pdf-text"])
        #expect(try good.json["disagreements"] == [])
        let source = Program.repository + "/Tests/Fixtures/CPlugin"
        let folder = try workspace.compile(
            source + "/number.c", manifest: try FileSystem.readText(source + "/plugin.json"),
            library: "libnumber.so",
            as: "number")
        let other = try Program.run("plugin", "inspect", folder)
        #expect(other.status == 1)
        #expect(other.err.contains("is not the manifest"))
    }

    @Test("show prints a pipeline that can be checked again")
    func show() throws {
        let path = try workspace.pipeline("shown", "    name: reading\n")
        let shown = try Program.run("pipeline", "show", path)
        #expect(shown.status == 0)
        let again = try workspace.file("again.yaml", shown.out)
        #expect(try Program.run("pipeline", "check", again).status == 0)
    }

    @Test("generate and evaluate")
    func evaluate() throws {
        let folder = workspace.folder + "/samples"
        let generated = try Program.run("generate", folder, "--count", "2", "--seed", "7")
        #expect(generated.status == 0)
        #expect(generated.out.split(separator: "\n").count == 4)
        let evaluated = try Program.run("evaluate", folder, "-p", workspace.pipeline(), "--json")
        #expect(evaluated.status == 0)
        #expect(try evaluated.json["documents"] == 2)
        #expect(try evaluated.json["header"]?["recall"] == 0)
        #expect(try evaluated.json["by"]?["kind"]?["text"]?["documents"] == 2)
        // Another program's results, those of one document: the other counts as failed.
        let results = try workspace.file(
            "results.json",
            """
            {"sample-001.pdf": [{"status": "processed", "fields": {"currency": {"value": "INR", "confidence": 1}}}]}
            """)
        let scored = try Program.run("evaluate", folder, "--results", results, "--json", "--misses")
        #expect(scored.status == 1)
        #expect(try scored.json["fields"]?["currency"]?["true_positives"] == 1)
        #expect(try scored.json["failures"]?.arrayValue?.count == 1)
        let older = try workspace.file("older.json", scored.out)
        let compared = try Program.run("evaluate", folder, "-p", workspace.pipeline(), "--compare", older)
        #expect(compared.status == 1)
        #expect(compared.out.contains("dropped  fields.currency.f1"), "\(compared.out)")
        let misnamed = try Program.run("run", folder + "/sample-001.pdf", "--explain", "why.png")
        #expect(misnamed.status == 2 && misnamed.err.contains("ends in .html or .pdf"))
    }
}
