internal import AssayKit

extension TokenClaims {
    /// All claims of a token, those of its issuer included.
    func json(issuer: String, audience: String) -> JSONObject {
        let texts = [
            ("iss", issuer), ("aud", audience), ("sub", subject), ("role", role), ("fam", family),
            ("jti", identifier),
        ]
        let numbers = [("iat", issuedAt), ("nbf", issuedAt), ("exp", expiresAt), ("ver", version)]
        return JSONObject(
            texts.map { JSONObject.Member(key: $0.0, value: .string($0.1)) }
                + numbers.map { JSONObject.Member(key: $0.0, value: .integer($0.1)) })
    }

    /// Reads them: every one must be there, and of its type.
    init(_ json: JSONObject) throws(TokenError) {
        func text(_ name: String) throws(TokenError) -> String {
            guard let value = json[name]?.stringValue, !value.isEmpty else { throw .invalid }
            return value
        }
        self.init(
            subject: try text("sub"), role: try text("role"), family: try text("fam"),
            version: try Self.whole("ver", json), identifier: try text("jti"),
            issuedAt: try Self.whole("iat", json), expiresAt: try Self.whole("exp", json))
    }

    /// A whole number that no date and no counter exceeds.
    static func whole(_ name: String, _ json: JSONObject) throws(TokenError) -> Int {
        guard let value = json[name]?.intValue, (0...(1 << 40)).contains(value) else { throw .invalid }
        return value
    }
}
