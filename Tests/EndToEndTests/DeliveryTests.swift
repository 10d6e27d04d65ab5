import AssayKit
import Foundation
import Testing

@Suite("What the service delivers", .timeLimit(.minutes(3)))
struct DeliveryTests {
    @Test("a notify step's message survives kill -9 during its delivery and comes again with the same id")
    func survivesKill() throws {
        let (workspace, receiver) = (try Workspace(), try Receiver())
        _ = try workspace.pipeline(
            "told",
            """
            notify:
              - uses: webhook
                on: [failed]
                with: {url: "http://127.0.0.1:1/never", allow_http: true, allow: [127.0.0.1]}
              - uses: webhook
                name: erp
                with: {url: "http://127.0.0.1:\(receiver.port)/hook", allow_http: true, allow: [127.0.0.1]}

            """)
        let service = try RunningService(in: workspace, "--pipelines", workspace.folder)
        receiver.answer(.silence)
        let upload = try service.ask(
            "/api/invoices/upload", form: ["pipeline=told", "files=@\(Program.sample)"])
        let accepted = try #require(upload.arrayValue?.first, "\(upload)")
        try #require(receiver.wait(for: 1))
        let status = try service.ask("/api/invoices/\(accepted["id"]?.stringValue ?? "")")["status"]
        #expect(status?.stringValue == "processed" || status?.stringValue == "needs_review", "stored apart")
        service.killHard()
        receiver.answer(.status(204))
        try service.start()
        try #require(receiver.wait(for: 2))
        let requests = receiver.requests
        #expect(requests.map(\.line) == ["POST /hook", "POST /hook"])
        #expect(Set(requests.map { $0.headers["webhook-id"] }).count == 1)
        let event = try JSONParser.parse(requests[1].body)
        #expect(event["data"]?["invoice_id"] == accepted["id"])
        #expect(event["data"]?["task_id"] == accepted["task_id"])
        #expect(event["data"]?["file"] == "simple-001.pdf")
        var metrics = ""
        for _ in 0..<200 where !metrics.contains("assay_deliveries{state=\"delivered\"} 1.0") {
            metrics = try service.ask("/metrics").stringValue ?? ""
            usleep(50_000)
        }
        #expect(metrics.contains("assay_deliveries{state=\"delivered\"} 1.0"))
        #expect(metrics.contains("assay_deliveries{state=\"pending\"} 0.0"))
        #expect(service.stop() == 0)
    }

    @Test("row 28, 30 and the README's webhook: told, cut off when it never ends, disabled after 410")
    func subscriptions() throws {
        let (workspace, receiver) = (try Workspace(), try Receiver())
        let service = try RunningService(in: workspace, "--webhook-allow", "127.0.0.1", "--webhook-http")
        let text = try String(contentsOfFile: Program.repository + "/README.md", encoding: .utf8)
        let block = try #require(
            text.components(separatedBy: "```bash\n").last?.components(separatedBy: "\n```").first)
        let made = try service.shell(
            block.replacing("https://erp.example.com/assay", with: "http://127.0.0.1:\(receiver.port)/hook"))
        let id = try #require(made["id"]?.stringValue, "\(made)")
        #expect(made["secret"]?.stringValue?.hasPrefix("whsec_") == true)
        // 64 KiB of it are read, and what it said is known by then.
        receiver.answer(.endless)
        _ = try service.ask("/api/invoices/upload", form: ["files=@\(Program.sample)"])
        try #require(receiver.wait(for: 1))
        var latest: JSONValue = .null
        func settled(_ status: String) throws -> Bool {
            for _ in 0..<600 {
                latest =
                    try service.ask("/api/webhooks/\(id)/deliveries")["deliveries"]?.arrayValue?.first
                    ?? .null
                if latest["status"]?.stringValue == status { return true }
                usleep(50_000)
            }
            return false
        }
        #expect(try settled("delivered"), "\(latest)")
        #expect(receiver.requests.last?.headers["webhook-signature"]?.hasPrefix("v1,") == true)
        let event = try JSONParser.parse(receiver.requests[0].body)
        #expect(event["type"] == "invoice.processed" && event["data"]?["invoice_id"] != nil)
        receiver.answer(.status(410))
        _ = try service.ask("/api/webhooks/\(id)/test", "POST")
        try #require(receiver.wait(for: 2))
        #expect(try settled("dead"), "\(latest)")
        let after = try service.ask("/api/webhooks/\(id)")
        #expect(after["status"] == "disabled")
        #expect(after["disabled_reason"]?.stringValue?.contains("410") == true)
        #expect(service.stop() == 0)
    }
}
