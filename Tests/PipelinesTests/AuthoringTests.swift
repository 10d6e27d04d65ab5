import AssayKit
import Pipelines
import Testing

@Suite("Starting, drawing and describing pipelines")
struct AuthoringTests {
    @Test("a new pipeline has no mistake", arguments: ["a", "purchase-invoices", "v1.2"])
    func start(name: String) {
        #expect(PipelineStart.isName(name))
        let check = Installed.check(PipelineStart.text(name: name))
        #expect(check.diagnostics.isEmpty, "\(check.diagnostics.map(\.text))")
        #expect(check.definition?.name == name)
    }

    @Test(
        "names that no pipeline may have",
        arguments: ["", "-a", "A", "a b", "a/b", String(repeating: "a", count: 65)])
    func names(name: String) { #expect(!PipelineStart.isName(name)) }

    @Test("the schema has the plugins' own options, and none that is internal")
    func schema() throws {
        let schema = PipelineSchema.json(components: Installed.components.components)
        #expect(schema["required"] == ["name"])
        let step = try #require(schema["properties"]?["steps"]?["items"])
        let uses = step["properties"]?["uses"]?["enum"]?.arrayValue?.compactMap(\.stringValue) ?? []
        #expect(uses.contains("pdf-text"))
        #expect(!uses.contains("jq"))
        #expect(!uses.contains("webhook"))
        let rules = step["allOf"]?.arrayValue ?? []
        let ocr = try #require(rules.first { $0["if"]?["properties"]?["uses"]?["const"] == "tesseract-ocr" })
        let options = ocr["then"]?["properties"]?["with"]?["properties"]
        #expect(options?["mode"]?["anyOf"]?.arrayValue?.first?["enum"] == ["fast", "standard", "best"])
        let fields = schema["properties"]?["tests"]?["items"]?["properties"]?["expect"]?["properties"]
        #expect(fields?["supplier_gstin"] != nil)
        // What is printed can be read.
        #expect(try JSONParser.parse(JSONWriter.prettyText(schema)) == schema)
    }

    private static let drawn = """
        name: drawn
        steps:
          - uses: pdf-text
          - {uses: gst-invoice, if: '.pages < 3', on_error: review}
        notify:
          - uses: webhook
            on: [failed]
            with: {url: "https://erp.example/hook", secret: "${ERP_SECRET}"}
        """

    @Test("the drawings have every step, its condition and who is told, and no secret")
    func graph() throws {
        let definition = try #require(Installed.check(Self.drawn).definition)
        let graph = PipelineGraph(definition)
        #expect(
            graph.text == """
                drawn
                │
                ├─ pdf-text
                ├─ gst-invoice
                │    if .pages < 3
                │    on error: review
                ├─ review
                │    a person below confidence \(definition.review.threshold)
                └─▷ webhook
                     on failed

                """)
        #expect(
            graph.mermaid == """
                flowchart TD
                  document([document])
                  document --> s0["pdf-text"]
                  s0 --> s1["gst-invoice<br/>if .pages #lt; 3<br/>on error: review"]
                  s1 --> s2{{"review<br/>a person below confidence \(definition.review.threshold)"}}
                  s2 --> s3["webhook<br/>on failed"]

                """)
        #expect(!(graph.text + graph.mermaid).contains("12345678901"))
    }
}
