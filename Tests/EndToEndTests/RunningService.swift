import AssayKit
import Files
import Foundation
import Testing

/// `assay serve` over a data folder, on a free port, with an admin who is logged in.
final class RunningService {
    let data: String
    private(set) var process: Process
    private(set) var port = 0
    /// The admin's.
    private(set) var token = ""
    var url: String { "http://127.0.0.1:\(port)" }
    private let arguments: [String]
    private let environment: [String: String]
    /// Where its log goes; nil: nowhere.
    private let log: String?
    private static let password = "correct horse battery"

    /// `arguments`: What stands behind `serve`, besides folder and port.
    init(
        in workspace: Workspace, _ arguments: String..., environment: [String: String] = [:],
        log: String? = nil
    ) throws {
        data = workspace.folder + "/assay-data"
        self.environment = environment
        self.log = log
        self.arguments = arguments
        process = Process()
        let added = try Program.run(
            "user", "add", "admin@example.com", "--role", "admin", "--password-stdin", "--data", data,
            input: Data((Self.password + "\n").utf8))
        try #require(added.status == 0, "\(added.err)")
        try start()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// Starts it again.
    func start() throws {
        process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments =
            ["serve", "--data", data, "--port", "0"] + (log == nil ? ["--quiet"] : []) + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
        // Nobody reads these; a pipe could fill up.
        process.currentDirectoryURL = URL(filePath: FilePath.parent(data))
        let sink = try log.map { path in
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            return try FileHandle(forWritingTo: URL(filePath: path))
        }
        process.standardOutput = sink ?? FileHandle.nullDevice
        process.standardError = sink ?? FileHandle.nullDevice
        try process.run()
        var found: Int?
        for _ in 0..<600 where found == nil {
            // The file of a process that was killed stays behind.
            if let text = try? FileSystem.readText(data + "/service.json") {
                let file = try JSONParser.parse(text)
                if file["pid"]?.intValue == Int(process.processIdentifier) { found = file["port"]?.intValue }
            }
            usleep(50_000)
        }
        port = try #require(found)
        let login = try ask(
            "/api/auth/login",
            json: #"{"username": "admin@example.com", "password": "\#(Self.password)"}"#)
        token = try #require(login["access_token"]?.stringValue)
    }

    /// Ends it as a power cut would.
    func killHard() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to end.
    ///
    /// - Returns: Its exit status.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// What it answers, as JSON; the text where it is none.
    @discardableResult
    func ask(
        _ path: String, _ method: String? = nil, json: String? = nil, form: [String] = [],
        headers: [String] = [], input: [UInt8]? = nil
    ) throws -> JSONValue {
        let curl = Process()
        curl.executableURL = URL(filePath: "/usr/bin/env")
        var arguments = ["curl", "-s", "--max-time", "60", "http://127.0.0.1:\(port)\(path)"]
        if !token.isEmpty { arguments += ["-H", "Authorization: Bearer \(token)"] }
        if let method { arguments += ["-X", method] }
        if let json { arguments += ["-H", "Content-Type: application/json", "--data-binary", json] }
        for part in form { arguments += ["-F", part] }
        for header in headers { arguments += ["-H", header] }
        curl.arguments = arguments
        let out = Pipe()
        curl.standardOutput = out
        let stdin = Pipe()
        curl.standardInput = input == nil ? FileHandle.nullDevice : stdin
        try curl.run()
        if let input {
            stdin.fileHandleForWriting.write(Data(input))
            try stdin.fileHandleForWriting.close()
        }
        let bytes = out.fileHandleForReading.readDataToEndOfFile()
        curl.waitUntilExit()
        return (try? JSONParser.parse(Array(bytes))) ?? .string(String(decoding: bytes, as: UTF8.self))
    }

    /// Runs lines of the README, which know `$URL` and `$AUTH`.
    ///
    /// - Returns: What they print, as JSON; the text where it is none.
    func shell(_ lines: String) throws -> JSONValue {
        let shell = Process()
        shell.executableURL = URL(filePath: "/usr/bin/env")
        shell.arguments = ["bash", "-euo", "pipefail", "-c", lines]
        shell.environment = ProcessInfo.processInfo.environment.merging(
            ["URL": "http://127.0.0.1:\(port)", "AUTH": "Authorization: Bearer \(token)"]) { _, own in own }
        let out = Pipe()
        shell.standardOutput = out
        try shell.run()
        let bytes = out.fileHandleForReading.readDataToEndOfFile()
        shell.waitUntilExit()
        return (try? JSONParser.parse(Array(bytes))) ?? .string(String(decoding: bytes, as: UTF8.self))
    }
}
