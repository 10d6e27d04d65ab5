import AssayKit
import Files
import Foundation

/// Runs the built `assay` as a user does.
enum Program {
    struct Outcome {
        let status: Int32
        let out: String
        let err: String

        /// Standard output as JSON.
        var json: JSONValue {
            get throws { try JSONParser.parse(out) }
        }
        /// The objects of a JSON list.
        var results: [JSONValue] {
            get throws { try json.arrayValue ?? [] }
        }
    }

    static let path = FilePath.join(ExecutableLocation.folder, "assay")
    static let repository = FilePath.parent(FilePath.parent(FilePath.parent(#filePath)))
    static let sample = repository + "/corpora/gst/simple-001.pdf"

    /// Starts it; the caller waits for the end.
    static func start(
        _ arguments: [String], out: Pipe, err: Pipe, input: Data? = nil, environment: [String: String] = [:]
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = out
        process.standardError = err
        var inherited = ProcessInfo.processInfo.environment
        inherited["XDG_CACHE_HOME"] = Workspace.cache
        inherited["ASSAY_PLUGIN_PATH"] = nil
        inherited["ASSAY_PIPELINE_PATH"] = nil
        process.environment = inherited.merging(environment) { _, own in own }
        let stdin = Pipe()
        process.standardInput = input == nil ? FileHandle.nullDevice : stdin
        try process.run()
        if let input {
            stdin.fileHandleForWriting.write(input)
            try stdin.fileHandleForWriting.close()
        }
        return process
    }

    /// Runs it to its end.
    static func run(
        _ arguments: String..., input: Data? = nil, environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(arguments, input: input, environment: environment)
    }

    static func run(
        _ arguments: [String], input: Data? = nil, environment: [String: String] = [:]
    ) throws -> Outcome {
        let (out, err) = (Pipe(), Pipe())
        let process = try start(arguments, out: out, err: err, input: input, environment: environment)
        // What is read to its end first may be long; the other fits into a pipe in these tests.
        let printed = out.fileHandleForReading.readDataToEndOfFile()
        let complained = err.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, out: String(decoding: printed, as: UTF8.self),
            err: String(decoding: complained, as: UTF8.self))
    }
}

/// A folder for one test.
final class Workspace {
    let folder: String
    static let cache = FileManager.default.temporaryDirectory.path + "/assay-e2e-cache-\(getpid())"

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/assay-e2e-\(UInt64.random(in: 0 ... .max))"
        try FileSystem.makeDirectory(folder)
    }

    deinit {
        // A folder that stays behind is no reason to fail.
        try? FileSystem.remove(folder)
    }

    /// Puts the sample documents where the README's examples look for them.
    func linkCorpora() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/corpora", withDestinationPath: Program.repository + "/corpora")
    }

    /// Lets a plugin run in the service over `assay-data`.
    func allow(_ plugin: String) throws {
        try FileSystem.makeDirectory(folder + "/assay-data")
        let outcome = try Program.run(
            "plugin", "allow", "--lock", folder + "/assay-data/plugins.lock", plugin)
        guard outcome.status == 0 else { throw CompilationError() }
    }

    /// The path of a new file with that text.
    func file(_ name: String, _ text: String) throws -> String {
        let path = folder + "/" + name
        try FileSystem.makeDirectory(FilePath.parent(path))
        try FileSystem.write(text: text, to: path)
        return path
    }

    /// The path of a copy of the sample invoice.
    func document(_ name: String) throws -> String {
        let path = folder + "/" + name
        try FileSystem.makeDirectory(FilePath.parent(path))
        try FileSystem.write(try FileSystem.read(Program.sample), to: path)
        return path
    }

    /// A pipeline that reads text and nothing else, and what is added to it.
    func pipeline(_ name: String = "text", _ more: String = "", limits: String = "") throws -> String {
        try file("\(name).yaml", "name: \(name)\n\(limits)steps:\n  - uses: pdf-text\n\(more)")
    }

    /// Compiles a C plugin into a folder of its own.
    ///
    /// - Returns: The plugin's folder.
    func compile(
        _ source: String, manifest: String, library: String, as name: String, flags: [String] = []
    ) throws -> String {
        let folder = self.folder + "/" + name
        try FileSystem.makeDirectory(folder)
        try FileSystem.write(text: manifest, to: folder + "/plugin.json")
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/cc")
        compiler.arguments =
            [
                "-O1", "-shared", "-fPIC", "-fvisibility=hidden",
                "-I" + Program.repository + "/Sources/CAssayPlugin/include", source, "-o",
                folder + "/" + library,
                "-lpthread",
            ] + flags
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { throw CompilationError() }
        return folder
    }

    struct CompilationError: Error {}
}
