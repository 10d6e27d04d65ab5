import AssayKit
import Files
import Foundation
import Testing

@Suite("assay rules")
struct RulesCommandTests {
    @Test("list names each rule once, with severity, component and source")
    func list() throws {
        let rules = try Program.run("rules", "list", "--json").results
        let ids = rules.compactMap { $0["id"]?.stringValue }
        #expect(ids.count >= 52)
        #expect(Set(ids).count == ids.count)
        #expect(ids == ids.sorted())
        for rule in rules {
            for member in ["component", "title", "severity", "condition", "evidence"] {
                #expect(rule[member]?.stringValue?.isEmpty == false, "\(rule["id"] ?? .null) \(member)")
            }
            #expect(rule["basis"]?["text"]?.stringValue?.isEmpty == false)
        }
    }

    @Test("list shows what a pipeline makes of its rules")
    func pipeline() throws {
        let workspace = try Workspace()
        let file = try workspace.file(
            "tuned.yaml",
            """
            name: tuned
            steps:
              - uses: pdf-text
              - uses: gst-invoice
              - uses: gst-rules
                with: {disable: [CHR-05], severity: {ARI-05: low}, tolerances: {ARI-02: "2.00"}}
            """)
        let outcome = try Program.run("rules", "list", "-p", file, "--json")
        #expect(outcome.status == 0, "\(outcome.err)")
        var states: [String: String] = [:]
        for rule in try outcome.results {
            #expect(rule["component"] == "gst-rules")
            states[rule["id"]?.stringValue ?? ""] = rule["in_pipeline"]?.stringValue
        }
        #expect(states["CHR-05"] == "off")
        #expect(states["ARI-05"] == "low (the card says critical)")
        #expect(states["ARI-02"] == "high, tolerance 2.00")
        #expect(states["TAX-03"] == "critical")
    }

    @Test("show and explain tell of one rule, named in either case")
    func one() throws {
        let shown = try Program.run("rules", "show", "ari-05")
        #expect(shown.status == 0)
        #expect(shown.out.contains("ARI-05, version 2") && shown.out.contains("rule 46"))
        let explained = try Program.run("rules", "explain", "TAX-03")
        #expect(explained.status == 0)
        #expect(
            explained.out.contains("Known false positives") && explained.out.contains("disable: [TAX-03]"))
    }

    @Test("a rule that there is not is a mistake of usage")
    func unknown() throws {
        let outcome = try Program.run("rules", "show", "ARI-99")
        #expect(outcome.status == 2)
        #expect(outcome.err.contains("ARI-99"))
    }
}
