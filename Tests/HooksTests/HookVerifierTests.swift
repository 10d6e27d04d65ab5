import Crypto
import Testing

@testable import Hooks

@Suite("Incoming messages are verified")
struct HookVerifierTests {
    /// A message as it comes over the wire.
    struct Message {
        var headers: [String: String]
        var body: [UInt8]
        var query: [String: String] = [:]

        func verified(by verification: HookVerification, now: Int64 = HookVerifierTests.now) -> Result<
            String, HookRefusal
        > {
            Result { () throws(HookRefusal) in
                var verifier = try HookVerifier(
                    verification, header: { headers[$0.lowercased()] }, query: { query[$0] }, now: now)
                // In pieces, as from a socket.
                for start in stride(from: 0, to: body.count, by: 7) {
                    verifier.update(Array(body[start..<min(start + 7, body.count)]))
                }
                return try verifier.finish()
            }
        }
    }

    static let now: Int64 = 1_775_000_000
    private static let key = Array("a key of thirty-two random bytes".utf8)
    private static let secret = "a token that both know"
    private static let body = Array(#"{"documents":[{"name":"a.pdf","content":"JVBERi0="}],"n":1}"#.utf8)
    private static let standard = HookVerification.standardWebhooks(keys: [key])
    private static let github = HookVerification.github(secrets: [secret])

    private static func signed(
        id: String = "msg_1", at time: Int64 = now, _ body: [UInt8] = body, key: [UInt8] = key
    ) -> Message {
        let code = MessageAuthentication.hmacSHA256(Array("\(id).\(time).".utf8) + body, key: key)
        return Message(
            headers: [
                "webhook-id": id, "webhook-timestamp": String(time),
                "webhook-signature": "v1," + Base64.encode(code),
            ], body: body)
    }

    private static func fromGitHub(_ body: [UInt8] = body) -> Message {
        let code = MessageAuthentication.hmacSHA256(body, key: Array(secret.utf8))
        return Message(
            headers: [
                "x-hub-signature-256": "sha256=" + Hexadecimal.encode(code), "x-github-delivery": "one",
            ], body: body)
    }

    @Test("what is genuine is taken, and its id is the message's own")
    func genuine() {
        #expect(Self.signed().verified(by: Self.standard) == .success("msg_1"))
        let github = Self.fromGitHub().verified(by: Self.github)
        guard case .success(let id) = github else { return #expect(Bool(false), "\(github)") }
        #expect(id.hasPrefix("body:") && id.utf8.count == 69)
        // The delivery's id isn't signed: with another one it is the same message.
        var renamed = Self.fromGitHub()
        renamed.headers["x-github-delivery"] = "two"
        #expect(renamed.verified(by: Self.github) == github)
    }

    @Test("the example of GitHub's documentation")
    func githubExample() {
        let message = Message(
            headers: [
                "x-hub-signature-256":
                    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
            ], body: Array("Hello, World!".utf8))
        let result = message.verified(by: .github(secrets: ["It's a Secret to Everybody"]))
        #expect(throws: Never.self) { try result.get() }
    }

    @Test(
        "the example of Standard Webhooks 1.0.0")
    func standardExample() throws {
        let key = try #require(Base64.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let message = Message(
            headers: [
                "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
                "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            ], body: Array(#"{"test": 2432232314}"#.utf8))
        let verification = HookVerification.standardWebhooks(keys: [key])
        #expect(
            message.verified(by: verification, now: 1_614_265_400) == .success("msg_p5jXN8AQM9LWM0D4loKWxJek")
        )
    }

    @Test("row 31: a thousand alterations of id, time, signature and body, none accepted")
    func mutations() {
        var generator = SeededGenerator(state: 31)
        var (tried, accepted) = (0, 0)
        while tried < 1000 {
            let isStandard = tried.isMultiple(of: 2)
            let original = isStandard ? Self.signed() : Self.fromGitHub()
            var altered = original
            let parts =
                isStandard
                ? ["webhook-id", "webhook-timestamp", "webhook-signature", "body"]
                : ["x-hub-signature-256", "body"]
            let part = parts[Int.random(in: 0..<parts.count, using: &generator)]
            if part == "body" {
                altered.body = Self.mutated(original.body, &generator)
            } else {
                let value = Self.mutated(Array((original.headers[part] ?? "").utf8), &generator)
                altered.headers[part] = String(decoding: value, as: UTF8.self)
            }
            guard altered.headers != original.headers || altered.body != original.body else { continue }
            tried += 1
            let verification = isStandard ? Self.standard : Self.github
            if case .success = altered.verified(by: verification) {
                accepted += 1
                Issue.record("accepted: \(altered.headers)")
            }
        }
        #expect(accepted == 0)
    }

    /// One byte changed, put in, taken out, or the whole thing cut or doubled.
    private static func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[place] ^= UInt8(1 << Int.random(in: 0..<7, using: &generator))
        case 1: bytes.insert(UInt8.random(in: 32..<127, using: &generator), at: place)
        case 2: bytes.remove(at: place)
        case 3: bytes = Array(bytes[..<place])
        case 4: bytes += bytes
        default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
        }
        return bytes
    }

