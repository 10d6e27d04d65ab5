import AssayKit
import Pipelines
import YAML

/// The components and variables that the tests' pipelines find.
enum Installed {
    static let components = ComponentList([
        ComponentDescription(
            id: "pdf-text", kind: .extractor, plugin: "pdf-text", reads: ["pdf"], givesWords: true,
            options: schema(
                #"{"type":"object","properties":{"password":{"type":"string","writeOnly":true},"hidden_text":{"type":"string","enum":["auto","always","never"]},"min_font_size":{"type":"number","minimum":0,"maximum":72,"default":0.5}}}"#
            )),
        ComponentDescription(
            id: "image", kind: .extractor, plugin: "image",
            reads: ["png", "jpeg", "tiff", "webp", "gif", "bmp"], givesWords: true),
        ComponentDescription(
            id: "tesseract-ocr", kind: .extractor, plugin: "tesseract-ocr", givesWords: true,
            options: schema(
                #"{"type":"object","properties":{"languages":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^[a-z]{3}(_[a-z]+)?$"},"default":["eng"]},"mode":{"type":"string","enum":["fast","standard","best"],"default":"standard"},"dpi":{"type":"integer","minimum":70,"maximum":600,"default":250},"deskew":{"type":"boolean","default":true}}}"#
            )),
        ComponentDescription(
            id: "gst-invoice", kind: .extractor, plugin: "gst", needsWords: true,
            options: schema(
                #"{"type":"object","properties":{"min_confidence":{"type":"number","minimum":0,"maximum":1,"default":0.5}}}"#
            )),
        ComponentDescription(
            id: "gst-rules", kind: .validator, plugin: "gst",
            options: schema(
                #"{"type":"object","properties":{"tolerance":{"type":"string","pattern":"^[0-9]+(\\.[0-9]{1,2})?$","default":"1.00"},"skip":{"type":"array","items":{"type":"string"}}}}"#
            )),
        ComponentDescription(
            id: "fraud-rules", kind: .validator, plugin: "fraud-rules",
            options: schema(
                #"{"type":"object","properties":{"approval_limits":{"type":"array","items":{"type":"string"}},"weights":{"type":"object","additionalProperties":{"type":"number","minimum":0}}}}"#
            )),
        ComponentDescription(
            id: "webhook", kind: .notifier, plugin: "webhook",
            options: schema(
                #"{"type":"object","required":["url"],"properties":{"url":{"type":"string","pattern":"^https?://"},"secret":{"type":"string","minLength":8,"writeOnly":true},"headers":{"type":"object","additionalProperties":{"type":"string"}},"retries":{"type":"integer","minimum":0,"maximum":10,"default":3},"timeout_seconds":{"type":"integer","minimum":1,"maximum":60}}}"#
            )),
        ComponentDescription(id: "jq", kind: .validator, plugin: "jq", isInternal: true),
    ])

    static let variables = VariableSource.table(
        [
            "ERP_URL": "https://erp.example/hook", "ERP_SECRET": "12345678901", "LIMIT": "90s", "PAGES": "40",
            "WORD": "many", "EMPTY": "",
        ], files: ["secret.txt": "from-a-file", "/etc/limit": "2m"])

    static func check(_ text: String, file: String = "p.yaml") -> PipelineCheck {
        PipelineChecker.check(
            YAMLSource(name: file, text: text), components: components, variables: variables,
            documentExists: { $0 == "corpora/one.pdf" })
    }

    private static func schema(_ text: String) -> OptionSchema {
        guard let json = try? JSONParser.parse(text) else {
            fatalError("a test's schema isn't JSON: \(text)")
        }
        return OptionSchema(json: json)
    }
}
