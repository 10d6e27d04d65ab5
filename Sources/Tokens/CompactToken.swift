internal import AssayKit
internal import Crypto

/// The three parts of a signed token, read strictly (RFC 7515, section 7.1).
///
/// libjwt is lenient about Base64, about repeated members and about which algorithm a header asks for; nothing that
/// this reader refuses ever gets to it.
struct CompactToken {
    /// No token of ours comes near it.
    static let maximumBytes = 2048

    /// Which key it claims to be signed with.
    let keyName: String
    let claims: JSONObject

    init(_ text: String) throws(TokenError) {
        guard text.utf8.count <= Self.maximumBytes else { throw .invalid }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let signature = Self.decode(parts[2]) else { throw .invalid }
        let header = try Self.object(parts[0])
        // Exactly one algorithm, whatever key the name leads to; none of the members by which a token brings its own key.
        guard header["alg"] == "HS256", header["typ"] == nil || header["typ"] == "JWT",
            header.keys.allSatisfy({ ["alg", "typ", "kid"].contains($0) })
        else { throw .invalid }
        guard signature.count == 32 else { throw .invalid }
        guard let keyName = header["kid"]?.stringValue else { throw .invalid }
        self.keyName = keyName
        claims = try Self.object(parts[1])
    }

    private static func object(_ part: Substring.UTF8View) throws(TokenError) -> JSONObject {
        guard let bytes = decode(part),
            // Any mistake in it is the same answer.
            let object = (try? JSONParser.parse(bytes))?.objectValue,
            Set(object.keys).count == object.keys.count
        else { throw .invalid }
        return object
    }

    private static func decode(_ part: Substring.UTF8View) -> [UInt8]? {
        guard !part.isEmpty, part.allSatisfy(Base64URL.contains),
            let bytes = Base64URL.decode(Substring(part))
        else { return nil }
        // One spelling for each value: spare bits at the end must be zero.
        return Base64URL.encode(bytes).utf8.elementsEqual(part) ? bytes : nil
    }
}
