import AssayKit
import Files
import Foundation
import Testing

@Suite("The README's service", .timeLimit(.minutes(3)))
struct ServiceReadmeTests {
    private static func block(_ language: String) throws -> String {
        let text = try String(contentsOfFile: Program.repository + "/README.md", encoding: .utf8)
        let parts = text.components(separatedBy: "```\(language)\n")
        try #require(parts.count == 2)
        return try #require(parts[1].components(separatedBy: "\n```").first)
    }

    private static func run(_ program: String, _ arguments: [String], in folder: String) throws -> (
        Int32, String
    ) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.currentDirectoryURL = URL(filePath: folder)
        let out = Pipe()
        process.standardOutput = out
        try process.run()
        let printed = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, printed)
    }

    @Test("start, log in, upload a folder, look, export; SIGTERM ends it with 0 and takes service.json away")
    func shell() throws {
        let workspace = try Workspace()
        try workspace.linkCorpora()
        let running = try RunningService(in: workspace)
        // The first two lines are what the test has done by itself, on a port of its own.
        let lines = try Self.block("shell").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].hasPrefix("assay user add admin@example.com") && lines[1] == "assay serve &")
        let script = lines.dropFirst(2).joined(separator: "\n").replacing(":8000", with: ":\(running.port)")
        let (status, printed) = try Self.run(
            "bash", ["-euo", "pipefail", "-c", script], in: workspace.folder)
        #expect(status == 0, "\(printed)")
        #expect(printed.contains("\"status\":\"queued\""))
        let csv = try FileSystem.readText(workspace.folder + "/july.csv")
        #expect(csv.hasPrefix("id,invoice_number,"))
        #expect(csv.split(whereSeparator: \.isNewline).count > 2)
        #expect(running.stop() == 0)
        #expect(!FileSystem.exists(workspace.folder + "/assay-data/service.json"))
    }

    @Test("a Python client uploads, waits, corrects and approves")
    func python() throws {
        let workspace = try Workspace()
        try workspace.linkCorpora()
        let running = try RunningService(in: workspace)
        let script = try Self.block("python").replacing(":8000", with: ":\(running.port)")
        let (status, printed) = try Self.run("python3", ["-c", script], in: workspace.folder)
        #expect(status == 0 && printed == "approved\n", "\(printed)")
        #expect(running.stop() == 0)
    }
}
