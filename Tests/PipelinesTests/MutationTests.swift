import Files
import Pipelines
import Testing
import YAML

@Suite("Mistakes put into whole files")
struct MutationTests {
    static let folder = FilePath.parent(FilePath.parent(#filePath)) + "/Fixtures/Pipelines"
    static let names = ["plain", "review", "notify", "scans", "fraud", "tested"]

    private func check(_ name: String, _ text: String) -> [Diagnostic] {
        PipelineChecker.check(
            YAMLSource(name: name, text: text), components: Installed.components,
            variables: Installed.variables, documentExists: { _ in true }
        ).diagnostics
    }

    @Test("the files themselves have none", arguments: names)
    func clean(name: String) throws {
        let found = check(name, try FileSystem.readText("\(Self.folder)/\(name).yaml"))
        #expect(found.isEmpty, "\(found.map(\.text).joined(separator: "\n"))")
    }

    @Test("each is told at its line, and nearly each with the right suggestion")
    func mutations() throws {
        var all: [Mutation] = []
        for name in Self.names {
            all += Mutation.all(in: name, try FileSystem.readText("\(Self.folder)/\(name).yaml"))
        }
        var (asked, right): (Int, [String]) = (0, [])
        for mutation in all {
            let found = check(mutation.file, mutation.text)
            let first = found.first { $0.severity == .error } ?? found.first
            #expect(first?.line == mutation.line, "\(mutation.testDescription): \(found.map(\.text))")
            guard let original = mutation.original else { continue }
            asked += 1
            if first?.suggestion != original {
                right.append("\(mutation.testDescription): \(first?.text ?? "nothing")")
            }
        }
        #expect(all.count >= 200)
        #expect(right.count * 20 <= asked, "\(right.count) of \(asked):\n\(right.joined(separator: "\n"))")
    }
}
