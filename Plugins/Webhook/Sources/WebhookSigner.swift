internal import AssayKit
internal import Crypto

/// Signs events: one signature a secret, so that a receiver can move from one secret to the next.
///
/// Source: Standard Webhooks 1.0.0, "Signature scheme": HMAC-SHA256 over `id.timestamp.body`.
struct WebhookSigner: Sendable {
    private let keys: [[UInt8]]

    /// Takes secrets as `whsec_` and Base64 of 24 to 64 bytes.
    init(secrets: [String]) throws(PluginError) {
        var keys: [[UInt8]] = []
        for secret in secrets {
            guard secret.hasPrefix("whsec_"), let key = Base64.decode(String(secret.dropFirst(6))),
                (24...64).contains(key.count)
            else {
                throw PluginError(
                    .configuration, code: "secret",
                    "the webhook's secret is not whsec_ and Base64 of 24 to 64 bytes",
                    mend: "Make one with: echo whsec_$(head -c 32 /dev/urandom | base64)")
            }
            keys.append(key)
        }
        self.keys = keys
    }

    /// The header's value: `v1,` and Base64, separated by spaces.
    func signature(id: String, timestamp: Int, body: [UInt8]) -> String {
        let message = Array("\(id).\(timestamp).".utf8) + body
        return keys.map { "v1," + Base64.encode(MessageAuthentication.hmacSHA256(message, key: $0)) }
            .joined(separator: " ")
    }
}
