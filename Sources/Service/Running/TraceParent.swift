internal import AssayKit
internal import HTTPServing
internal import Storage

/// The W3C `traceparent` of a request (Trace Context, level 1): which larger undertaking it belongs to.
enum TraceParent {
    /// The header as it came; nil when there is none, or it is malformed and must be ignored.
    static func of(_ request: Request) -> String? {
        guard let text = request.headers["traceparent"] else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts.map(\.utf8.count).prefix(4) == [2, 32, 16, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }), parts[0] != "ff"
        else { return nil }
        // Later versions may say more behind a hyphen; of this one nothing follows.
        guard parts.count == 4 || (parts[0] != "00" && text.utf8.count <= 512) else { return nil }
        // All zeros name nothing.
        guard parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" }) else {
            return nil
        }
        return text
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}

extension JobDraft {
    /// Notes which request made the job, for the log.
    mutating func note(_ request: Request) {
        traceparent = TraceParent.of(request)
        guard var object = payload.objectValue else { return }
        object[Job.requestKey] = .string(request.id)
        payload = .object(object)
    }
}
