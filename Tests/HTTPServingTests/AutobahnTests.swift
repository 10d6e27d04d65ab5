import Foundation
import Testing

@testable import HTTPServing

/// The Autobahn test suite, for machines that have it: `make autobahn`.
///
/// It needs Python 2.7 with autobahntestsuite 25.10.1; `ASSAY_WSTEST` is the command that starts it.
@Suite("Autobahn", .timeLimit(.minutes(10)))
struct AutobahnTests {
    private static let command = ProcessInfo.processInfo.environment["ASSAY_WSTEST"]

    @Test(
        "row 53: the Autobahn suite's sections 1 to 7 and 10: none failed", .enabled(if: command != nil))
    func suite() async throws {
        let command = try #require(Self.command)
        let server = try WebSocketTests.echo()
        let folder =
            FileManager.default.temporaryDirectory.path + "/assay-autobahn-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // A folder that stays behind is no reason to fail.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spec: [String: Any] = [
            "outdir": folder + "/report", "cases": (1...7).map { "\($0).*" } + ["10.*"], "exclude-cases": [],
            "exclude-agent-cases": [:], "options": ["failByDrop": false],
            "servers": [["agent": "assay", "url": "ws://127.0.0.1:\(server.port)/ws/echo"]],
        ]
        let path = folder + "/spec.json"
        try JSONSerialization.data(withJSONObject: spec).write(to: URL(filePath: path))
        let status = try await blocking {
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", command + " -m fuzzingclient -s '" + path + "'"]
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
        await server.stop()
        #expect(status == 0)
        struct Case: Decodable { let behavior: String, behaviorClose: String }
        let report = try JSONDecoder().decode(
            [String: [String: Case]].self,
            from: Data(contentsOf: URL(filePath: folder + "/report/index.json")))
        let cases = try #require(report["assay"])
        #expect(cases.count >= 247)
        let failed = cases.filter { $0.value.behavior == "FAILED" || $0.value.behaviorClose == "FAILED" }
        #expect(failed.isEmpty, "\(failed.keys.sorted())")
    }
}
