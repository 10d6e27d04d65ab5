import AssayKit
import Files
import Foundation
import Pipelines
import Testing

@Suite("Finding pipelines")
struct LibraryTests {
    /// Folders with files, removed at the end.
    static func withFolders(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.path + "/assay-pipelines-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: root) }
        for (path, text) in files {
            let full = root + "/" + path
            try FileSystem.makeDirectory(FilePath.parent(FilePath.parent(full)))
            try FileSystem.makeDirectory(FilePath.parent(full))
            try FileSystem.write(text: text, to: full)
        }
        try body(root)
    }

    static func path(_ wanted: String, _ library: PipelineLibrary) -> String? {
        if case .success(let path) = library.find(wanted) { path } else { nil }
    }

    static let files = [
        "one/a.yaml": "name: a\nversion: \"1.2\"\ndescription: first\n",
        "one/other.yml": "name: b\n",
        "one/b.test.yaml": "- document: x\n",
        "one/c.yaml": "name: [broken\n",
        "one/readme.txt": "name: no\n",
        "two/a.yaml": "name: a\ndescription: second\n",
        "two/d.yaml": "name: d\n",
        "two/d2.yaml": "name: d\n",
    ]

    @Test("the first folder's pipeline of a name counts")
    func order() throws {
        try Self.withFolders(Self.files) { root in
            let library = PipelineLibrary(folders: [root + "/one", root + "/two"])
            let (entries, diagnostics) = library.list()
            #expect(entries.map(\.name) == ["a", "b", "c", "d"])
            #expect(entries[0].description == "first" && entries[0].version == "1.2")
            #expect(entries[1].version.count == 12)
            #expect(diagnostics.map(\.code) == [.samePipeline])
            #expect(Self.path("a", library) == root + "/one/a.yaml")
            #expect(Self.path("b", library) == root + "/one/other.yml")
            #expect(Self.path("d", library) == root + "/two/d.yaml")
            #expect(Self.path("./x.yaml", library) == "./x.yaml")
        }
    }

    @Test("an unknown name is told with what was meant and where it was searched")
    func unknown() throws {
        try Self.withFolders(["p/gst-invoice.yaml": "name: gst-invoice\n"]) { root in
            let found = PipelineLibrary(folders: [root + "/p"]).find("gst-invoce")
            guard case .failure(let problem) = found else {
                Issue.record("it was found")
                return
            }
            #expect(problem.suggestion == "gst-invoice")
            #expect(problem.description.contains(root + "/p"))
        }
    }

    @Test("folders come from the command line, the environment, the data folder and the installation")
    func searchPath() throws {
        try Self.withFolders([
            "e1/x.yaml": "", "e2/x.yaml": "", "data/pipelines/x.yaml": "", "inst/x.yaml": "",
        ]) { root in
            let library = PipelineLibrary.standard(
                explicit: ["given"], environment: "\(root)/e1:\(root)/none:\(root)/e2", data: root + "/data",
                installed: root + "/inst")
            let expected = ["given", root + "/e1", root + "/e2", root + "/data/pipelines", root + "/inst"]
            #expect(library.folders == expected)
            #expect(library.list().diagnostics.map(\.code) == [.unreadable])
        }
    }

    @Test("a file's variables and tests are looked for beside it")
    func besideTheFile() throws {
        let files = [
            "p/a.yaml":
                "name: a\nlimits: {timeout: \"${file:limit.txt}\"}\nsteps: [{uses: pdf-text}]\ntests: [{document: x.pdf}, {document: y.pdf}]\n",
            "p/limit.txt": "30s\n", "p/x.pdf": "",
        ]
        try Self.withFolders(files) { root in
            let check = PipelineChecker.check(file: root + "/p/a.yaml", components: Installed.components)
            #expect(check.diagnostics.map(\.code) == [.missingDocument])
            #expect(check.diagnostics.first?.line == 4)
        }
    }

    @Test("a file that can't be read is a mistake like others")
    func unreadable() {
        let check = PipelineChecker.check(file: "nowhere/x.yaml", components: Installed.components)
        #expect(check.definition == nil)
        #expect(check.diagnostics.map(\.code) == [.unreadable])
        #expect(check.diagnostics[0].text.hasPrefix("nowhere/x.yaml:1:1: error:"))
    }

    @Test("the shipped pipelines have no mistakes")
    func shipped() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let entries = PipelineLibrary(folders: [root + "/seeds/pipelines"]).list().entries
        let manifests = try FileManager.default.contentsOfDirectory(atPath: root + "/Plugins").map {
            try PluginManifest(
                json: try JSONParser.parse(
                    try String(contentsOfFile: root + "/Plugins/\($0)/Entry/plugin.json", encoding: .utf8)))
        }
        #expect(entries.map(\.name).contains(PipelineLibrary.standardName))
        for entry in entries {
            let check = PipelineChecker.check(file: entry.path, components: ComponentList(plugins: manifests))
            #expect(check.diagnostics.map(\.text) == [])
            let standard = try #require(check.definition)
            if standard.name == PipelineLibrary.standardName {
                #expect(standard.notify.isEmpty && standard.review.autoApprove == nil)
            }
        }
    }
}
