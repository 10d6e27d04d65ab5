import AssayKit
import Files
import Foundation
import Pipelines
import Testing
import YAML

/// Mistakes in templates, in the pipeline's own file and in files that it names.
@Suite("Mistakes in templates")
struct TemplateMistakeTests {
    /// The bundled plugins, as their manifests describe them.
    static let bundled: ComponentList = {
        let root = FilePath.parent(FilePath.parent(FilePath.parent(#filePath))) + "/Plugins"
        let folders = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
        return ComponentList(
            plugins: folders.compactMap { folder in
                guard
                    let text = try? String(
                        contentsOfFile: "\(root)/\(folder)/Entry/plugin.json", encoding: .utf8),
                    let json = try? JSONParser.parse(text)
                else { return nil }
                return try? PluginManifest(json: json)
            })
    }()

    static let check: @Sendable (String) -> PipelineCheck = { text in
        PipelineChecker.check(
            YAMLSource(name: "p.yaml", text: text), components: bundled, variables: .table([:]))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let code: DiagnosticCode
        let suggestion: String?
        let template: String
        var testDescription: String { template }

        init(_ code: DiagnosticCode, suggest suggestion: String? = nil, _ template: String) {
            self.code = code
            self.suggestion = suggestion
            self.template = template
        }

        /// In the template, `«` stands before the place of the mistake.
        var place: (text: String, line: Int, column: Int) {
            let before = template.prefix { $0 != "«" }
            let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
            return (
                template.replacing("«", with: ""), lines.count, (lines.last?.unicodeScalars.count ?? 0) + 1
            )
        }
    }

    static let cases = [
        Case(.missingOption, "«keywords: [a]\nfields: {}\n"),
        Case(.unknownOption, suggest: "keywords", "name: a\n«keyword: [a]\n"),
        Case(.optionForm, "name: a\nkeywords: [«€]\n"),
        Case(
            .optionField, suggest: "invoice_number",
            "name: a\nkeywords: [a]\nfields:\n  «invoice_nummer: {label: a}\n"),
        Case(.optionField, "name: a\nkeywords: [a]\nrequired: [«zebra]\n"),
        Case(.unknownOption, suggest: "label", "name: a\nkeywords: [a]\nfields:\n  total: {«lable: a}\n"),
        Case(.missingOption, "name: a\nkeywords: [a]\nfields:\n  total: «{pick: last}\n"),
        Case(
            .optionValue, suggest: "below",
            "name: a\nkeywords: [a]\nfields:\n  total: {label: a, place: «bellow}\n"),
        Case(.optionRegex, "name: a\nkeywords: [a]\nfields:\n  total: {regex: 'ab(c«'}\n"),
        Case(.optionRegex, "name: a\nkeywords: [a]\nfields:\n  total: {regex: \"\\\\d+[a«\"}\n"),
        Case(
            .optionRegex,
            "name: a\nkeywords: [a]\nfields:\n  total:\n    - {label: a}\n    - {regex: '«*a'}\n"),
        Case(
            .optionRange, suggest: "[10, 5, 30, 20]",
            "name: a\nkeywords: [a]\nfields:\n  total: {region: {box: «[30, 5, 10, 20]}}\n"),
        Case(.optionRange, "name: a\nkeywords: [a]\nfields:\n  total: {region: {box: «[1, 2, 3]}}\n"),
        Case(.missingOption, "name: a\nkeywords: [a]\nfields:\n  total: {region: «{page: 1}}\n"),
        Case(.missingOption, "name: a\nkeywords: [a]\nline_items: «{end: b}\n"),
        Case(
            .optionField, suggest: "quantity",
            "name: a\nkeywords: [a]\nline_items:\n  columns:\n    «quantitty: {heading: a}\n"),
        Case(
            .optionRange, suggest: "[10, 20]",
            "name: a\nkeywords: [a]\nline_items: {columns: {amount: {x: «[20, 10]}}}\n"),
        Case(
            .optionField, suggest: "amount",
            "name: a\nkeywords: [a]\nline_items: {row: '(?<«amont>\\d+)'}\n"),
        Case(.syntax, "name: a\nkeywords: «[a\nfields: {}\n"),
    ]

    private static func pipeline(_ templates: String) -> String {
        "name: p\nsteps:\n  - uses: pdf-text\n  - uses: template\n    with:\n      templates:\(templates)"
    }

    @Test("each is told at its place in the template's own file", arguments: cases)
    func inFile(one: Case) throws {
        let (text, line, column) = one.place
        try LibraryTests.withFolders(["p/p.yaml": Self.pipeline(" [t/a.yaml]\n"), "p/t/a.yaml": text]) {
            root in
            let found = PipelineChecker.check(file: root + "/p/p.yaml", components: Self.bundled).diagnostics
            let first = try #require(found.first { $0.code == one.code }, "\(found.map(\.text))")
            #expect(first.file == root + "/p/t/a.yaml")
            #expect((first.line, first.column) == (line, column), "\(first.text)")
            #expect(first.suggestion == one.suggestion)
            #expect(found.count == 1, "\(found.map(\.text))")
        }
    }

    @Test("a template in the pipeline itself is checked alike")
    func inline() {
        let text = Self.pipeline(
            "\n        - name: a\n          keywords: [a]\n          fields: {totl: {label: b}}\n")
        let check = PipelineChecker.check(
            YAMLSource(name: "p.yaml", text: text), components: Self.bundled, variables: .table([:]))
        #expect(check.diagnostics.map { "\($0.line):\($0.column) \($0.suggestion ?? "")" } == ["9:20 total"])
    }

    @Test("folders stand for their files, and what is missing is told where it is named")
    func files() throws {
        let files = [
            "p/good.yaml": Self.pipeline(" [t]\n"), "p/bad.yaml": Self.pipeline(" [t/a.yaml, none.yaml]\n"),
            "p/t/a.yaml": "name: a\nkeywords: [a]\n", "p/t/b.yml": "name: b\nkeywords: [b]\n",
            "p/t/c.txt": "no",
        ]
        try LibraryTests.withFolders(files) { root in
            let good = PipelineChecker.check(file: root + "/p/good.yaml", components: Self.bundled)
            let definition = try #require(good.definition, "\(good.diagnostics.map(\.text))")
            #expect(
                definition.sources.map { FilePath.basename($0.name) } == ["good.yaml", "a.yaml", "b.yml"])
            let options = definition.steps[1].options.json["templates"]?.arrayValue ?? []
            #expect(options.map { $0["name"]?.stringValue } == ["a", "b"])
            let bad = PipelineChecker.check(file: root + "/p/bad.yaml", components: Self.bundled)
            #expect(bad.diagnostics.map { "\($0.code.rawValue) \($0.line):\($0.column)" } == ["P212 6:29"])
        }
    }

    @Test("a pipeline from the network names no files")
    func network() {
        let check = PipelineChecker.check(
            YAMLSource(name: "p.yaml", text: Self.pipeline(" [/etc/passwd]\n")), components: Self.bundled,
            variables: .table([:]), files: .named(PipelineLibrary(folders: [])))
        #expect(check.diagnostics.map(\.code) == [.optionFile])
        #expect(check.diagnostics.first?.message.contains("network") == true)
    }

    @Test("amounts, days and rules in options are told at their places")
    func formats() {
        let text = """
            name: p
            steps:
              - uses: pdf-text
              - uses: gst-invoice
              - uses: fraud-rules
                with:
                  approval_limits: ["50000.00", "much"]
                  cancelled_gstins: {27AAPFU0939F1ZV: "2026-13-01"}
              - uses: jq-rules
                with:
                  rules:
                    - {id: A-1, when: .fields.totl > 1, message: 'a \\(.fields.supplier_gstn) "b"', severity: hihg}
            """
        let check = PipelineChecker.check(
            YAMLSource(name: "p.yaml", text: text), components: Self.bundled, variables: .table([:]))
        #expect(
            check.diagnostics.map { "\($0.code.rawValue) \($0.line):\($0.column) \($0.suggestion ?? "")" }
                == [
                    "P208 7:37 ", "P208 8:43 ", "P403 12:35 total", "P403 12:67 supplier_gstin",
                    "P206 12:98 high",
                ])
    }

    @Test("the shipped templates have no mistakes")
    func shipped() {
        let root = FilePath.parent(FilePath.parent(FilePath.parent(#filePath)))
        let check = PipelineChecker.check(
            YAMLSource(name: root + "/p.yaml", text: Self.pipeline(" [seeds/templates]\n")),
            components: Self.bundled,
            variables: .table([:]), files: .local(PipelineLibrary(folders: [])))
        #expect(check.diagnostics.map(\.text) == [])
    }
}
