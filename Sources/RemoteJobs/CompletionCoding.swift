package import AssayKit
package import Storage

/// What a job leaves behind, as JSON.
package enum CompletionCoding {
    package static func json(_ completion: JobCompletion) -> JSONValue {
        var object = JSONObject()
        object["invoices"] = .array(completion.invoices.map(json))
        object["result"] = completion.result
        object["events"] = .array(completion.events.map(json))
        object["outbox"] = .array(completion.outbox.map(json))
        return .object(object)
    }

    package static func completion(_ json: JSONValue) throws(CodingMistake) -> JobCompletion {
        var completion = JobCompletion()
        for member in json["invoices"]?.arrayValue ?? [] { completion.invoices.append(try invoice(member)) }
        completion.result = json["result"]
        for member in json["events"]?.arrayValue ?? [] { completion.events.append(try event(member)) }
        for member in json["outbox"]?.arrayValue ?? [] { completion.outbox.append(try delivery(member)) }
        return completion
    }

    private static func json(_ outcome: InvoiceOutcome) -> JSONValue {
        var object = JSONObject()
        object["status"] = .string(outcome.status.rawValue)
        object["record"] = json(outcome.record)
        object["confidence"] = outcome.confidence.map { .double($0) }
        object["pages"] = .integer(outcome.pages)
        object["steps"] = outcome.steps
        object["metadata"] = outcome.metadata
        object["notes"] = .array(outcome.notes.map { .string($0) })
        object["failure"] = outcome.failure.map(JobCoding.json)
        let attachments = outcome.attachments.sorted { $0.key < $1.key }
        object["attachments"] = .object(
            JSONObject(attachments.map { .init(key: $0.key, value: json($0.value)) }))
        return .object(object)
    }

    private static func json(_ record: Record) -> JSONValue {
        var writer = JSONWriter(reservingCapacity: 8 << 10)
        record.write(to: &writer)
        // Written by ourselves; that it comes back whole is tested.
        return (try? JSONParser.parse(writer.bytes)) ?? .null
    }

    private static func invoice(_ json: JSONValue) throws(CodingMistake) -> InvoiceOutcome {
        guard let status = json["status"]?.stringValue.flatMap(InvoiceStatus.init(rawValue:)) else {
            throw CodingMistake(what: "an invoice's status")
        }
        let record: Record
        do {
            record = try Record(json: json["record"] ?? .null, at: "record")
        } catch {
            throw CodingMistake(what: "an invoice (\(error))")
        }
        var outcome = InvoiceOutcome(
            status: status, record: record, confidence: json["confidence"]?.doubleValue,
            pages: json["pages"]?.intValue ?? 0, steps: json["steps"] ?? .array([]),
            metadata: json["metadata"] ?? .object(JSONObject()),
            notes: json["notes"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        if let member = json["failure"] { outcome.failure = try JobCoding.failure(member) }
        for member in json["attachments"]?.objectValue?.members ?? [] {
            outcome.attachments[member.key] = try blob(member.value)
        }
        return outcome
    }

    static func json(_ blob: BlobReference) -> JSONValue {
        ["sha256": .string(blob.digest.hex), "size": .integer(blob.size)]
    }

    static func blob(_ json: JSONValue) throws(CodingMistake) -> BlobReference {
        guard let digest = json["sha256"]?.stringValue.flatMap({ BlobDigest(hex: $0) }),
            let size = json["size"]?.intValue
        else { throw CodingMistake(what: "a stored file's name") }
        return BlobReference(digest: digest, size: size)
    }

    static func json(_ draft: EventDraft) -> JSONValue {
        var object = JSONObject()
        object["type"] = .string(draft.type)
        object["owner"] = draft.owner.map { .string($0.description) }
        object["job"] = draft.job.map { .string($0.description) }
        object["invoice"] = draft.invoice.map { .string($0.description) }
        object["batch"] = draft.batch.map { .string($0.description) }
        object["source"] = draft.source.map { .string($0) }
        object["body"] = .object(draft.body)
        return .object(object)
    }

    static func event(_ json: JSONValue) throws(CodingMistake) -> EventDraft {
        guard let type = json["type"]?.stringValue else { throw CodingMistake(what: "an event") }
        return EventDraft(
            type, owner: json["owner"]?.stringValue.flatMap { UserID($0) },
            job: json["job"]?.stringValue.flatMap { JobID($0) },
            invoice: json["invoice"]?.stringValue.flatMap { InvoiceID($0) },
            batch: json["batch"]?.stringValue.flatMap { BatchID($0) }, source: json["source"]?.stringValue,
            body: json["body"]?.objectValue ?? JSONObject())
    }

    static func json(_ draft: OutboxDraft) -> JSONValue {
        var object = JSONObject()
        object["destination"] = .string(draft.destination)
        object["message_id"] = .string(draft.messageID)
        object["type"] = .string(draft.type)
        object["owner"] = draft.owner.map { .string($0.description) }
        object["body"] = draft.body
        object["part"] = draft.part.map { .integer($0) }
        return .object(object)
    }

    static func delivery(_ json: JSONValue) throws(CodingMistake) -> OutboxDraft {
        guard let destination = json["destination"]?.stringValue,
            let message = json["message_id"]?.stringValue,
            let type = json["type"]?.stringValue, let body = json["body"]
        else { throw CodingMistake(what: "a delivery") }
        return OutboxDraft(
            destination: destination, messageID: message, type: type,
            owner: json["owner"]?.stringValue.flatMap { UserID($0) }, body: body, part: json["part"]?.intValue
        )
    }
}
