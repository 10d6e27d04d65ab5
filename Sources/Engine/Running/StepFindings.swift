internal import AssayKit

/// What a step's JSON says: records, requests for a second look, metadata.
struct StepFindings {
    var records: [Record] = []
    var requests: [LookRequest] = []
    var metadata = JSONObject()

    /// Reads a step's result; none at all is an empty one.
    ///
    /// - Throws: A sentence that names the member that is wrong.
    init(_ reply: StepReply, of step: PlanStep) throws(CallFailure) {
        guard let bytes = reply.json, !bytes.isEmpty else { return }
        do {
            let json = try JSONParser.parse(bytes)
            records = try [Record](json: json)
            requests = (json["requests"]?.arrayValue ?? []).prefix(Self.mostRequests).compactMap(
                LookRequest.init(json:))
            metadata = json["metadata"]?.objectValue ?? JSONObject()
        } catch {
            throw .malformed("the result of \(step.uses) can't be used: \(error)", plugin: step.plugin)
        }
        for index in records.indices { records[index].stamp(step: step.name) }
    }

    /// Further requests of one answer are left out.
    static let mostRequests = 64
}

extension Record {
    /// Says of everything in it which step it comes from.
    mutating func stamp(step: String) {
        for name in fields.keys { fields[name]?.step = step }
        for row in lineItems.indices {
            for name in lineItems[row].keys { lineItems[row][name]?.step = step }
        }
        for row in taxSummary.indices {
            for name in taxSummary[row].keys { taxSummary[row][name]?.step = step }
        }
        for index in flags.indices { flags[index].step = step }
    }
}

extension [Record] {
    /// The JSON that crosses the plugin door.
    func encoded() -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 8192)
        writer.beginObject()
        writeMember(to: &writer)
        writer.endObject()
        return writer.bytes
    }
}

extension JSONObject {
    /// Takes in what the next window of pages says: lists go on, anything else gives way.
    mutating func join(_ next: JSONObject) {
        for member in next.members {
            if let list = self[member.key]?.arrayValue, let more = member.value.arrayValue {
                self[member.key] = .array(list + more)
            } else {
                self[member.key] = member.value
            }
        }
    }
}
