import AssayKit
import Files
import Foundation
import Testing

@Suite("Invoices that are compared with others", .timeLimit(.minutes(4)))
struct HistoryServiceTests {
    private func eventually(_ isDone: () throws -> Bool) throws -> Bool {
        for _ in 0..<600 {
            if try isDone() { return true }
            usleep(100_000)
        }
        return false
    }

    @Test(
        "the first of two invoices learns of the second, whether the service reads them or a worker beside it",
        arguments: [false, true])
    func settled(isRemote: Bool) throws {
        let workspace = try Workspace()
        let pipelines = FilePath.parent(
            try workspace.file(
                "pipelines/compared.yaml",
                """
                name: compared
                steps:
                  - uses: pdf-text
                  - uses: gst-invoice
                  - uses: fraud-rules
                    with: {scopes: [document, file, history]}

                """))
        let service = try RunningService(
            in: workspace, "--jobs", isRemote ? "0" : "1", "--pipelines", pipelines)
        let worker = Process()
        if isRemote {
            worker.executableURL = URL(filePath: Program.path)
            worker.arguments = [
                "worker", "--data", service.data, "--jobs", "1", "--pipelines", pipelines, "--quiet",
            ]
            worker.standardOutput = FileHandle.nullDevice
            worker.standardError = FileHandle.nullDevice
            try worker.run()
        }
        defer { if worker.isRunning { kill(worker.processIdentifier, SIGKILL) } }
        var ids: [String] = []
        for number in 1...2 {
            let path = workspace.folder + "/\(number).pdf"
            try FileSystem.write(
                try FileSystem.read(Program.sample) + Array("\n% copy \(number)\n".utf8), to: path)
            let answer = try service.ask(
                "/api/invoices/upload", form: ["pipeline=compared", "files=@\(path)"])
            let first = try #require(answer.arrayValue?.first, "\(answer)")
            let id = try #require(first["id"]?.stringValue, "\(answer)")
            ids.append(id)
            let isRead = try eventually {
                !["queued", "processing"].contains(
                    try service.ask("/api/invoices/\(id)")["status"]?.stringValue ?? "queued")
            }
            #expect(isRead)
        }
        func rules(_ id: String) throws -> [String] {
            try service.ask("/api/invoices/\(id)")["flags"]?.arrayValue?.compactMap {
                $0["rule"]?.stringValue
            }
                ?? []
        }
        #expect(try rules(ids[1]).contains("DUP-02"), "the second was compared when it was read")
        #expect(try eventually { try rules(ids[0]).contains("DUP-02") })
        let invoice = try service.ask("/api/invoices/\(ids[0])")
        #expect(invoice["status"] == "flagged")
        let history = invoice["history"]?.arrayValue?.compactMap { $0["type"]?.stringValue }
        #expect(history?.last == "compared")
    }
}
