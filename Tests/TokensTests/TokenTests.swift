import Crypto
import Testing
import Tokens

@Suite("Access tokens")
struct TokenTests {
    static let now = 1_800_000_000
    static let key = SigningKey(name: "k1", secret: Array("0123456789abcdef0123456789abcdef".utf8))
    static let other = SigningKey(
        name: "k2", secret: Array("fedcba9876543210fedcba9876543210".utf8), createdAt: 1)

    private func issuer(
        _ keys: SigningKey?..., issuer: String = "assay", audience: String = "assay-api"
    ) throws -> TokenIssuer {
        let ring = try #require(KeyRing(keys: keys.compactMap(\.self), refreshSecret: []))
        return TokenIssuer(keys: ring, issuer: issuer, audience: audience)
    }

    private let claims = TokenClaims(
        subject: "u", role: "user", family: "f", version: 3, identifier: "j", issuedAt: now,
        expiresAt: now + 900)

    @Test("what was said comes back")
    func roundTrip() throws {
        let issuer = try issuer(Self.key)
        #expect(try issuer.claims(of: issuer.token(claims), now: Self.now + 1) == claims)
    }

    @Test(
        "row 37: expired, not yet good, of another issuer or audience",
        arguments: [
            ("its last second", 904, "assay-api", nil), ("expired", 905, "assay-api", TokenError.expired),
            ("the earliest", -5, "assay-api", nil), ("not yet good", -6, "assay-api", .invalid),
            ("another audience", 1, "someone-else", .invalid),
        ])
    func times(_ name: String, _ offset: Int, _ audience: String, _ error: TokenError?) throws {
        let token = try issuer(Self.key).token(claims)
        let other = try issuer(Self.key, audience: audience)
        guard let error else {
            #expect(try other.claims(of: token, now: Self.now + offset) == claims, "\(name)")
            return
        }
        #expect(throws: error, "\(name)") { try other.claims(of: token, now: Self.now + offset) }
    }

    @Test("a new key signs, an old one is believed until it is taken out")
    func rotation() throws {
        let old = try issuer(Self.key).token(claims)
        #expect(try issuer(Self.other, Self.key).claims(of: old, now: Self.now) == claims)
        #expect(throws: TokenError.invalid) { try issuer(Self.other).claims(of: old, now: Self.now) }
        // The newest signs, in whatever order the keys were given.
        let both = try issuer(Self.key, Self.other)
        #expect(try issuer(Self.other).claims(of: both.token(claims), now: Self.now) == claims)
        let running = try issuer(Self.key)
        running.replaceKeys(both.keys)
        #expect(try running.token(claims) == both.token(claims))
    }

    /// A token made by hand, signed with our own key unless told otherwise.
    private static func forged(
        _ header: String, _ body: String = goodBody,
        key: [UInt8] = Array("0123456789abcdef0123456789abcdef".utf8),
        signature: String? = nil
    ) -> String {
        let text = Base64URL.encode(Array(header.utf8)) + "." + Base64URL.encode(Array(body.utf8))
        let sign = Base64URL.encode(MessageAuthentication.hmacSHA256(Array(text.utf8), key: key))
        return text + "." + (signature ?? sign)
    }

    private static let goodHeader = #"{"alg":"HS256","typ":"JWT","kid":"k1"}"#
    private static let goodBody =
        #"{"iss":"assay","aud":"assay-api","sub":"u","role":"user","fam":"f","jti":"j","ver":3,"iat":1800000000,"#
        + #""nbf":1800000000,"exp":1800000900}"#

    @Test("a token made by hand in the right way is believed, so the forgeries fail for their own reason")
    func handmade() throws {
        #expect(try issuer(Self.key).claims(of: Self.forged(Self.goodHeader), now: Self.now) == claims)
    }