    @Test(
        "row 31: what is older or newer than five minutes is refused, though its signature is right",
        arguments: [(-301, false), (-300, true), (0, true), (300, true), (301, false), (-86_400, false)])
    func age(_ offset: Int64, _ isTaken: Bool) {
        let result = Self.signed(at: Self.now + offset).verified(by: Self.standard)
        #expect(result == (isTaken ? .success("msg_1") : .failure(.old)))
    }

    @Test(
        "a time in another spelling is none",
        arguments: [
            "+1775000000", "01775000000", "1775000000.0", " 1775000000", "1.775e9", "99999999999999999999",
        ])
    func spelling(_ time: String) {
        let code = MessageAuthentication.hmacSHA256(Array("msg_1.\(time).".utf8) + Self.body, key: Self.key)
        var message = Self.signed()
        message.headers["webhook-timestamp"] = time
        message.headers["webhook-signature"] = "v1," + Base64.encode(code)
        #expect(throws: HookRefusal.self) { try message.verified(by: Self.standard).get() }
    }

    @Test("while a secret is replaced both are good, and one right signature of several is enough")
    func severalKeys() {
        let new = Array("another key of thirty-two bytes!".utf8)
        let both = HookVerification.standardWebhooks(keys: [new, Self.key])
        #expect(Self.signed().verified(by: both) == .success("msg_1"))
        #expect(Self.signed(key: new).verified(by: both) == .success("msg_1"))
        #expect(Self.signed(key: new).verified(by: Self.standard) == .failure(.forged))
        var message = Self.signed()
        let right = message.headers["webhook-signature"] ?? ""
        message.headers["webhook-signature"] = "v1a,xyz v2,abc \(right)"
        #expect(message.verified(by: Self.standard) == .success("msg_1"))
    }

    @Test("what is missing is named", arguments: ["webhook-id", "webhook-timestamp", "webhook-signature"])
    func missing(_ header: String) {
        var message = Self.signed()
        message.headers[header] = nil
        guard case .failure(.incomplete(let sentence)) = message.verified(by: Self.standard) else {
            return #expect(Bool(false), "taken without \(header)")
        }
        #expect(sentence.contains(header))
    }

    @Test("a token is taken where the source says, and nowhere else")
    func token() {
        func message(_ headers: [String: String], _ query: [String: String] = [:]) -> Message {
            Message(headers: headers, body: Self.body, query: query)
        }
        let bearer = HookVerification.token(secrets: [Self.secret], place: .bearer, idHeader: nil)
        let header = HookVerification.token(
            secrets: ["old one of sixteen", Self.secret], place: .header("X-Token"), idHeader: "X-Id")
        let query = HookVerification.token(secrets: [Self.secret], place: .query("token"), idHeader: nil)
        let spaceless = HookVerification.token(secrets: ["spaceless-token-1"], place: .bearer, idHeader: nil)
        #expect(throws: Never.self) {
            try message(["authorization": "Bearer spaceless-token-1"]).verified(by: spaceless).get()
        }
        #expect(message(["authorization": "Bearer x"]).verified(by: bearer) == .failure(.forged))
        #expect(
            message(["x-token": Self.secret, "x-id": "7"]).verified(by: header) == .success("7"))
        #expect(throws: HookRefusal.self) { try message(["x-token": Self.secret]).verified(by: header).get() }
        #expect(
            message(["x-token": Self.secret + " ", "x-id": "7"]).verified(by: header) == .failure(.forged))
        #expect(throws: Never.self) { try message([:], ["token": Self.secret]).verified(by: query).get() }
        #expect(throws: HookRefusal.self) {
            try message(["token": Self.secret, "authorization": "Bearer " + Self.secret]).verified(by: query)
                .get()
        }
    }
}

/// The same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
