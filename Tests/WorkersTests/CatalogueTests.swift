import AssayKit
import Files
import Testing

@testable import Workers

@Suite("plugins on disk", .serialized)
struct CatalogueTests {
    private func folder(_ name: String, manifest: String, library: Bool = true) throws -> String {
        let folder = try TemporaryFolder.make(name)
        try FileSystem.write(text: manifest, to: folder + "/plugin.json")
        if library { try FileSystem.write([0], to: folder + "/libx.so") }
        return folder
    }

    private func manifest(id: String = "x", component: String = "x", abi: Int = 1) -> String {
        """
        {"manifest": 1, "id": "\(id)", "version": "1.0.0", "abi": \(abi), "library": "libx.so", "needs": [],
         "components": [{"id": "\(component)", "kind": "extractor", "summary": "Reads x.",
          "config": {"type": "object", "additionalProperties": false, "properties": {}}}]}
        """
    }

    @Test("row 66: what cannot be used is passed over and named; the rest is found")
    func diagnostics() throws {
        let good = try folder("good", manifest: manifest())
        let cases: [(String, String)] = [
            (try folder("json", manifest: "{"), "the manifest is not JSON: line 1"),
            (try folder("empty", manifest: "{}"), "\"manifest\" must be 1"),
            (
                try folder("abi", manifest: manifest(id: "old", component: "old", abi: 7)),
                "ABI 7, and this host has 1;"
            ),
            (
                try folder("gone", manifest: manifest(id: "gone", component: "gone"), library: false),
                "libx.so of the plugin gone is neither beside the manifest nor in /nowhere"
            ),
            (
                try folder("twice", manifest: manifest(component: "y")),
                "the plugin x is already known from \(good)"
            ),
            (
                try folder("other", manifest: manifest(id: "other")),
                "its component x is already known from \(good)"
            ),
            ("/no/such/folder", "cannot list /no/such/folder: No such file or directory"),
        ]
        let catalogue = PluginCatalogue(folders: [good] + cases.map(\.0), hostFolder: "/nowhere")
        #expect(catalogue.libraries.map(\.id) == ["x"])
        #expect(catalogue.component("x")?.library.path == good + "/libx.so")
        #expect(catalogue.component("y") == nil)
        #expect(catalogue.diagnostics.count == cases.count)
        for (diagnostic, (folder, words)) in zip(catalogue.diagnostics, cases) {
            #expect(diagnostic.path.hasPrefix(folder))
            #expect(diagnostic.message.contains(words), "\(diagnostic)")
        }
    }

    @Test("a manifest lies up to three folders down; the library may lie beside the host")
    func depth() throws {
        let root = try TemporaryFolder.make("root")
        let host = try TemporaryFolder.make("host")
        try FileSystem.write([0], to: host + "/libx.so")
        for (path, id) in [("/a", "one"), ("/a/b/c", "three"), ("/a/b/c/d", "four")] {
            try FileSystem.makeDirectory(root + path)
            try FileSystem.write(text: manifest(id: id, component: id), to: root + path + "/plugin.json")
        }
        let catalogue = PluginCatalogue(folders: [root], hostFolder: host)
        #expect(catalogue.libraries.map(\.id).sorted() == ["one", "three"])
        #expect(catalogue.plugin("one")?.path == host + "/libx.so")
        #expect(catalogue.diagnostics.isEmpty)
    }

    @Test("inspection compares the library with its manifest")
    func inspection() async throws {
        let plugin = try FaultPlugin()
        let bench = try Bench()
        let honest = try await bench.pool.inspect(try plugin.library())
        #expect(honest.abi == "1.4")
        #expect(honest.builtWith == "cc")
        #expect(honest.components == ["fault", "fault-check", "fault-tell"])
        #expect(honest.disagreements.isEmpty, "\(honest.disagreements)")

        let changed = try FileSystem.readText(plugin.manifestPath)
            .replacing("\"fault-tell\"", with: "\"fault-told\"").replacing("validator", with: "notifier")
        try FileSystem.write(text: changed, to: plugin.manifestPath)
        let dishonest = try await bench.pool.inspect(try plugin.library())
        #expect(dishonest.disagreements.count == 4)
        #expect(
            dishonest.disagreements[0].contains("is not the manifest that libassay-fault.so was built with"))
        await bench.pool.shutdown()
    }

    @Test("a lock admits the bytes that were allowed, with their grants, and no others")
    func lock() throws {
        let plugin = try FaultPlugin()
        let path = try TemporaryFolder.make("lock") + "/plugins.lock"
        var lock = try PluginLock(file: path)
        #expect(lock.entries.isEmpty)
        let library = try plugin.library()
        #expect(try lock.admitted(library) == nil)
        try lock.allow(library, grants: [])
        try lock.write(to: path)
        let read = try PluginLock(file: path)
        #expect(read == lock)
        #expect(try read.admitted(library)?.mayAskHistory == false)
        #expect(library.mayAskHistory)

        var bytes = try FileSystem.read(plugin.libraryPath)
        bytes.append(0)
        try FileSystem.write(bytes, to: plugin.libraryPath)
        #expect(try read.admitted(try plugin.library()) == nil)
        #expect(try read.admitted(library) != nil, "what was read before is what runs")
        let revoked = [lock.revoke("fault"), lock.revoke("fault")]
        #expect(revoked == [true, false])
    }

    @Test(
        "a lock that is none says so",
        arguments: [
            ("{", "it is not JSON"), ("{}", "it has no \"lock\": 1"),
            (
                "{\"lock\":1,\"plugins\":[{\"id\":\"x\",\"sha256\":\"12\"}]}",
                "plugins[0] has no id or no sha256"
            ),
        ])
    func brokenLock(text: String, words: String) throws {
        let path = try TemporaryFolder.make("lock") + "/plugins.lock"
        try FileSystem.write(text: text, to: path)
        #expect {
            try PluginLock(file: path)
        } throws: {
            "\($0)".contains(words) && "\($0)".contains("write it anew with assay plugin allow")
        }
    }
}

@Suite("the plugins that ship")
struct BundledPluginTests {
    @Test("every one loads in a sandboxed worker and agrees with its manifest")
    func load() async throws {
        let catalogue = PluginCatalogue(folders: [FaultPlugin.repository + "/Plugins"])
        #expect(!catalogue.libraries.isEmpty)
        let bench = try Bench()
        for library in catalogue.libraries {
            let inspection = try await bench.pool.inspect(library)
            #expect(inspection.disagreements.isEmpty, "\(library.id): \(inspection.disagreements)")
        }
        await bench.pool.shutdown()
    }
}
