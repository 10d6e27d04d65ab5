internal import AssayKit
internal import Configuration
internal import Crypto
internal import HTTPClient

/// Whether a webhook that is subscribed to arrives, rightly signed; the subscription is removed.
struct WebhookCheck: Check {
    let name = "webhooks out"

    private static let mend =
        "to have it tried, start the service with --webhook-allow 127.0.0.1 --webhook-http"

    func look(_ visit: Visit) async -> Verdict {
        guard let client = visit.client else { return Visit.unreached }
        guard let token = visit.login?.token else { return Visit.nobody }
        guard visit.order.isLocal, client.address.isThisMachine else {
            return .skip("the service is on another machine, which can't reach this one for certain")
        }
        guard let receiver = WebhookReceiver() else {
            return .skip("no port of this machine can be listened on")
        }
        defer { receiver.stop() }
        do throws(DirectConnection.Failure) {
            let made = try client.ask(
                "POST", "/api/webhooks", token: token,
                json: [
                    "url": .string("http://127.0.0.1:\(receiver.port)/assay-doctor"), "events": [],
                    "description": "A test by assay doctor, which removes it; delete it if it is still here",
                ])
            if made.status == 422 || made.status == 400 {
                return .skip("the service sends nothing to this machine, as it should", mend: Self.mend)
            }
            guard made.status == 201, let id = made.json["id"]?.stringValue,
                let secret = made.json["secret"]?.stringValue
            else {
                return .fail(
                    "the subscription is refused: \(made.reason)", mend: "look into the service's log")
            }
            defer {
                // Its description says what it is.
                _ = try? client.ask("DELETE", "/api/webhooks/\(id)", headers: ServiceClient.bearer(token))
            }
            let sent = try client.ask("POST", "/api/webhooks/\(id)/test", token: token, json: [:])
            guard sent.status == 202 else {
                return .fail("no test is sent: \(sent.reason)", mend: "look into the service's log")
            }
            guard let message = await receiver.message(within: .milliseconds(visit.order.reading)) else {
                let log = try client.ask(
                    "GET", "/api/webhooks/\(id)/deliveries", headers: ServiceClient.bearer(token))
                let said = log.json["deliveries"]?.arrayValue?.first?["last_answer"]?.stringValue
                return .fail(
                    "nothing came: \(said ?? "it was not tried")",
                    mend: "look whether a firewall keeps the service from this machine's ports")
            }
            return message.isSigned(with: secret)
                ? .pass("subscribed, told, rightly signed, and removed again")
                : .fail(
                    "a message came, and its signature is not right",
                    mend: "look whether something between changes requests")
        } catch {
            return .failure(error, client)
        }
    }
}
