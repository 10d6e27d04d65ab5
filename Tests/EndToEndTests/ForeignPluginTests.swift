import AssayKit
import Files
import Foundation
import Testing

@Suite("Plugins of others")
struct ForeignPluginTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test("a C plugin, compiled with one command, works in a pipeline")
    func c() throws {
        let source = Program.repository + "/Tests/Fixtures/CPlugin"
        _ = try workspace.compile(
            source + "/number.c", manifest: try FileSystem.readText(source + "/plugin.json"),
            library: "libnumber.so",
            as: "plugins/number")
        try check(pipeline: "  - uses: acme.number\n    with: {prefix: INV-}\n", component: "acme.number")
    }

    private func check(pipeline: String, component: String) throws {
        let path = try workspace.pipeline("foreign", pipeline)
        let outcome = try Program.run(
            "run", "--plugins", workspace.folder + "/plugins", "-p", path, Program.sample)
        let object = try #require(try outcome.results.first, "\(outcome.err)")
        let field = try #require(object["fields"]?["invoice_number"])
        #expect(field["value"] == "INV-2026-001")
        #expect(field["step"]?.stringValue == component)
        #expect(field["page"] == 1)
        #expect(field["box"]?.arrayValue?.count == 4)
    }
}
