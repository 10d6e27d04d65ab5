import AssayKit
import HTTPServing
import Service
import SocketClient
import Storage
import StorageSQLite
import Testing

extension TestService {
    /// Opens a WebSocket with somebody's token.
    func socket(
        _ path: String, as user: String?, headers: [String: String] = [:], receiveBuffer: Int32? = nil
    ) async throws -> SocketClient {
        var all = headers
        if let user { all["Authorization"] = "Bearer " + (tokens[user] ?? user) }
        let (port, fields) = (server.port, all)
        return try await blocking {
            try SocketClient(port: port, path, headers: fields, receiveBuffer: receiveBuffer)
        }
    }

    /// Uploads one document.
    func submit(_ name: String, as user: String = "ann", batch: String? = nil) async throws -> (
        invoice: String, task: String
    ) {
        let answer = try await upload(
            [(name, "%PDF-1.4 \(name)")], as: user, fields: batch.map { ["batch_id": $0] } ?? [:])
        let entry = try #require(answer.json.arrayValue?.first)
        return (
            try #require(entry["id"]?.stringValue), try #require(entry["task_id"]?.stringValue)
        )
    }

    /// Makes a batch.
    func batch(_ name: String, as user: String = "ann") async throws -> String {
        let answer = try await ask("POST", "/api/batches", as: user, json: "{\"name\":\"\(name)\"}")
        return try #require(answer["id"])
    }

    /// Works on the next document as a runner does: progress on the board, stages and the result in the store.
    func work(failure: JobFailure? = nil) async throws {
        let job = try #require(try await store.claim(queue: "default", worker: "w", limit: 1).first)
        let lease = try #require(job.lease).token
        func note(_ stage: String, _ percent: Double) {
            house.progress.note(
                job.id, invoice: job.invoice, batch: job.batch, owner: job.owner, stage: stage,
                percent: percent,
                message: stage)
        }
        note("fetch", 20)
        note("gst-invoice", 55)
        if let failure {
            _ = try await store.fail(job.id, lease: lease, failure)
            return note("complete", 100)
        }
        var record = Record()
        record["total"] = Field("1180.00", confidence: 0.9)
        record.flags = [
            Flag(rule: "ARI-05", severity: .medium, message: "does not add up", source: "rule 46")
        ]
        var completion = JobCompletion(
            invoices: [InvoiceOutcome(status: .flagged, record: record, confidence: 0.9, pages: 1)])
        completion.events = [
            .stageStart("gst-invoice", of: job, description: "Step 1 of 1: gst-invoice", progress: 20),
            .stageComplete("gst-invoice", of: job, outcome: "done", milliseconds: 3, progress: 90),
        ]
        _ = try await store.complete(job.id, lease: lease, completion)
        note("complete", 100)
    }
}
