import AssayKit
import Files
import Foundation
import Testing

/// The plugin guide, to be followed.
struct Guide {
    /// A fenced block.
    struct Block {
        let language: String
        let lines: [String]
        var text: String { lines.joined(separator: "\n") + "\n" }
    }

    let blocks: [Block]

    init() throws {
        let text = try FileSystem.readText(
            Program.repository + "/Sources/AssayKit/AssayKit.docc/PluginGuide.md")
        var blocks: [Block] = []
        var open: (language: String, lines: [String])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if let (language, lines) = open {
                open = line == "```" ? nil : (language, lines + [line])
                if open == nil { blocks.append(Block(language: language, lines: lines)) }
            } else if line.hasPrefix("```") {
                open = (String(line.dropFirst(3)), [])
            }
        }
        self.blocks = blocks
    }

    /// Where an author starts.
    private static let starts = [
        "c": "plugin.c", "cpp": "plugin.cpp", "rust": "src/plugin.rs",
        "swift": "Sources/Plugin/AcmeExtractor.swift",
    ]

    /// Makes a begun extractor the reader of telephone numbers that the guide makes of it, and tries that.
    func change(_ shell: Shell, _ language: String, _ name: String) throws {
        let start = try #require(Self.starts[language])
        try apply(language, to: shell.folder + "/" + start)
        _ = try shell.run("cp '\(Program.sample)' invoice.pdf")
        let first = try #require(blocks.firstIndex { $0.language == "c" })
        let last = try #require(blocks.firstIndex { $0.language == "cpp" })
        let script = blocks[first..<last].filter { $0.language == "sh" }.map(\.text).joined()
            .replacing("acme.phone", with: name).replacing("plugin.c\n", with: start + "\n")
        let outcome = try shell.run("set -e\n" + script)
        try #require(outcome.status == 0, "\(outcome.said)")
        try check(shell.folder, name)
    }

    /// What the guide promises.
    func check(_ folder: String, _ name: String) throws {
        let json = try JSONParser.parse(try FileSystem.read(folder + "/result.json"))
        let fields = try #require(json.arrayValue?.first?["fields"])
        #expect(fields["supplier_phone"]?["value"] == "9191394950")
        #expect(fields["supplier_phone"]?["step"]?.stringValue == name)
        #expect(fields["invoice_number"] == nil)
    }

    /// Puts the guide's function in the place of its namesake in a file.
    func apply(_ language: String, to path: String) throws {
        let snippet = try #require(blocks.first { $0.language == language }).lines
        let signature = try #require(snippet.first).replacing(" {", with: "")
        var lines = try FileSystem.readText(path).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        let start = try #require(
            lines.firstIndex { $0.trimmingCharacters(in: .whitespaces).hasPrefix(signature) },
            "\(path) has no \(signature)")
        var depth = 0
        let end = try #require(
            lines[start...].firstIndex { line in
                depth += line.count { $0 == "{" } - line.count { $0 == "}" }
                return depth == 0 && line.contains("}")
            })
        let indent = lines[start].prefix { $0 == " " }
        lines.replaceSubrange(start...end, with: snippet.map { $0.isEmpty ? $0 : indent + $0 })
        try FileSystem.write(text: lines.joined(separator: "\n"), to: path)
    }
}

@Suite("The plugin guide")
struct GuideTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test("each of its commands goes well, one after the other, and the field is in the output")
    func walk() throws {
        let guide = try Guide()
        let shell = Shell(folder: workspace.folder, environment: PluginNewTests.patient)
        let prepared = try shell.run("ln -s '\(Program.repository)/corpora' corpora")
        try #require(prepared.status == 0)
        var folder = workspace.folder
        var commands = 0
        let start = ContinuousClock.now
        for block in guide.blocks {
            switch block.language {
            case "sh":
                let script = "set -e\n\(block.text)pwd > '\(workspace.folder)/cwd'\n"
                let outcome = try Shell(folder: folder, environment: PluginNewTests.patient).run(script)
                try #require(outcome.status == 0, "\(block.text)\n\(outcome.said)")
                folder = try FileSystem.readText(workspace.folder + "/cwd").trimmingCharacters(in: .newlines)
                commands += block.lines.count { $0.first?.isLetter == true }
            case "c": try guide.apply("c", to: folder + "/plugin.c")
            default: break
            }
        }
        print("the plugin guide: \(commands) commands, \((ContinuousClock.now - start).components.seconds) s")
        try guide.check(folder, "acme.phone")
        let lock = try PluginLockText(folder + "/plugins.lock")
        #expect(lock.ids == ["acme.phone"])
    }

    /// The ids in a list of plugins that may run.
    private struct PluginLockText {
        let ids: [String]

        init(_ path: String) throws {
            let json = try JSONParser.parse(try FileSystem.read(path))
            ids = json["plugins"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
        }
    }
}
