import AssayKit
import Files
import Foundation
import Loopback
import Testing

@Suite("Upload by address, pages and words", .timeLimit(.minutes(3)))
struct RemoteDocumentTests {
    private struct Failed: Error { let answer: String }

    /// Runs curl against the service.
    private static func ask(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["curl", "-s"] + arguments
        let out = Pipe()
        process.standardOutput = out
        try process.run()
        let data = out.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }

    @Test("an address is fetched with the stages' percentages, read, and shown page by page")
    func upload() async throws {
        let document = try FileSystem.read(Program.sample)
        let server = try DocumentServer(document: document)
        let workspace = try Workspace()
        let service = try RunningService(in: workspace, "--fetch-allow", "127.0.0.1", "--fetch-http")
        func ask(_ path: String, _ more: String...) throws -> Data {
            try Self.ask(["-H", "Authorization: Bearer \(service.token)", service.url + path] + more)
        }
        func send(_ more: String) throws -> JSONValue {
            let body = "{\"blob_url\":\"\(server.url)/invoices/march.pdf?key=1\"\(more)}"
            return try JSONParser.parse(
                Array(try ask("/api/invoices/upload", "-H", "Content-Type: application/json", "-d", body)))
        }
        func finished(_ task: String) async throws -> JSONValue {
            for _ in 0..<600 {
                let status = try JSONParser.parse(Array(try ask("/api/invoices/status/\(task)")))
                if ["completed", "failed"].contains(status["status"]?.stringValue) { return status }
                try await Task.sleep(for: .milliseconds(50))
            }
            throw Failed(answer: "\(try JSONParser.parse(Array(try ask("/api/admin/jobs"))))")
        }
        let accepted = try send("")
        #expect(accepted["success"] == true && accepted["filename"] == "march.pdf", "\(accepted)")
        let task = try #require(accepted["task_id"]?.stringValue)
        let id = try #require(accepted["invoice_id"]?.stringValue)
        #expect(accepted["websocket"]?["path"]?.stringValue == "/ws/invoices/\(id)")
        #expect(accepted["websocket"]?["room"]?.stringValue == "task_\(task)")
        let status = try await finished(task)
        #expect(status["status"] == "completed" && status["progress"]?.doubleValue == 100, "\(status)")
        let number = status["result"]?["structured_data"]?["invoice_number"]
        #expect(number == "INV-2026-001" && status["result"]?["auto_saved"] == true, "\(status)")
        #expect(status["result"]?["invoice_ids"]?.arrayValue?.count == 1)
        #expect(Array(try ask("/api/invoices/\(id)/document")) == document)

        let unsaved = try send(",\"auto_save\":false,\"filename\":\"other.pdf\"")
        #expect(unsaved["invoice_id"]?.isNull == true && unsaved["filename"] == "other.pdf", "\(unsaved)")
        let result = try await finished(try #require(unsaved["task_id"]?.stringValue))["result"]
        #expect(result?["structured_data"]?["invoice_number"] == number && result?["auto_saved"] == false)

        for (query, width) in [("", 1000), ("?width=333", 333), ("", 1000)] {
            let picture = Array(try ask("/api/invoices/\(id)/pages/1.png\(query)"))
            #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]), "\(picture.count)")
            // IHDR's width: bytes 16 to 19, the most significant first (PNG, section 11.2.1).
            #expect(picture.dropFirst(16).prefix(4).reduce(0) { $0 << 8 | Int($1) } == width)
        }
        let words = try JSONParser.parse(Array(try ask("/api/invoices/\(id)/words")))
        let page = try #require(words["pages"]?.arrayValue?.first)
        let texts = page["words"]?.arrayValue?.compactMap { $0["text"]?.stringValue } ?? []
        #expect(texts.contains("INV-2026-001") && page["width"]?.doubleValue == 595, "\(texts)")
        let none = try JSONParser.parse(Array(try ask("/api/invoices/\(id)/pages/9.png")))
        #expect(none["code"] == "not_found", "\(none)")
        #expect(service.stop() == 0)
    }
}
