import AssayKit
import Files
import Foundation

@testable import Workers

/// The fault plugin, compiled into a temporary folder, once a process and variant.
struct FaultPlugin {
    /// The folder with `plugin.json` and the library.
    let folder: String
    var libraryPath: String { folder + "/libassay-fault.so" }
    var manifestPath: String { folder + "/plugin.json" }

    /// The well-built one.
    static let good = Result { try FaultPlugin() }

    static let repository = FilePath.parent(FilePath.parent(FilePath.parent(#filePath)))
    static let sources = repository + "/Tests/Fixtures/FaultPlugin"

    init(flags: [String] = [], needs: String = "\"history\"") throws {
        folder = try TemporaryFolder.make("fault")
        let manifest = try FileSystem.readText(Self.sources + "/plugin.json")
            .replacing("\"needs\": [\"history\"]", with: "\"needs\": [\(needs)]")
        try FileSystem.write(text: manifest, to: folder + "/plugin.json")
        let literal =
            manifest.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.replacing("\"", with: "\\\"") }.joined(separator: "\\n")
        try FileSystem.write(text: "#define FAULT_MANIFEST \"\(literal)\"\n", to: folder + "/manifest.h")
        try compile(flags)
    }

    private func compile(_ flags: [String]) throws {
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/cc")
        compiler.arguments =
            [
                "-shared", "-fPIC", "-fvisibility=hidden",
                "-I\(Self.repository)/Sources/CAssayPlugin/include",
                "-include", folder + "/manifest.h", Self.sources + "/fault.c", "-o", libraryPath, "-lpthread",
            ] + flags
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { throw CompilationError() }
    }

    struct CompilationError: Error {}

    /// The plugin as a pool takes it.
    func library(grants: [String]? = nil) throws -> PluginLibrary {
        let bytes = try FileSystem.read(manifestPath)
        return PluginLibrary(
            manifest: try PluginManifest(json: try JSONParser.parse(bytes)), manifestPath: manifestPath,
            manifestBytes: bytes, path: libraryPath, grants: grants)
    }
}

/// Folders that the tests leave in the system's temporary folder, removed when the process ends.
enum TemporaryFolder {
    static func make(_ name: String) throws -> String {
        let path = "/tmp/assay-test-\(name)-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        try FileSystem.makeDirectory(path)
        cleaner.add(path)
        return path
    }

    private static let cleaner = Cleaner()

    private final class Cleaner: @unchecked Sendable {
        // `lock` guards `paths`.
        private let lock = NSLock()
        private var paths: [String] = []

        init() { atexit { TemporaryFolder.cleaner.clean() } }

        func add(_ path: String) { lock.withLock { paths.append(path) } }

        func clean() {
            // A folder that stays behind in /tmp is no reason to fail.
            for path in lock.withLock({ paths }) { try? FileSystem.remove(path) }
        }
    }
}

/// A pool with short limits, and calls of the fault plugin.
struct Bench {
    let pool: WorkerPool
    let library: PluginLibrary

    init(grants: [String]? = nil, _ adjust: (inout PoolSettings) -> Void = { _ in }) throws {
        var settings = PoolSettings()
        settings.concurrency = 2
        // A busy machine must not decide a test: only those about time have short limits.
        settings.question = 60_000
        settings.idle = 600_000
        adjust(&settings)
        pool = try WorkerPool(settings: settings)
        library = try FaultPlugin.good.get().library(grants: grants)
    }

    func call(
        _ modes: String..., component: String = "fault", limits: CallLimits = CallLimits(timeout: 60_000)
    ) -> WorkerCall {
        WorkerCall(
            library: library,
            steps: modes.map { .init(component: component, options: Array("{\"mode\":\"\($0)\"}".utf8)) },
            limits: limits, name: "a.pdf")
    }

    /// One more call that must go well, whatever happened before.
    func answersNext() async throws -> Bool {
        try await pool.call(call("ok")).last?.value?["mode"]?.stringValue == "ok"
    }

    /// The failure of a call that must not go well.
    func failure(_ call: WorkerCall) async -> WorkerFailure? {
        do throws(WorkerFailure) {
            _ = try await pool.call(call)
            return nil
        } catch {
            return error
        }
    }
}
