public import AssayKit
internal import HTTPClient
internal import Outgoing
internal import Glibc

/// Sends an event as one signed POST request and says how it ended.
///
/// Source: Standard Webhooks 1.0.0.
public struct WebhookNotifier: Notifier {
    /// The options.
    public struct Configuration: Decodable, Sendable {
        var url: String
        var secret: String?
        var previous_secret: String?
        var allow: [String]?
        var allow_http: Bool?
        var timeout_seconds: Double?
    }

    /// The id under which pipelines use it.
    public static let id = "webhook"

    private let url: OutgoingURL
    private let client: OutgoingClient
    private let signer: WebhookSigner?
    private let timeout: Int

    /// A notifier for one receiver.
    ///
    /// - Throws: ``PluginError`` when the URL is refused or the secret is none.
    public init(configuration: Configuration) throws {
        let policy = OutgoingPolicy(
            allowed: configuration.allow ?? [], allowsHTTP: configuration.allow_http ?? false)
        do throws(OutgoingRequestError) {
            url = try OutgoingURL(configuration.url, policy: policy)
        } catch {
            throw PluginError(.refused, code: "url_refused", error.message, mend: error.mend)
        }
        client = OutgoingClient(policy: policy)
        let secrets = [configuration.secret, configuration.previous_secret].compactMap { $0 }
        signer = secrets.isEmpty ? nil : try WebhookSigner(secrets: secrets)
        timeout = Int(min(max(configuration.timeout_seconds ?? 15, 1), 60) * 1000)
    }

    /// One signed POST request, and what its answer means.
    public func notify(_ event: NotificationEvent, _ context: borrowing Context) throws -> Verdict {
        let body = JSONWriter.bytes([
            "type": .string(event.type), "timestamp": .string(event.timestamp), "data": event.data,
        ])
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var headers = [("Content-Type", "application/json"), ("webhook-id", event.id)]
        headers.append(("webhook-timestamp", String(now.tv_sec)))
        if let signer {
            headers.append(
                ("webhook-signature", signer.signature(id: event.id, timestamp: now.tv_sec, body: body)))
        }
        var request = OutgoingRequest(method: "POST", url: url, headers: headers, body: body)
        request.timeout = timeout
        do throws(OutgoingRequestError) {
            return Self.verdict(try client.send(request))
        } catch {
            return error.kind == .refused
                ? .permanent(detail: error.description)
                : .retry(afterMilliseconds: 0, detail: error.description)
        }
    }

    /// Milliseconds that a receiver is left alone which is overloaded and does not say for how long.
    static let breath: UInt64 = 10_000

    /// What an answer means: 2xx is delivered, 410 ends the subscription.
    ///
    /// Permanent is what a repeat of the same content can't mend. A receiver that is not there, or does not know the
    /// sender, may be put right while the message waits.
    static func verdict(_ response: IncomingResponse) -> Verdict {
        let detail = "the receiver answered \(response.status)"
        switch response.status {
        case 200..<300: return .delivered(detail: detail)
        case 410: return .gone(detail: detail)
        case 300..<400: return .permanent(detail: detail + "; redirects are not followed")
        case 400, 406, 411, 413, 414, 415, 422, 431: return .permanent(detail: detail)
        default:
            let isOverloaded = [429, 502, 504].contains(response.status)
            let asked = response.headers["retry-after"].flatMap { UInt64($0) }.map { min($0, 86_400) * 1000 }
            return .retry(afterMilliseconds: asked ?? (isOverloaded ? breath : 0), detail: detail)
        }
    }
}