    static let forgeries: [(String, String)] = [
        ("no algorithm", forged(#"{"alg":"none","kid":"k1"}"#, signature: "")),
        ("no algorithm, with a signature", forged(#"{"alg":"none","kid":"k1"}"#)),
        ("None in another case", forged(#"{"alg":"NoNe","kid":"k1"}"#)),
        ("another HMAC", forged(#"{"alg":"HS512","kid":"k1"}"#)),
        ("a public key's algorithm", forged(#"{"alg":"RS256","kid":"k1"}"#)),
        ("elliptic", forged(#"{"alg":"ES256","kid":"k1"}"#)),
        ("no algorithm named", forged(#"{"kid":"k1"}"#)),
        ("a list of algorithms", forged(#"{"alg":["HS256"],"kid":"k1"}"#)),
        ("no key named", forged(#"{"alg":"HS256"}"#)),
        ("an unknown key", forged(#"{"alg":"HS256","kid":"k9"}"#)),
        ("a key that is a path", forged(#"{"alg":"HS256","kid":"../../dev/null"}"#)),
        ("a key that is SQL", forged(#"{"alg":"HS256","kid":"k1' OR '1'='1"}"#)),
        ("a number for a key", forged(#"{"alg":"HS256","kid":1}"#)),
        (
            "an extension that must be understood",
            forged(#"{"alg":"HS256","kid":"k1","crit":["b64"],"b64":false}"#)
        ),
        ("another type", forged(#"{"alg":"HS256","kid":"k1","typ":"JWE"}"#)),
        ("its own key", forged(#"{"alg":"HS256","jwk":{"kty":"oct","k":"AA"}}"#, key: [0])),
        ("another secret", forged(goodHeader, key: Array("x".utf8))),
        ("an empty secret", forged(goodHeader, key: [])),
        ("an altered body", forged(goodHeader) + "A"),
        ("no signature", forged(goodHeader, signature: "")),
        ("a signature of zeros", forged(goodHeader, signature: String(repeating: "A", count: 43))),
        ("a header that is no JSON", forged("HS256")),
        ("a header that is a list", forged("[]")),
        ("a body that is no JSON", forged(goodHeader, "sub=u")),
        ("a body that is a list", forged(goodHeader, "[]")),
        ("no subject", forged(goodHeader, goodBody.replacing(#""sub":"u","#, with: ""))),
        ("no expiry", forged(goodHeader, goodBody.replacing(#","exp":1800000900"#, with: ""))),
        ("an expiry in words", forged(goodHeader, goodBody.replacing("1800000900", with: #""never""#))),
        ("no audience", forged(goodHeader, goodBody.replacing(#""aud":"assay-api","#, with: ""))),
        ("another issuer", forged(goodHeader, goodBody.replacing(#""iss":"assay""#, with: #""iss":"evil""#))),
        (
            "issued in the future",
            forged(goodHeader, goodBody.replacing(#""iat":1800000000"#, with: #""iat":1800009999"#))
        ),
        ("no role", forged(goodHeader, goodBody.replacing(#""role":"user","#, with: ""))),
        (
            "good from a later time on",
            forged(goodHeader, goodBody.replacing(#""nbf":1800000000"#, with: #""nbf":1800000006"#))
        ),
        ("no start", forged(goodHeader, goodBody.replacing(#""nbf":1800000000,"#, with: ""))),
        ("an endless expiry", forged(goodHeader, goodBody.replacing("1800000900", with: "1e300"))),
        ("an expiry below zero", forged(goodHeader, goodBody.replacing("1800000900", with: "-1"))),
        (
            "two audiences, one of them ours",
            forged(goodHeader, goodBody.replacing(#""assay-api""#, with: #"["assay-api","x"]"#))
        ),
        ("a subject twice", forged(goodHeader, goodBody.replacing(#""sub""#, with: #""sub":"root","sub""#))),
        ("two algorithms", forged(#"{"alg":"none","alg":"HS256","typ":"JWT","kid":"k1"}"#)),
        ("a key's address", forged(#"{"alg":"HS256","kid":"k1","jku":"https://example.com/k"}"#)),
        ("a certificate", forged(#"{"alg":"HS256","kid":"k1","x5u":"https://example.com/c"}"#)),
        ("the algorithm in small letters", forged(#"{"alg":"hs256","kid":"k1"}"#)),
        ("a shortened signature", String(forged(goodHeader).dropLast(4))),
        ("cut in the body", String(forged(goodHeader).dropLast(60))),
        ("spare bits set", spareBits(forged(goodHeader))),
        ("deep JSON", forged(goodHeader, String(repeating: "[", count: 1200))),
        ("nothing", ""), ("one dot", "."), ("two dots", ".."), ("three dots", "..."),
        ("four parts", forged(goodHeader) + ".x"),
        ("a space in front", " " + forged(goodHeader)), ("a line's end", forged(goodHeader) + "\n"),
        ("padding", forged(goodHeader) + "="), ("plus and slash", "a+b/." + forged(goodHeader)),
        ("a zero byte", forged(goodHeader) + "\0"), ("letters of another script", "тест.тест.тест"),
        (
            "too long",
            forged(
                goodHeader,
                goodBody.replacing(#""j""#, with: "\"" + String(repeating: "j", count: 3000) + "\""))
        ),
    ]

    /// The same bytes in another spelling: the last character of 32 bytes in Base64 carries four bits of them.
    private static func spareBits(_ token: String) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        guard let last = token.last, let index = letters.firstIndex(of: last) else { return token }
        return String(token.dropLast()) + String(letters[index | 1])
    }

    @Test("row 36: a forged token is refused", arguments: forgeries)
    func refused(_ name: String, _ token: String) throws {
        let issuer = try issuer(Self.key)
        #expect(throws: TokenError.invalid, "\(name)") { try issuer.claims(of: token, now: Self.now) }
    }

    @Test("no change of a single character is believed")
    func altered() throws {
        let issuer = try issuer(Self.key)
        let token = Array(try issuer.token(claims).utf8)
        for place in token.indices {
            var bytes = token
            bytes[place] = bytes[place] == UInt8(ascii: "A") ? UInt8(ascii: "z") : UInt8(ascii: "A")
            #expect(throws: TokenError.self) {
                try issuer.claims(of: String(decoding: bytes, as: UTF8.self), now: Self.now)
            }
        }
    }

    @Test("a secret of less than 32 bytes is no key") func short() {
        #expect(SigningKey(name: "k", secret: [UInt8](repeating: 1, count: 31)) == nil)
    }
}
