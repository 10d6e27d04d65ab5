import AssayKit
import Files
import Foundation
import Testing

@Suite("What is told of plugins")
struct PluginListTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    /// The C plugin of the fixtures, with its manifest inside.
    private func number() throws -> String {
        let source = Program.repository + "/Tests/Fixtures/CPlugin"
        let manifest = try FileSystem.readText(source + "/plugin.json")
        let header = try workspace.file(
            "manifest.h", "#define NUMBER_MANIFEST \(PluginKitTests.literal(manifest))\n")
        return try workspace.compile(
            source + "/number.c", manifest: manifest, library: "libnumber.so", as: "plugins/number",
            flags: ["-include", header])
    }

    @Test("P213: pipeline check tells where a plugin is used that may not run, until it is allowed")
    func refused() throws {
        let folder = try number()
        let plugins = workspace.folder + "/plugins"
        let lock = try workspace.file("plugins.lock", "{\"lock\": 1, \"plugins\": []}\n")
        let path = try workspace.pipeline("numbers", "  - uses: acme.number\n")
        let check = ["pipeline", "check", "--plugins", plugins, "--lock", lock, path]
        let before = try Program.run(check)
        #expect(before.status == 2)
        #expect(before.out.contains("numbers.yaml:4:11") && before.out.contains("P213"), "\(before.out)")
        #expect(before.out.contains("assay plugin allow"), "\(before.out)")
        #expect(try Program.run("plugin", "allow", "--lock", lock, folder).status == 0)
        let after = try Program.run(check)
        #expect(after.status == 0, "\(after.out)\(after.err)")
    }

    @Test("list and inspect tell whether a plugin may run, before and after allow, a change and revoke")
    func standing() throws {
        let folder = try number()
        let plugins = workspace.folder + "/plugins"
        let lock = workspace.folder + "/plugins.lock"
        func entry() throws -> JSONValue {
            let all = try Program.run("plugin", "list", "--plugins", plugins, "--lock", lock, "--json")
                .results
            return try #require(all.first { $0["id"] == "acme.number" })
        }
        let first = try entry()
        #expect(first["allowed"] == true && first["standing"] == "no list")
        #expect(first["abi"] == 1 && first["needs"] == [])
        #expect(first["path"]?.stringValue == folder + "/libnumber.so")
        #expect(first["manifest"]?.stringValue == folder + "/plugin.json")
        let sum = try Shell(folder: folder).run("sha256sum libnumber.so").said
        #expect(first["sha256"]?.stringValue == String(sum.prefix(64)))

        #expect(try Program.run("plugin", "allow", folder, "--lock", lock).status == 0)
        #expect(try entry()["standing"] == "yes")
        let card = try Program.run("plugin", "inspect", folder, "--lock", lock)
        #expect(card.status == 0, "\(card.err)")
        #expect(card.out.contains("allowed     yes, granted nothing\n"))

        let library = folder + "/libnumber.so"
        try FileSystem.write(try FileSystem.read(library) + [0], to: library)
        #expect(try entry()["standing"] == "changed")
        #expect(try entry()["allowed"] == false)
        #expect(try Program.run("plugin", "revoke", "acme.number", "--lock", lock).status == 0)
        #expect(try entry()["standing"] == "no")
        #expect(try entry()["allowed"] == false)
    }

    @Test("options are a table: type, what is allowed, default, what for")
    func options() throws {
        let card = try Program.run("plugin", "inspect", "webhook").out
        let rows = card.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
        let row = try #require(rows.first { $0.first == "timeout_seconds" })
        #expect(row[1].firstMatch(of: /^ *number +1 to 60 +15 +Seconds until/) != nil, "\(row)")
        #expect(card.contains("needs       network\n"))
        #expect(card.contains("allowed     yes, it came with Assay\n"))
        let json = try Program.run("plugin", "inspect", "webhook", "--json").json
        #expect(json["allowed"] == true && json["standing"] == "bundled")
        let component = try #require(json["components"]?.arrayValue?.first)
        #expect(component["options"]?["properties"]?["timeout_seconds"]?["maximum"] == 60)
    }

    @Test("the long list has hashes and places")
    func long() throws {
        let lines = try Program.run("plugin", "list", "--long").out.split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("webhook ") })
        #expect(line.firstMatch(of: /bundled +[0-9a-f]{64} +\/.*libassay-webhook.so$/) != nil, "\(line)")
    }
}
