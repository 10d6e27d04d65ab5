import Files
import Foundation

/// Runs other programs as a user does, in a folder.
struct Shell {
    let folder: String
    var environment: [String: String] = [:]

    struct Outcome {
        let status: Int32
        /// Both streams, in the order in which they came.
        let said: String
    }

    /// Runs one line of a shell to its end, the built programs first on the path.
    func run(_ line: String) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = URL(filePath: folder)
        var all = ProcessInfo.processInfo.environment
        all["PATH"] = ExecutableLocation.folder + ":" + (all["PATH"] ?? "/usr/bin:/bin")
        all["XDG_CACHE_HOME"] = Workspace.cache
        for name in [
            "ASSAY_PLUGIN_PATH", "ASSAY_PIPELINE_PATH", "MAKEFLAGS", "MAKELEVEL", "CFLAGS", "CXXFLAGS",
        ] {
            all[name] = nil
        }
        process.environment = all.merging(environment) { _, own in own }
        let out = Pipe()
        process.standardOutput = out
        process.standardError = out
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = out.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, said: String(decoding: said, as: UTF8.self))
    }

    /// Whether a program is on the path.
    static func has(_ program: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    /// Whether tests run that take minutes, or that fail where a compiler is missing.
    static let runsSlowTests = ProcessInfo.processInfo.environment["ASSAY_SLOW_TESTS"] == "1"
}
