import AssayKit
import Files
import Pipelines
import Testing

@Suite("Pipelines that extend another one")
struct ExtendsTests {
    private static let base = """
        name: base
        description: the base
        accepts: [pdf]
        limits: {pages: 20, timeout: 30s}
        steps:
          - uses: pdf-text
          - uses: tesseract-ocr
            with: {languages: [eng], dpi: 300}
          - uses: gst-invoice
          - uses: gst-rules
            with: {tolerance: "2.00", skip: [ARI-01]}
            if: .pages > 1
        review: {threshold: 0.5, needs_review: .confidence < 0.7}
        tests: [{document: nowhere.pdf}]
        """

    private func check(
        _ text: String, _ files: [String: String] = [:], _ body: (PipelineCheck) throws -> Void
    ) throws {
        var all = files
        all["p/base.yaml"] = all["p/base.yaml"] ?? Self.base
        all["p/own.yaml"] = text
        try LibraryTests.withFolders(all) { root in
            try body(
                PipelineChecker.check(
                    file: root + "/p/own.yaml", components: Installed.components,
                    variables: Installed.variables))
        }
    }

    @Test("options are overridden by the step's name, and each says where it comes from")
    func overriding() throws {
        let text = """
            name: own
            extends: base
            limits: {pages: 5}
            steps:
              - name: tesseract-ocr
                with: {languages: [eng, hin]}
              - name: gst-rules
                if: .pages > 2
              - uses: fraud-rules
                after: gst-invoice
            review: {threshold: 0.9}
            """
        try check(text) { check in
            let own = try #require(check.definition, "\(check.diagnostics.map(\.text))")
            #expect(
                own.name == "own" && own.description == "the base" && own.accepts == ["pdf"]
                    && own.tests.isEmpty)
            #expect(own.limits.pages == 5 && own.limits.timeout == 30_000 && own.review.threshold == 0.9)
            #expect(
                own.steps.map(\.name) == [
                    "pdf-text", "tesseract-ocr", "gst-invoice", "fraud-rules", "gst-rules",
                ])
            #expect(own.steps[1].options.json["dpi"]?.intValue == 300)
            #expect(own.steps[1].options.json["languages"]?.arrayValue?.count == 2)
            #expect(own.expressions.map(\.text) == [".pages > 2", ".confidence < 0.7"])
            func source(_ path: String) -> String? {
                own.origins.first { $0.path == path }.map { FilePath.basename($0.source) }
            }
            #expect(source("steps.tesseract-ocr.languages") == "own.yaml:6")
            #expect(source("steps.tesseract-ocr.dpi") == "base.yaml:8")
            #expect(source("steps.tesseract-ocr.mode") == "default")
            #expect(source("steps.gst-rules.tolerance") == "base.yaml:11")
        }
    }

    @Test("mistakes are told in the file that has them")
    func places() throws {
        let text = "name: own\nextends: base\nsteps:\n  - name: tesseract-ocr\n    with: {dpi: 9999}\n"
        let wrong = Self.base.replacing("tolerance:", with: "tolerence:")
        try check(text, ["p/base.yaml": wrong]) { check in
            let found = check.diagnostics.map {
                "\(FilePath.basename($0.file)):\($0.line):\($0.column) \($0.suggestion ?? "")"
            }
            #expect(Set(found) == ["own.yaml:5:17 600", "base.yaml:11:12 tolerance"])
        }
        let expression = "name: own\nextends: base\nreview: {needs_review: .fields.totl > 1}\n"
        try check(expression) { check in
            #expect(
                check.diagnostics.map { "\(FilePath.basename($0.file)):\($0.line) \($0.suggestion ?? "")" }
                    == ["own.yaml:3 total"])
        }
    }

    @Test("what can't be extended is told at its name")
    func bases() throws {
        let files = ["p/a.yaml": "name: a\nextends: own\nsteps: []\n"]
        for (text, code, suggestion) in [
            ("name: own\nextends: bse\n", DiagnosticCode.badBase, "base" as String?),
            ("name: own\nextends: own\n", .badBase, nil), ("name: own\nextends: a\n", .badBase, nil),
            (
                "name: own\nextends: base\nsteps:\n  - name: tesserct-ocr\n    with: {dpi: 300}\n",
                .unknownStep, "tesseract-ocr"
            ),
            (
                "name: own\nextends: base\nsteps:\n  - uses: image\n    after: pdf-txt\n", .unknownStep,
                "pdf-text"
            ),
        ] {
            try check(text, files) { check in
                let first = try #require(
                    check.diagnostics.first { $0.code == code }, "\(check.diagnostics.map(\.text))")
                #expect(first.suggestion == suggestion, "\(first.text)")
                #expect(check.definition == nil)
            }
        }
    }

    @Test("a base of a base, and what is shown can be checked again")
    func chain() throws {
        let middle =
            "name: middle\nextends: base\nlimits: {pages: 7}\nsteps:\n  - name: pdf-text\n    on_error: skip\n"
        let text =
            "name: own\nextends: middle\nsteps:\n  - name: gst-invoice\n    with: {min_confidence: 0.1}\n"
        try check(text, ["p/middle.yaml": middle]) { check in
            let own = try #require(check.definition, "\(check.diagnostics.map(\.text))")
            #expect(own.limits.pages == 7 && own.steps[0].onError == .skip)
            let again = Installed.check(own.shownYAML)
            #expect(again.definition != nil, "\(again.diagnostics.map(\.text))")
            #expect(
                again.definition?.shownYAML.replacing(again.definition?.version ?? "", with: "")
                    == own.shownYAML.replacing(own.version, with: ""))
        }
    }

    @Test("the version follows the base")
    func version() throws {
        var versions: Set<String> = []
        for base in [Self.base, Self.base + "\n# changed\n"] {
            try check("name: own\nextends: base\n", ["p/base.yaml": base]) {
                versions.insert($0.definition?.version ?? "")
            }
        }
        #expect(versions.count == 2)
    }

    @Test("a change of the base, of a template, of a folder or of a secret is noticed")
    func currency() throws {
        let files = [
            "p/base.yaml":
                "name: base\nsteps:\n  - uses: pdf-text\n    with: {password: \"${file:secret.txt}\"}\n",
            "p/own.yaml":
                "name: own\nextends: base\nsteps:\n  - uses: template\n    with: {templates: [t]}\n",
            "p/secret.txt": "one\n", "p/t/a.yaml": "name: a\nkeywords: [a]\n",
        ]
        for (path, text) in [
            ("p/secret.txt", "two\n"), ("p/base.yaml", "name: base\nsteps: [{uses: image}]\n"),
            ("p/t/a.yaml", "name: a\nkeywords: [b]\n"), ("p/t/b.yaml", "name: b\nkeywords: [b]\n"),
        ] {
            try LibraryTests.withFolders(files) { root in
                let check = PipelineChecker.check(
                    file: root + "/p/own.yaml", components: TemplateMistakeTests.bundled)
                let definition = try #require(check.definition, "\(check.diagnostics.map(\.text))")
                #expect(definition.isCurrent())
                try FileSystem.write(text: text, to: root + "/" + path)
                #expect(!definition.isCurrent(), "\(path)")
            }
        }
    }
}
