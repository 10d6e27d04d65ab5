internal import AssayKit
internal import Crypto
internal import HTTPClient

/// Whether a document that is uploaded is read to its end, and seen on its batch's WebSocket; what was made is removed.
struct UploadCheck: Check {
    let name = "upload"

    func look(_ visit: Visit) async -> Verdict {
        guard let client = visit.client else { return Visit.unreached }
        guard let token = visit.login?.token else { return Visit.nobody }
        let mark = Hexadecimal.encode(RandomBytes.make(4))
        do throws(DirectConnection.Failure) {
            let made = try client.ask(
                "POST", "/api/batches", token: token,
                json: [
                    "name": .string("assay doctor \(mark)"), "total_invoices": 1,
                    "description": "A test by assay doctor, which removes it; delete it if it is still here",
                ])
            guard made.status == 201, let batch = made.json["id"]?.stringValue else {
                return Self.refused("the batch is refused", made)
            }
            let visitor = UploadVisit(client: client, token: token, batch: batch, mark: mark)
            var verdict: Verdict
            do throws(DirectConnection.Failure) {
                verdict = try await visitor.upload(reading: visit.order.reading)
            } catch {
                verdict = .failure(error, client)
            }
            if let left = visitor.tidy(), case .pass(let seen) = verdict {
                verdict = .fail(
                    "\(seen), but what was made is still there: \(left)",
                    mend: "delete the batch assay doctor \(mark) by hand")
            }
            return verdict
        } catch {
            return .failure(error, client)
        }
    }

    static func refused(_ what: String, _ answer: ServiceAnswer) -> Verdict {
        let mend =
            switch answer.status {
            case 507: "free some space on the disk of the data folder"
            case 413 where !answer.isOurs:
                "let the proxy take larger bodies (nginx: client_max_body_size 20m)"
            case 429: "wait as long as it says, or raise rates: in assay.yaml"
            case 503: "wait until the service has started or drained"
            default: "look into the service's log"
            }
        return .fail("\(what): \(answer.reason)", mend: mend)
    }
}

/// One document's way.
private final class UploadVisit {
    private let client: ServiceClient
    private let token: String
    private let batch: String
    private let document: TestDocument
    private var invoice: String?

    init(client: ServiceClient, token: String, batch: String, mark: String) {
        (self.client, self.token, self.batch) = (client, token, batch)
        document = TestDocument(mark: mark)
    }

    func upload(reading: Int) async throws(DirectConnection.Failure) -> Verdict {
        let start = ContinuousClock.now
        // Whether sockets open at all, their own lines say.
        let socket = try? SocketLine(client, "/ws/batches/\(batch)", headers: ServiceClient.bearer(token))
        let boundary = "assay-doctor-boundary"
        let head =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"batch_id\"\r\n\r\n\(batch)\r\n"
            + "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(document.name)\"\r\n"
            + "Content-Type: application/pdf\r\n\r\n"
        let sent = try client.ask(
            "POST", "/api/invoices/upload",
            headers: ServiceClient.bearer(token) + [
                ("Content-Type", "multipart/form-data; boundary=\(boundary)")
            ], body: Array(head.utf8) + document.bytes + Array("\r\n--\(boundary)--\r\n".utf8))
        guard sent.status == 202, let entry = sent.json.arrayValue?.first,
            let task = entry["task_id"]?.stringValue
        else { return UploadCheck.refused("the upload is refused", sent) }
        invoice = entry["id"]?.stringValue
        let end = start + .milliseconds(reading)
        var status: JSONValue = .null
        while ContinuousClock.now < end {
            status = try client.ask(
                "GET", "/api/invoices/status/\(task)", headers: ServiceClient.bearer(token)
            ).json
            if ["completed", "failed", "cancelled"].contains(status["status"]?.stringValue) { break }
            guard (try? await Task.sleep(for: .milliseconds(100))) != nil else { break }  // cancelled
        }
        let milliseconds = (ContinuousClock.now - start).components
        let took = milliseconds.seconds * 1000 + milliseconds.attoseconds / 1_000_000_000_000_000
        return try verdict(status, took: took, socket, until: end)
    }

    private func verdict(
        _ status: JSONValue, took: Int64, _ socket: SocketLine?, until end: ContinuousClock.Instant
    ) throws(DirectConnection.Failure) -> Verdict {
        switch status["status"]?.stringValue {
        case "completed": break
        case "queued":
            return .fail(
                "the document waits in line for \(took / 1000) s, and nobody reads it",
                mend:
                    "start assay worker --data DIR, or the service with jobs other than 0; a long line takes its time"
            )
        case "running":
            return .fail(
                "the document is at \(status["current_stage"]?.stringValue ?? "?") after \(took / 1000) s",
                mend: "look into the service's log; raise --timeout on a slow or busy machine")
        case let other:
            let reason = status["error"]?.stringValue ?? status["error"].map(JSONWriter.text) ?? ""
            return .fail(
                "the document is \(other ?? "unknown"): \(reason)",
                mend: "try the pipeline alone with assay run FILE; the plugins' line may say more")
        }
        guard let socket, socket.isOpen else {
            return .pass("read in \(took) ms; no WebSocket to follow it")
        }
        do {
            let done = try socket.next("complete", until: end)
            socket.end()
            guard done != nil else {
                return .fail(
                    "read in \(took) ms, but its batch's WebSocket did not tell",
                    mend: SocketCheck.proxyMend)
            }
        } catch {
            return .fail(
                "read in \(took) ms, but its batch's WebSocket did not tell: \(error)",
                mend: SocketCheck.proxyMend)
        }
        return .pass("batch, upload, WebSocket, result: read in \(took) ms, and removed again")
    }

    /// Removes what was made.
    ///
    /// - Returns: Why something is still there; nil: nothing is.
    func tidy() -> String? {
        var left: String?
        for path in [invoice.map { "/api/invoices/\($0)" }, "/api/batches/\(batch)"].compactMap(\.self) {
            do throws(DirectConnection.Failure) {
                let answer = try client.ask("DELETE", path, headers: ServiceClient.bearer(token))
                if answer.status != 204, answer.status != 200, answer.status != 404 { left = answer.reason }
            } catch {
                left = error.description
            }
        }
        return left
    }
}
