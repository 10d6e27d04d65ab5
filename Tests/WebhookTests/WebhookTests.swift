import AssayKit
import Testing

@testable import HTTPClient
@testable import Outgoing
@testable import Webhook

@Suite("The webhook notifier")
struct WebhookTests {
    @Test("the signature is the one that the specification shows")
    func signature() throws {
        // Source: the example of Standard Webhooks 1.0.0.
        let signer = try WebhookSigner(secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
        let value = signer.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
            body: Array(#"{"test": 2432232314}"#.utf8))
        #expect(value == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("two secrets give two signatures")
    func rotation() throws {
        let signer = try WebhookSigner(secrets: [
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        ])
        #expect(signer.signature(id: "a", timestamp: 1, body: []).split(separator: " ").count == 2)
    }

    @Test(
        "a bad secret is refused with the mend", arguments: ["secret", "whsec_", "whsec_!!!!", "whsec_AAEC"])
    func badSecret(_ secret: String) {
        let error = #expect(throws: PluginError.self) { try WebhookSigner(secrets: [secret]) }
        #expect(error?.kind == .configuration)
        #expect(error?.mend.isEmpty == false)
    }

    @Test(
        "what an answer means",
        arguments: [
            (200, [:], Verdict.delivered(detail: "the receiver answered 200")),
            (204, [:], .delivered(detail: "the receiver answered 204")),
            (301, [:], .permanent(detail: "the receiver answered 301; redirects are not followed")),
            (400, [:], .permanent(detail: "the receiver answered 400")),
            (404, [:], .retry(afterMilliseconds: 0, detail: "the receiver answered 404")),
            (422, [:], .permanent(detail: "the receiver answered 422")),
            (429, [:], .retry(afterMilliseconds: 10_000, detail: "the receiver answered 429")),
            (502, [:], .retry(afterMilliseconds: 10_000, detail: "the receiver answered 502")),
            (504, ["retry-after": "0"], .retry(afterMilliseconds: 0, detail: "the receiver answered 504")),
            (410, [:], .gone(detail: "the receiver answered 410")),
            (429, ["retry-after": "7"], .retry(afterMilliseconds: 7000, detail: "the receiver answered 429")),
            (503, ["retry-after": "soon"], .retry(afterMilliseconds: 0, detail: "the receiver answered 503")),
        ] as [(Int, [String: String], Verdict)])
    func verdicts(_ status: Int, _ headers: [String: String], _ expected: Verdict) {
        let response = IncomingResponse(status: status, headers: headers, body: [])
        #expect(WebhookNotifier.verdict(response) == expected)
    }

    @Test("a private receiver is refused when the notifier is made")
    func refusesPrivate() throws {
        let options = try JSONValueDecoder.decode(
            WebhookNotifier.Configuration.self, from: ["url": "https://127.0.0.1/hook"])
        let error = #expect(throws: PluginError.self) { try WebhookNotifier(configuration: options) }
        #expect(error?.code == "url_refused")
        #expect(error?.message == "the URL's host is not a public address")
    }
}
