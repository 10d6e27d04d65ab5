import AssayKit
import Foundation
import Testing

@Suite("What the README says")
struct ReadmeTests {
    /// The fenced blocks of a language, in order.
    private static func blocks(_ language: String) throws -> [String] {
        let text = try String(contentsOfFile: Program.repository + "/README.md", encoding: .utf8)
        var blocks: [String] = []
        var current: [Substring]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let lines = current {
                if line == "```" {
                    blocks.append(lines.joined(separator: "\n") + "\n")
                    current = nil
                } else {
                    current = lines + [line]
                }
            } else if line == "```" + language {
                current = []
            }
        }
        return blocks
    }

    @Test("each command of its sh blocks goes well, beside the folders of a checkout")
    func commands() throws {
        let workspace = try Workspace()
        for name in ["corpora", "seeds"] {
            try FileManager.default.createSymbolicLink(
                atPath: workspace.folder + "/" + name, withDestinationPath: Program.repository + "/" + name)
        }
        let lines = try Self.blocks("sh").flatMap { $0.split(separator: "\n").map(String.init) }
        try #require(lines.count >= 8)
        for line in lines {
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", line]
            process.currentDirectoryURL = URL(filePath: workspace.folder)
            process.environment = [
                "PATH": (Program.path as NSString).deletingLastPathComponent + ":/usr/bin:/bin",
                "XDG_CACHE_HOME": Workspace.cache,
            ].merging(PluginNewTests.patient) { own, _ in own }
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(line)")
        }
        #expect(FileManager.default.fileExists(atPath: workspace.folder + "/invoices.csv"))
    }

    @Test("its pipelines have no mistakes")
    func pipelines() throws {
        let workspace = try Workspace()
        _ = try workspace.file("our-vendor.yaml", "name: our-vendor\nkeywords: [our vendor]\n")
        let pipelines = try Self.blocks("yaml").filter { $0.hasPrefix("name:") }
        #expect(pipelines.count >= 3)
        for (number, text) in pipelines.enumerated() {
            let outcome = try Program.run("pipeline", "check", workspace.file("\(number).yaml", text))
            #expect(outcome.status == 0, "\(outcome.out)\(outcome.err)")
        }
    }

    @Test("what it shows of a result is what comes out")
    func result() throws {
        let shown = try JSONParser.parse(try #require(try Self.blocks("json").first))
        let actual = try #require(try Program.run("run", "--format", "json", Program.sample).results.first)
        #expect(actual["status"] == shown["status"])
        let total = try #require(shown["fields"]?["total"]?.objectValue)
        for member in total.members {
            #expect(actual["fields"]?["total"]?[member.key] == member.value, "\(member.key)")
        }
    }
}
