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

    @Test("a Swift plugin from a package of its own works in a pipeline")
    func swift() throws {
        let package = workspace.folder + "/package"
        let identity = FilePath.basename(Program.repository)
        _ = try workspace.file(
            "package/Package.swift",
            """
            // swift-tools-version: 6.2
            import PackageDescription
            let package = Package(
                name: "number",
                products: [.library(name: "number", type: .dynamic, targets: ["Number"])],
                dependencies: [.package(path: "\(Program.repository)")],
                targets: [
                    .target(
                        name: "Number", dependencies: [.product(name: "AssayKit", package: "\(identity)")],
                        resources: [.embedInCode("plugin.json")])
                ])
            """)
        _ = try workspace.file(
            "package/Sources/Number/plugin.json",
            """
            {"manifest": 1, "id": "acme.swift", "version": "1.0.0", "abi": 1, "library": "libnumber.so", "components": [
              {"id": "acme.swift", "kind": "extractor", "provides": ["fields"]}]}
            """)
        _ = try workspace.file(
            "package/Sources/Number/Number.swift",
            """
            import AssayKit
            struct Number: Extractor {
                static let id = "acme.swift"
                init(configuration: NoConfiguration) {}
                func extract(
                    _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
                ) throws -> Extraction {
                    for index in 0..<document.wordCount {
                        let word = document.word(at: index)
                        guard word.text.hasPrefix("INV-") else { continue }
                        let field = Field(word.text, raw: word.text, confidence: 0.9, page: 1, box: word.box)
                        return Extraction(records: [Record(fields: ["invoice_number": field])])
                    }
                    return Extraction()
                }
            }
            private let module = PluginModule(manifest: PackageResources.plugin_json, Number.self)
            @c public func assay_plugin_entry(_ abi: UInt32) -> UnsafeRawPointer? { module.entry(abi) }
            """)
        let swift = Process()
        swift.executableURL = URL(filePath: "/usr/bin/env")
        swift.arguments = ["swift", "build", "--package-path", package, "--product", "number"]
        let log = Pipe()
        swift.standardOutput = log
        swift.standardError = log
        try swift.run()
        let said = log.fileHandleForReading.readDataToEndOfFile()
        swift.waitUntilExit()
        try #require(swift.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
        let plugins = workspace.folder + "/plugins/number"
        try FileSystem.makeDirectory(plugins)
        for (from, name) in [(".build/debug", "libnumber.so"), ("Sources/Number", "plugin.json")] {
            try FileSystem.write(try FileSystem.read("\(package)/\(from)/\(name)"), to: "\(plugins)/\(name)")
        }
        #expect(try Program.run("plugin", "inspect", plugins).status == 0)
        try check(pipeline: "  - uses: acme.swift\n", component: "acme.swift")
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
