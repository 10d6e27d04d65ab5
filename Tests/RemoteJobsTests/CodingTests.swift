import AssayKit
import RemoteJobs
import Storage
import Testing

@Suite("Jobs as JSON")
struct CodingTests {
    private static let id = JobID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001)
    private static let lease = Lease(
        token: LeaseToken(high: 1, low: 2), worker: "w \"1\"", until: Timestamp(milliseconds: 55))

    @Test(
        "a job comes back whole in every state",
        arguments: [
            JobState.ready(at: Timestamp(milliseconds: 7)), .running(lease), .done, .dead(.poison),
            .cancelled,
        ])
    func job(state: JobState) throws {
        let full = Job(
            id: Self.id,
            draft: JobDraft(
                kind: "extract", queue: "q", owner: UserID(high: 3, low: 4), priority: .high,
                payload: ["file_name": "ü.pdf", "threshold": .double(0.25)], uniqueKey: "k",
                invoice: InvoiceID(high: 5, low: 6),
                batch: BatchID(high: 7, low: 8), maximumAttempts: 3, traceparent: "00-a-b-01"),
            state: state, attempts: 2, crashes: 1, cancelWanted: true,
            failure: JobFailure(.crash, code: "c", message: "m; mend", stage: "s"),
            createdAt: Timestamp(milliseconds: 1_790_000_000_123), startedAt: Timestamp(milliseconds: 2),
            finishedAt: Timestamp(milliseconds: 3), result: ["invoices": 1])
        let bare = Job(
            id: Self.id, draft: JobDraft(kind: "k"), state: state, createdAt: Timestamp(milliseconds: 0))
        for job in [full, bare] {
            let line = JSONWriter.bytes(JobCoding.json(job))
            #expect(!line.contains(UInt8(ascii: "\n")))
            #expect(try JobCoding.job(JSONParser.parse(line)) == job)
        }
    }

    @Test("a completion comes back whole")
    func completion() throws {
        var record = Record()
        record["invoice_number"] = Field("A-1", confidence: 0.75)
        record.pages = [1, 2]
        let digest = try #require(BlobDigest(hex: String(repeating: "0a", count: 32)))
        var outcome = InvoiceOutcome(status: .flagged, record: record, confidence: 0.5, pages: 2)
        outcome.steps = [["name": "s"]]
        outcome.metadata = ["a": 1]
        outcome.notes = ["n"]
        outcome.failure = JobFailure(.permanent, code: "c", message: "m")
        outcome.attachments = ["words": BlobReference(digest: digest, size: 9)]
        var completion = JobCompletion(invoices: [outcome], result: ["invoices": 1])
        let body = JSONObject([.init(key: "stage", value: "x")])
        completion.events = [
            EventDraft("stage_start", owner: UserID(high: 1, low: 1), job: Self.id, body: body)
        ]
        completion.outbox = [OutboxDraft(destination: "d", messageID: "m", type: "t", body: ["b": true])]
        let line = JSONWriter.bytes(CompletionCoding.json(completion))
        let back = try CompletionCoding.completion(JSONParser.parse(line))
        #expect(CompletionCoding.json(back) == CompletionCoding.json(completion))
        #expect(
            back.events == completion.events && back.outbox == completion.outbox
                && back.result == completion.result)
        #expect(back.invoices.first?.attachments == completion.invoices.first?.attachments)
        #expect(back.invoices.first?.failure == completion.invoices.first?.failure)
        #expect(back.invoices.first?.record == record && back.invoices.first?.confidence == 0.5)
    }

    @Test(
        "what is no job is told as such",
        arguments: ["{}", "[]", #"{"id":"x"}"#, #"{"state":{"name":"running"}}"#])
    func mistakes(text: String) throws {
        let json = try JSONParser.parse(text)
        #expect(throws: CodingMistake.self) { try JobCoding.job(json) }
        #expect(throws: CodingMistake.self) { try CompletionCoding.completion(["invoices": [json]]) }
    }
}
