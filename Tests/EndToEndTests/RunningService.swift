import AssayKit
import Files
import Foundation
import Testing

/// A service that runs as the README says, on a free port, with an admin and the sample documents beside it.
final class RunningService {
    static let admin = "admin@example.com"
    static let password = "correct horse battery"
    let workspace: Workspace
    let process: Process
    let port: Int
    var url: String { "http://127.0.0.1:\(port)" }
    var data: String { workspace.folder + "/assay-data" }

    init(_ arguments: String...) throws {
        workspace = try Workspace()
        try FileManager.default.createSymbolicLink(
            atPath: workspace.folder + "/corpora", withDestinationPath: Program.repository + "/corpora")
        let data = workspace.folder + "/assay-data"
        let added = try Program.run(
            "user", "add", Self.admin, "--role", "admin", "--password-stdin", "--data", data,
            input: Data("\(Self.password)\n".utf8))
        try #require(added.status == 0, "\(added.err)")
        // Nobody reads these; a pipe could fill up.
        process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["serve", "--data", data, "--port", "0", "--quiet"] + arguments
        process.currentDirectoryURL = URL(filePath: workspace.folder)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        var found: Int?
        for _ in 0..<600 where found == nil {
            if let text = try? FileSystem.readText(data + "/service.json") {
                found = try JSONParser.parse(text)["port"]?.intValue
            }
            usleep(50_000)
        }
        port = try #require(found)
    }

    /// The admin's token.
    func logIn() throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "curl", "-s", url + "/api/auth/login", "-d", "username=\(Self.admin)&password=\(Self.password)",
        ]
        let out = Pipe()
        process.standardOutput = out
        try process.run()
        let answer = out.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try #require(try JSONParser.parse(Array(answer))["access_token"]?.stringValue)
    }

    /// Asks it to end.
    ///
    /// - Returns: Its exit status.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    deinit { if process.isRunning { process.terminate() } }
}
