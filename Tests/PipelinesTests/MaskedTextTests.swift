import Pipelines
import Testing
import YAML

@Suite("Pipelines as they are shown")
struct MaskedTextTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let line: String
        let shown: String
        var testDescription: String { name }
    }

    @Test(
        "secrets that are written out stand as asterisks, and nothing else changes",
        arguments: [
            Sample(name: "plain", line: "secret: planted-1", shown: "secret: \"********\""),
            Sample(name: "quoted", line: "secret: \"planted-1\"", shown: "secret: \"********\""),
            Sample(
                name: "in a flow", line: "{url: \"https://a.example\", secret: planted-1, retries: 2}",
                shown: "{url: \"https://a.example\", secret: \"********\", retries: 2}"),
            Sample(
                name: "a telling name in a free mapping", line: "headers: {X-Api-Key: planted-1, X-A: b}",
                shown: "headers: {X-Api-Key: \"********\", X-A: b}"),
            Sample(name: "a variable", line: "secret: ${ERP_SECRET}", shown: "secret: ${ERP_SECRET}"),
            Sample(name: "a file", line: "secret: ${file:s.txt}", shown: "secret: ${file:s.txt}"),
            Sample(
                name: "a default that is a secret", line: "secret: ${ERP_SECRET:-planted-1}",
                shown: "secret: \"********\""),
            Sample(
                name: "a secret around a variable", line: "secret: planted-${ERP_SECRET}",
                shown: "secret: \"********\""),
            Sample(name: "beyond ASCII", line: "secret: plänted-€1 # c", shown: "secret: \"********\" # c"),
            Sample(name: "no secret", line: "retries: 3", shown: "retries: 3"),
        ])
    func masks(_ sample: Sample) {
        func text(_ options: String) -> String {
            "name: p # é\nsteps:\n  - uses: pdf-text\nnotify:\n  - uses: webhook\n    with:\n      \(options)\n"
        }
        let shown = MaskedText.text(
            YAMLSource(name: "p.yaml", text: text(sample.line)), components: Installed.components)
        #expect(shown == text(sample.shown))
    }

    @Test("a block of text, an anchor, and what is no YAML at all tell nothing either")
    func others() {
        let samples = [
            "steps:\n  - uses: pdf-text\n    with:\n      password: |\n        planted\n        planted\n  - uses: gst-invoice\n",
            "x: &s {secret: planted}\nsteps:\n  - uses: webhook\n    with: *s\n",
            "steps: [\n  secret: planted\n  x: 1\n", "notify:\n\t- secret = planted\n",
        ]
        for text in samples {
            let shown = MaskedText.text(
                YAMLSource(name: "p.yaml", text: text), components: Installed.components)
            #expect(!shown.contains("planted"), "\(shown)")
            #expect(shown.contains(MaskedText.mask))
        }
        let first = MaskedText.text(
            YAMLSource(name: "p.yaml", text: samples[0]), components: Installed.components)
        #expect(first.contains("\n  - uses: gst-invoice\n"), "\(first)")
    }

    @Test("asterisks in a text are found, wherever they came from")
    func mask() {
        #expect(MaskedText.holdsMask("secret: \"********\""))
        #expect(!MaskedText.holdsMask("secret: *******"))
    }
}
