import AssayKit
import Files
import Glibc
import Testing

@testable import Workers

@Suite("Libraries that are replaced, and those that may run", .serialized)
struct ReplacementTests {
    @Test(
        "a call that is under way ends with the old library; the next one finds the new, and the old worker goes"
    )
    func drain() async throws {
        let bench = try Bench()
        _ = try await bench.pool.call(bench.call("ok"))
        let pool = bench.pool
        let napping = Task { [call = bench.call("nap")] in try await pool.call(call) }
        for _ in 0..<1000 where pool.figures(of: "fault").running == 0 {
            try await Task.sleep(for: .milliseconds(5))
        }
        let old = Set(await pool.processes())
        #expect(!old.isEmpty)
        bench.library.release()
        pool.drainReleased()
        var next = bench.call("ok")
        next.library = try FaultPlugin.good.get().library()
        #expect(try await pool.call(next).last?.value?["mode"]?.stringValue == "ok")
        #expect(!Set(await pool.processes()).isSubset(of: old), "a fresh worker took it")
        #expect(try await napping.value.last?.isOK == true)
        for _ in 0..<2000 where !old.isDisjoint(with: Set(await pool.processes())) {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(old.isDisjoint(with: Set(await pool.processes())), "the old workers have gone")
        let figures = pool.figures(of: "fault")
        #expect(figures.calls == 3 && figures.crashes == 0 && figures.running == 0)
        #expect((figures.latency(0.5) ?? 0) > 0)
        await pool.shutdown()
    }

    @Test("a library that is written over in place goes on as it was read")
    func inPlace() async throws {
        let plugin = try FaultPlugin()
        let bench = try Bench()
        var call = bench.call("ok")
        call.library = try plugin.library()
        _ = try await bench.pool.call(call)
        let descriptor = try #require(fopen(plugin.libraryPath, "r+"))
        #expect(ftruncate(fileno(descriptor), 100) == 0)
        fclose(descriptor)
        for _ in 0..<3 { #expect(try await bench.pool.call(call).last?.isOK == true) }
        #expect(bench.pool.figures(of: "fault").crashes == 0)
        await bench.pool.shutdown()
    }

    @Test("calls are counted by how they ended")
    func figures() async throws {
        let bench = try Bench()
        _ = try await bench.pool.call(bench.call("fail"))
        #expect(await bench.failure(bench.call("segfault")) != nil)
        #expect(await bench.failure(bench.call("sleep", limits: CallLimits(timeout: 300))) != nil)
        let broken = bench.pool.figures(of: "fault")
        #expect(broken.calls == 3 && broken.errors == 1 && broken.crashes == 1 && broken.timeouts == 1)
        #expect(broken.trouble?.contains("fault") == true)
        #expect(try await bench.answersNext())
        #expect(bench.pool.figures(of: "fault").trouble == nil)
        #expect(bench.pool.figures(of: "other") == CallFigures())
        await bench.pool.shutdown()
    }

    @Test("the gate: trusted folders, the list's bytes and grants, and a list that can't be read")
    func gate() throws {
        let plugin = try FaultPlugin()
        let folder = try TemporaryFolder.make("gate")
        let path = folder + "/plugins.lock"
        func gate(_ trusted: [String] = []) -> PluginGate { PluginGate(file: path, trusted: trusted) }
        func admitted(_ gate: PluginGate) throws -> [String]? {
            switch gate.verdict(on: try plugin.library()) {
            case .admitted(let library): return library.grants
            case .refused(let reason):
                #expect(reason.contains("fault"), "\(reason)")
                return nil
            }
        }
        #expect(try admitted(.open) == ["history"])
        #expect(try admitted(gate()) == ["history"], "without a list all may run")
        try PluginLock().write(to: path)
        #expect(try admitted(gate()) == nil)
        guard case .refused(let reason) = gate().verdict(on: try plugin.library()) else { return }
        #expect(reason.contains("assay plugin allow --lock \(path) \(plugin.folder)"), "\(reason)")
        #expect(try admitted(gate([plugin.folder])) == ["history"])
        var lock = PluginLock()
        try lock.allow(try plugin.library(), grants: [])
        try lock.write(to: path)
        #expect(try admitted(gate()) == [], "granted what the list says")
        let catalogue = PluginCatalogue(folders: [plugin.folder], gate: gate())
        #expect(catalogue.libraries.map(\.grants) == [[]] && catalogue.refused.isEmpty)
        try FileSystem.write(Array("other bytes".utf8), to: plugin.libraryPath)
        #expect(try admitted(gate()) == nil)
        let other = PluginCatalogue(folders: [plugin.folder], gate: gate())
        #expect(other.libraries.isEmpty && other.refused.map(\.library.id) == ["fault"])
        #expect(other.diagnostics.count == 1)
        try FileSystem.write(text: "{", to: path)
        #expect(try admitted(gate()) == nil, "a list that can't be read lets nobody in")
        #expect(try admitted(gate([plugin.folder])) == ["history"])
    }
}
