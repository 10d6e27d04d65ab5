internal import CSodium

/// Bytes as Base64 with padding (RFC 4648, section 4).
package enum Base64 {
    /// The text of some bytes.
    package static func encode(_ bytes: [UInt8]) -> String {
        let variant = sodium_base64_VARIANT_ORIGINAL
        var text = [CChar](repeating: 0, count: sodium_base64_encoded_len(bytes.count, variant))
        sodium_bin2base64(&text, text.count, bytes, bytes.count, variant)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The bytes of a text; nil when it is no Base64.
    package static func decode(_ text: String) -> [UInt8]? {
        let characters = text.utf8.map { CChar(bitPattern: $0) }
        var bytes = [UInt8](repeating: 0, count: characters.count)
        var count = 0
        let code = sodium_base642bin(
            &bytes, bytes.count, characters, characters.count, nil, &count, nil,
            sodium_base64_VARIANT_ORIGINAL)
        return code == 0 ? Array(bytes.prefix(count)) : nil
    }
}
