import AssayKit
import Files
import Foundation
import Testing

@Suite("Incoming webhooks, from the message to the invoice", .timeLimit(.minutes(3)))
struct IncomingHookTests {
    private static let sources = """
        sources:
          chat:
            owner: admin@example.com
            verify: {scheme: token, secret: a-token-of-some-length, header: X-Token, id_header: X-Id}
            documents: "[.files[] | {name, content: .data}]"
            contact: "{id: .from.id, name: .from.name}"
            message: "{text}"
            aliases: [umbler]

        """

    private func send(_ service: RunningService, _ id: String, _ body: JSONValue) throws -> JSONValue {
        try service.ask(
            "/api/umbler", json: "@-", headers: ["X-Token: a-token-of-some-length", "X-Id: \(id)"],
            input: JSONWriter.bytes(body))
    }

    private func eventually(_ isDone: () throws -> Bool) throws -> Bool {
        for _ in 0..<600 {
            if try isDone() { return true }
            usleep(50_000)
        }
        return false
    }

    @Test(
        "a chat's file becomes an invoice of the source's owner, its sender a contact; a repeat has no effect"
    )
    func chat() throws {
        let workspace = try Workspace()
        _ = try workspace.file("assay-data/hooks.yaml", Self.sources)
        let service = try RunningService(in: workspace)
        let data = Data(try FileSystem.read(Program.sample)).base64EncodedString()
        let message: JSONValue = [
            "text": "the invoice of July", "from": ["id": 77, "name": "Asha"],
            "files": [["name": "july.pdf", "data": .string(data)], ["name": "no.pdf", "data": "AAAA"]],
        ]
        #expect(try send(service, "1", message)["status"] == "accepted")
        #expect(try send(service, "1", message)["status"] == "repeated")
        var invoices: [JSONValue] = []
        #expect(
            try eventually {
                invoices = try service.ask("/api/invoices")["invoices"]?.arrayValue ?? []
                return invoices.first?["invoice_number"] == "INV-2026-001"
            }, "\(invoices)")
        #expect(invoices.count == 1)
        let stats = try service.ask("/api/umbler/stats")
        #expect(stats["total_messages"] == 1 && stats["total_contacts"] == 1 && stats["total_documents"] == 1)
        let contacts = try service.ask("/api/hooks/chat/contacts?limit=1")["contacts"]?.arrayValue
        #expect(contacts?.first?["name"] == "Asha" && contacts?.first?["id"] == "77")
        let jobs = try service.ask("/api/admin/jobs")["jobs"]?.arrayValue ?? []
        #expect(jobs.filter { $0["kind"] == "hook" }.count == 1)
        #expect(service.stop() == 0)
    }

    @Test("mistakes in the file keep the service from starting, also those that only jq finds")
    func mistakes() throws {
        let workspace = try Workspace()
        let file = try workspace.file(
            "hooks.yaml", Self.sources.replacing("[.files[] |", with: "[.files[ |"))
        let data = workspace.folder + "/data"
        let outcome = try Program.run("serve", "--data", data, "--port", "0", "--hooks", file)
        #expect(outcome.status != 0)
        #expect(outcome.err.contains("hooks.yaml:5:16: "), "\(outcome.err)")
        #expect(!outcome.err.contains("a-token-of-some-length"))
    }
}
