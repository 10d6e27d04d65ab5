internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Errors of the parts as answers; nothing of the inside leaks.
enum Refusal {
    static func credentials(_ sentence: String, error: String? = nil) -> HTTPError {
        let challenge = "Bearer realm=\"assay\"" + (error.map { ", error=\"\($0)\"" } ?? "")
        return HTTPError(401, "unauthenticated", sentence, headers: [("WWW-Authenticate", challenge)])
    }

    /// 422 with a sentence for each place.
    static func invalid(_ problems: [(place: String, sentence: String)]) -> HTTPError {
        var details = JSONObject()
        for problem in problems.prefix(50) {
            details[problem.place.isEmpty ? "body" : problem.place] = .string(problem.sentence)
        }
        var writer = JSONWriter(reservingCapacity: 256)
        writer.value(.object(details))
        let first =
            problems.first.map { "\($0.place.isEmpty ? "the body" : $0.place): \($0.sentence)" }
            ?? "the request"
        return HTTPError(
            422, "invalid_request", "The request can't be taken: \(first).",
            detailsJSON: String(decoding: writer.bytes, as: UTF8.self))
    }

    static func of(_ error: StorageError) -> HTTPError {
        let sentence = sentence("\(error)")
        switch error {
        case .notFound(let what): return HTTPError(404, "not_found", "There is no such \(what).")
        case .staleVersion(let current):
            return HTTPError(409, "stale_version", sentence, detailsJSON: "{\"current\":\(current)}")
        case .wrongState: return HTTPError(409, "wrong_state", sentence)
        case .duplicate: return HTTPError(409, "duplicate", sentence)
        case .leaseLost, .cancelled: return HTTPError(409, "wrong_state", sentence)
        case .full:
            return HTTPError(
                507, "storage_full", "The disk of the service is full; try again once there is room.")
        case .busy, .closed:
            return HTTPError(
                503, "unavailable", "The service can't reach its database now; try again in a few seconds.",
                headers: [("Retry-After", "5")])
        case .inUse, .corrupt, .unusable, .fault:
            return HTTPError(
                503, "unavailable", "The service's database can't be used; its log says why.",
                headers: [("Retry-After", "30")])
        }
    }

    static func of(_ error: BlobError) -> HTTPError {
        switch error {
        case .full:
            return HTTPError(
                507, "storage_full", "The disk of the service is full; try again once there is room.")
        case .tooLarge(let limit):
            return HTTPError(
                413, "file_too_large",
                "The file is larger than the \(limit) bytes allowed here; send a smaller one.",
                detailsJSON: "{\"limit\":\(limit)}")
        case .missing, .damaged:
            return HTTPError(404, "document_missing", "The document is not there any more; upload it again.")
        default:
            return HTTPError(
                503, "unavailable", "The service can't write to its disk; its log says why.",
                headers: [("Retry-After", "30")])
        }
    }

    static func of(_ error: AccountError) -> HTTPError {
        switch error {
        case .unauthenticated(let sentence):
            return credentials(Self.sentence(sentence), error: "invalid_token")
        case .expired: return credentials(sentence("\(error)"), error: "invalid_token")
        case .wrongPassword: return credentials(sentence("\(error)"))
        case .throttled(let seconds):
            return HTTPError(
                429, "too_many_logins", sentence("\(error)"), headers: [("Retry-After", String(seconds))])
        case .overloaded(let seconds):
            return HTTPError(
                503, "overloaded", sentence("\(error)"), headers: [("Retry-After", String(seconds))])
        case .refused(let field, let sentence): return invalid([(field, sentence)])
        case .forbidden(let sentence): return HTTPError(403, "forbidden", Self.sentence(sentence))
        case .storage(let error): return of(error)
        }
    }

    /// A clause as a sentence: with a capital and a full stop.
    static func sentence(_ clause: String) -> String {
        guard let first = clause.first else { return clause }
        let text = first.uppercased() + clause.dropFirst()
        return text.hasSuffix(".") ? text : text + "."
    }
}
