import Crypto
import Hooks
import Storage

extension TestService {
    static let hookKey = Array("a key of thirty-two random bytes".utf8)

    /// Two that may send messages: one of ann's that signs, one of mia's with a token.
    static let hooks: HookSources = {
        let signed = HookSource(
            name: "signed", owner: "ann@example.com", verification: .standardWebhooks(keys: [hookKey]),
            documents: ".documents")
        var chat = HookSource(
            name: "chat", owner: "mia",
            verification: .token(
                secrets: ["chat-token-of-24-letters"], place: .header("X-Token"), idHeader: "X-Id"),
            documents: "[]")
        chat.aliases = ["umbler"]
        chat.details = "The chat"
        return HookSources([signed, chat])
    }()

    /// Sends a message to the source that signs.
    func send(
        _ body: String, id: String = "msg_1", secondsAgo: Int64 = 0, signing signed: String? = nil,
        type: String = "application/json"
    ) async throws -> Answer {
        let time = SystemTime().now().milliseconds / 1000 - secondsAgo
        let code = MessageAuthentication.hmacSHA256(
            Array("\(id).\(time).\(signed ?? body)".utf8), key: Self.hookKey)
        return try await ask(
            "POST", "/api/hooks/signed", body: Array(body.utf8), type: type,
            headers: [
                "webhook-id": id, "webhook-timestamp": String(time),
                "webhook-signature": "v1," + Base64.encode(code),
            ])
    }
}
