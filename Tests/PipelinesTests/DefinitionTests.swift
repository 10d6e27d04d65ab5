import AssayKit
import Pipelines
import Testing

@Suite("A good pipeline file")
struct DefinitionTests {
    static let whole = """
        name: purchase-invoices
        description: Indian GST tax invoices, digital or scanned
        version: 2
        accepts: [pdf, png]
        limits: {pages: 50, timeout: 2m, memory: 512MiB}
        steps:
          - uses: pdf-text
          - uses: tesseract-ocr
            name: ocr
            with: {languages: [eng, hin], dpi: 300}
            limits: {timeout: "${LIMIT}"}
            on_error: review
          - uses: gst-invoice
          - uses: gst-rules
            if: .fields.total > 0
          - uses: gst-rules
            with:
              tolerance: "0.50"
        review:
          auto_approve: .confidence >= 0.95 and (.flags | all(.severity == "info"))
          threshold: 0.9
        notify:
          - uses: webhook
            on: [processed, flagged, failed]
            with: {url: "${ERP_URL}", secret: "${ERP_SECRET}", headers: {X-From: "$${HOME}"}}
        tests:
          - document: corpora/one.pdf
            expect: {invoice_number: INV-2026-001, total: "1180.00", due_date: null}
            status: processed
            flags: []

        """

    @Test("becomes a definition with everything in place")
    func becomesDefinition() throws {
        let check = Installed.check(Self.whole)
        #expect(check.diagnostics == [])
        let pipeline = try #require(check.definition)
        #expect(pipeline.name == "purchase-invoices")
        #expect(pipeline.version == "2")
        #expect(pipeline.accepts == ["pdf", "png"])
        #expect(pipeline.limits == PipelineLimits(pages: 50, timeout: 120_000, memory: 512 << 20))
        #expect(pipeline.steps.map(\.name) == ["pdf-text", "ocr", "gst-invoice", "gst-rules", "gst-rules-2"])
        #expect(pipeline.steps.map(\.line) == [7, 8, 13, 14, 16])
        #expect(pipeline.steps[1].onError == .review)
        #expect(pipeline.steps[1].limits.timeout == 90_000)
        #expect(pipeline.steps[3].condition == 0)
        #expect(pipeline.review == ReviewRule(autoApprove: 1, threshold: 0.9))
        #expect(pipeline.expressions.map(\.text).first == ".fields.total > 0")
        #expect(pipeline.notify[0].on == [.processed, .flagged, .failed])
        #expect(pipeline.tests[0].expect.map(\.value) == ["INV-2026-001", "1180.00", nil])
    }

    @Test("options are canonical JSON with the manifest's defaults; a secret of digits stays text")
    func options() throws {
        let pipeline = try #require(Installed.check(Self.whole).definition)
        let ocr = String(decoding: pipeline.steps[1].options.canonicalJSON, as: UTF8.self)
        #expect(ocr == #"{"deskew":true,"dpi":300,"languages":["eng","hin"],"mode":"standard"}"#)
        let hook = String(decoding: pipeline.notify[0].options.canonicalJSON, as: UTF8.self)
        #expect(
            hook
                == #"{"headers":{"X-From":"${HOME}"},"retries":3,"secret":"12345678901","url":"https://erp.example/hook"}"#
        )
    }

    @Test("secrets are shown as they were written")
    func masked() throws {
        let pipeline = try #require(Installed.check(Self.whole).definition)
        let shown = JSONWriter.text(pipeline.notify[0].options.maskedJSON)
        #expect(!shown.contains("12345678901"))
        #expect(!shown.contains("erp.example"))
        #expect(shown.contains("${ERP_SECRET}"))
    }

    @Test("what a file doesn't say has a sane default")
    func defaults() throws {
        let pipeline = try #require(Installed.check("name: a\nsteps: [{uses: pdf-text}]\n").definition)
        #expect(pipeline.limits == PipelineLimits())
        #expect(pipeline.review == ReviewRule(threshold: 0.8))
        #expect(pipeline.notify.isEmpty)
    }
}
