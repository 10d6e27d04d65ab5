import AssayKit
import Files
import Testing

@Suite("What integrators write")
struct IntegratorTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test("a template is proposed from a sample, tested, and used in a pipeline")
    func template() throws {
        let template = workspace.folder + "/chinar.yaml"
        let new = try Program.run("template", "new", Program.sample, "-o", template)
        #expect(new.status == 0, "\(new.err)")
        let test = try Program.run("template", "test", template, Program.sample)
        #expect(test.status == 0, "\(test.out)\(test.err)")
        #expect(test.out.contains("read by ") && test.out.contains("INV-2026-001"))
        #expect(try Program.run("template", "new", Program.sample, "-o", template).status == 2)

        let path = try workspace.file(
            "vendors.yaml",
            "name: vendors\nsteps:\n  - uses: pdf-text\n  - uses: template\n    with: {templates: [chinar.yaml]}\n"
        )
        let check = try Program.run("pipeline", "check", path)
        #expect(check.status == 0, "\(check.out)\(check.err)")
        let total = try #require(
            try Program.run("run", "-p", path, Program.sample).results.first?["fields"]?["total"])
        #expect(total["value"] == "1180.00" && total["step"] == "template")
        #expect(total["page"]?.intValue == 1 && total["box"]?.arrayValue?.count == 4)

        let other = try workspace.file("other.yaml", "name: other\nkeywords: [nobody prints this]\n")
        let unread = try Program.run("template", "test", other, Program.sample)
        #expect(unread.status == 1 && unread.out.contains("no template fits"))
        let wrong = try workspace.file("wrong.yaml", "name: wrong\nkeyword: [a]\n")
        let refused = try Program.run("template", "test", wrong, Program.sample)
        #expect(refused.status == 2 && refused.err.contains("wrong.yaml:2:1"))
    }

    private static let rules = """
        name: own-rules
        extends: gst-invoice
        steps:
          - name: gst-rules
            with: {disable: [CHR-05]}
          - uses: jq-rules
            with:
              rules:
                - id: OWN-01
                  when: .fields.total > 1000
                  severity: low
                  message: \\(.fields.supplier_name) asks for \\(.fields.total)
                - id: OWN-02
                  when: .fields.total > 1000000
                  message: too much

        """

    @Test("a pipeline extends another one, overrides an option, and adds rules of its own")
    func rules() throws {
        let path = try workspace.file("own-rules.yaml", Self.rules)
        let check = try Program.run("pipeline", "check", path)
        #expect(check.status == 0, "\(check.out)\(check.err)")
        let result = try #require(try Program.run("run", "-p", path, Program.sample).results.first)
        let flags = result["flags"]?.arrayValue ?? []
        let own = try #require(flags.first { $0["rule"] == "OWN-01" }, "\(flags)")
        #expect(
            own["message"] == "Chinar Steel Traders Private Limited asks for 1180"
                && own["step"] == "jq-rules")
        #expect(own["evidence"]?["places"]?.arrayValue?.first?["text"] == "1180.00")
        #expect(!flags.contains { $0["rule"] == "OWN-02" })
        let origins = try Program.run("pipeline", "show", "--origins", path)
        #expect(origins.out.contains("own-rules.yaml:5"))

        let wrong = try workspace.file(
            "wrong.yaml", Self.rules.replacing("total > 1000000", with: "totl > 1000000"))
        let told = try Program.run("pipeline", "check", wrong)
        #expect(told.status == 2 && told.out.contains("wrong.yaml:14:25: error"), "\(told.out)")
        let rule = try workspace.file("rule.yaml", Self.rules.replacing("CHR-05", with: "CHR-55"))
        let unknown = try Program.run("pipeline", "check", rule)
        #expect(unknown.status == 2 && unknown.out.contains("rule.yaml:5:22: error"), "\(unknown.out)")
        #expect(unknown.out.contains("did you mean \"CHR-05\""), "\(unknown.out)")
        let unclosed = try workspace.file(
            "unclosed.yaml", Self.rules.replacing("\\(.fields.total)", with: "\\(.fields.total | foor)"))
        let jq = try Program.run("pipeline", "check", unclosed)
        #expect(
            jq.status == 2 && jq.out.contains("unclosed.yaml:12:72") && jq.out.contains("floor"), "\(jq.out)")
    }

    @Test("a plugin that may not run, or not have what it needs, is told where it is used")
    func grants() throws {
        let lock = try workspace.file("plugins.lock", "{\"lock\": 1, \"plugins\": []}\n")
        let path = try workspace.pipeline("plain")
        // Bundled plugins may run.
        #expect(try Program.run("pipeline", "check", "--lock", lock, path).status == 0)
        #expect(try Program.run("pipeline", "check", "--lock", lock + "x", path).status == 2)
    }

    @Test("whatever line is taken out of a pipeline: if check accepts the rest, it starts and runs")
    func accepted() throws {
        var paths: [String] = []
        let fixtures = ["plain", "fraud"]
        for name in fixtures {
            let text = try FileSystem.readText(Program.repository + "/Tests/Fixtures/Pipelines/\(name).yaml")
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for index in lines.indices {
                let rest = lines.enumerated().filter { $0.offset != index }.map { String($0.element) }
                paths.append(try workspace.file("\(name)-\(index).yaml", rest.joined(separator: "\n")))
            }
        }
        let check = try Program.run(["pipeline", "check", "--json"] + paths)
        let mistakes = Set(
            try check.results.filter { $0["severity"] == "error" }.compactMap { $0["file"]?.stringValue })
        let accepted = paths.filter { !mistakes.contains($0) }
        #expect(accepted.count >= 5 && accepted.count < paths.count)
        // Some of each: the whole lot takes too long.
        for path in accepted.enumerated().filter({ $0.offset % max(1, accepted.count / 4) == 0 }).map(
            \.element)
        {
            let run = try Program.run("run", "-p", path, Program.sample)
            let text = try FileSystem.readText(path)
            #expect(run.status == 0, "\(path): \(run.err)\n\(text)")
        }
    }

    @Test("the shipped pipelines are accepted, and run", arguments: ["gst-invoice", "invoice", "receipt"])
    func shipped(name: String) throws {
        #expect(try Program.run("pipeline", "check", name).status == 0)
        #expect(try Program.run("run", "-p", name, Program.sample).status == 0)
    }
}
