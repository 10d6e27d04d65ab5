internal import Crypto
package import EInvoices
internal import Files
internal import Tokens

/// The public keys of the invoice registration portals that an installation trusts.
///
/// In a folder each has a PEM file, called as its key is named in tokens (`kid`), with .pem, .cer, .crt or .pub behind it.
package struct PortalKeys: Sendable {
    /// What is known of a token's signature.
    package enum Verdict: String, Sendable, Hashable {
        /// It is by a key of the folder.
        case valid
        /// The folder has the key that the token names, and the signature is not by it.
        case invalid
        /// No key of the folder has signed it, and the one that it names is not there.
        case unknownKey = "unknown-key"
    }

    private static let extensions: Set = ["pem", "cer", "crt", "pub"]
    private static let maximumKeys = 200
    private static let maximumBytes = 64 << 10

    /// Public keys as PEM, by their names in lower case.
    private let keys: [String: String]

    /// The keys of a folder, and others by their names; none of a folder that is not there or may not be read.
    package init(folder: String?, keys others: [String: String] = [:]) {
        // Without keys every verdict is unknown-key, which says it.
        let files = folder.flatMap { try? FileSystem.list($0) } ?? []
        var keys: [String: String] = [:]
        for file in files.prefix(Self.maximumKeys)
        where Self.extensions.contains(FilePath.fileExtension(file.name)) {
            // A file that is no key cannot verify anything; the verdict stays unknown-key.
            guard
                let text = try? FileSystem.readText(file.path, limit: Self.maximumBytes),
                let key = Self.publicKey(text)
            else { continue }
            keys[FilePath.stem(file.name).lowercased()] = key
        }
        for (name, text) in others { keys[name.lowercased()] = Self.publicKey(text) }
        self.keys = keys
    }

    /// Keys by their names.
    package init(keys: [String: String]) { self.init(folder: nil, keys: keys) }

    /// What is known of a token's signature.
    package func verdict(on payload: SignedPayload) -> Verdict {
        if let name = payload.keyName?.lowercased(), let key = keys[name] {
            return ForeignSignature.holds(payload.token, key: key) ? .valid : .invalid
        }
        // Portals rename keys; a signature by any trusted one is good.
        return keys.values.contains { ForeignSignature.holds(payload.token, key: $0) } ? .valid : .unknownKey
    }

    /// The public key of a PEM text, taken out of its certificate where it stands in one.
    static func publicKey(_ text: String) -> String? {
        if text.contains("-----BEGIN PUBLIC KEY-----") { return text }
        guard let begin = text.firstRange(of: "-----BEGIN CERTIFICATE-----"),
            let end = text.firstRange(of: "-----END CERTIFICATE-----"), begin.upperBound <= end.lowerBound,
            let bytes = Base64.decode(
                String(text[begin.upperBound..<end.lowerBound].filter { !$0.isWhitespace })),
            let key = Certificate.publicKey(of: bytes)
        else { return nil }
        var lines = ["-----BEGIN PUBLIC KEY-----"]
        var rest = Substring(Base64.encode(Array(key)))
        while !rest.isEmpty {
            lines.append(String(rest.prefix(64)))
            rest = rest.dropFirst(64)
        }
        return (lines + ["-----END PUBLIC KEY-----"]).joined(separator: "\n") + "\n"
    }
}
