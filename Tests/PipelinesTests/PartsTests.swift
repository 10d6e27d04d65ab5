import Files
import Foundation
import Pipelines
import Testing
import YAML

@Suite("What pipelines are made of")
struct PartsTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/assay-parts-\(UInt64.random(in: 0 ... .max))"
        try FileSystem.makeDirectory(folder)
        try FileSystem.write(
            text: "name: base\nsteps:\n  - uses: pdf-text\n    with: {password: \"${file:word.txt}\"}\n",
            to: folder + "/base.yaml")
        try FileSystem.write(text: "one", to: folder + "/word.txt")
    }

    private func load(_ files: PipelineFiles, isReplay: Bool = false) -> LoadedPipeline? {
        LoadedPipeline.load(
            YAMLSource(name: folder + "/mine.yaml", text: "name: mine\nextends: base\n"),
            looksForDocuments: false, components: Installed.components, files: files, isReplay: isReplay,
            variables: { VariableSource.process(folder: $0) }
        ).pipeline
    }

    private func end() {
        // A folder that stays behind is no reason to fail.
        try? FileSystem.remove(folder)
    }

    @Test("a pipeline is put together again from what was kept, without its files")
    func replay() throws {
        defer { end() }
        let first = try #require(load(.local(PipelineLibrary(folders: [folder]))))
        let kept = PipelineParts(first.parts.text)
        #expect(kept == first.parts && !first.parts.text.isEmpty)
        try FileSystem.remove(folder + "/base.yaml")
        #expect(load(.local(PipelineLibrary(folders: [folder]))) == nil)
        let again = try #require(load(kept.files, isReplay: true))
        #expect(again.digest == first.digest)
        #expect(again.definition.shown == first.definition.shown)
        #expect(again.isFresh, "files that were not looked at are not missed")
        #expect(load(PipelineParts("damaged").files, isReplay: true) == nil)
    }

    @Test(
        "what it extends, and what its variables come from, make it stale",
        arguments: ["base.yaml", "word.txt"])
    func stale(_ file: String) throws {
        defer { end() }
        let pipeline = try #require(load(.local(PipelineLibrary(folders: [folder]))))
        #expect(pipeline.isFresh)
        try FileSystem.write(text: "another", to: folder + "/" + file)
        #expect(!pipeline.isFresh)
    }

    @Test("over the network: others by name, no path, no variable but those that are allowed")
    func network() throws {
        defer { end() }
        let library = PipelineLibrary(folders: [folder])
        func mistakes(_ text: String, allowing allowed: Set<String> = []) -> [String] {
            let process = VariableSource.table(["A": "x"], files: ["/s": "y"])
            return LoadedPipeline.load(
                YAMLSource(name: "pipeline.yaml", text: text), looksForDocuments: false,
                components: Installed.components,
                files: .network(library, texts: ["own": "name: own\nsteps:\n  - uses: pdf-text\n"]),
                variables: { _ in .network(allowing: allowed, from: process) }
            ).diagnostics.map(\.message)
        }
        func step(_ password: String) -> String {
            "name: p\nsteps:\n  - uses: pdf-text\n    with: {password: \"\(password)\"}\n"
        }
        #expect(mistakes("name: p\nextends: own\n").isEmpty)
        #expect(mistakes("name: p\nextends: base\n").first?.contains("may not read ${file:word.txt}") == true)
        #expect(mistakes("name: p\nextends: ./base.yaml\n").first?.contains("files are not read") == true)
        #expect(mistakes("name: p\nextends: bse\n").first?.contains("no pipeline \"bse\"") == true)
        #expect(mistakes(step("${A}")).first?.contains("may not use the variable A") == true)
        #expect(mistakes(step("${A:-b}")).count == 1)
        #expect(mistakes(step("${A}"), allowing: ["A"]).isEmpty)
        #expect(mistakes(step("${file:/s}")).count == 1)
        #expect(mistakes(step("${file:/s}"), allowing: ["file:/s"]).isEmpty)
        #expect(mistakes(step("${file:/s}"), allowing: ["/s"]).count == 1)
    }
}
