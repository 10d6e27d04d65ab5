package import AssayKit
internal import Crypto

/// A signed token of the invoice registration portal: the QR code of an e-invoice, or the invoice itself.
///
/// It is a compact JWS whose payload is `{"data": "…", "iss": "NIC"}`; `data` is JSON within a string. Reading it says
/// nothing about its signature.
/// Source: RFC 7515, section 7.1; NIC, e-invoice system, "Signed QR code".
package struct SignedPayload: Sendable, Hashable {
    /// A QR code holds 2,953 bytes; a signed invoice some hundred kilobytes.
    private static let maximumBytes = 4 << 20

    /// The whole token.
    package let token: String
    /// What it says it is signed by: "RS256".
    package let algorithm: String
    /// Which key it says it is signed with; nil when it does not say.
    package let keyName: String?
    /// Who it says it comes from: "NIC".
    package let issuer: String?
    /// What is in it; nil when that is no JSON object.
    package let data: JSONValue?

    /// Reads a token; nil when it is none.
    package init?(compact text: String) {
        let token = text.filter { !$0.isWhitespace }
        guard token.utf8.count <= Self.maximumBytes else { return nil }
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.object(parts[0]), let payload = Self.object(parts[1]),
            let algorithm = header["alg"]?.stringValue, parts[2].count >= 2,
            Base64URL.decode(Substring(parts[2])) != nil
        else { return nil }
        self.token = token
        self.algorithm = algorithm
        keyName = header["kid"]?.stringValue
        issuer = payload["iss"]?.stringValue
        switch payload["data"] {
        case .string(let inner):
            // What is no JSON is no payload of the portal's, which nil says.
            let json = try? JSONParser.parse(inner)
            data = json?.objectValue == nil ? nil : json
        case .object(let inner): data = .object(inner)
        default: data = nil
        }
    }

    private static func object(_ part: Substring.UTF8View) -> JSONObject? {
        guard let bytes = Base64URL.decode(Substring(part)) else { return nil }
        // What is no JSON makes the text no token, which nil says.
        return (try? JSONParser.parse(bytes))?.objectValue
    }
}
