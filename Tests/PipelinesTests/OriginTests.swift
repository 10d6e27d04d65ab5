import AssayKit
import Pipelines
import Testing

@Suite("Where options come from")
struct OriginTests {
    private static let text = """
        name: a
        steps:
          - uses: pdf-text
          - uses: tesseract-ocr
            with: {mode: fast}
          - uses: gst-invoice
        notify:
          - uses: webhook
            with:
              url: https://erp.example/hook
              secret: "${ERP_SECRET}"
        """

    @Test("each option has its line or is a default, and secrets stay masked")
    func origins() throws {
        let origins = try #require(Installed.check(Self.text).definition).origins
        func origin(_ path: String) -> OptionOrigin? { origins.first { $0.path == path } }
        #expect(origin("steps.tesseract-ocr.mode")?.source == "p.yaml:5")
        #expect(origin("steps.tesseract-ocr.dpi")?.source == "default")
        #expect(origin("notify.webhook.secret")?.source == "p.yaml:11")
        #expect(origin("notify.webhook.secret")?.value == "${ERP_SECRET}")
        #expect(!origins.contains { JSONWriter.text($0.value).contains("12345678901") })
    }
}
