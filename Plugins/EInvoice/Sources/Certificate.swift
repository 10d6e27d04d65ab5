/// The parts of an X.509 certificate, as far as its public key is concerned.
///
/// Whether the certificate is genuine is not asked: that it lies in the operator's folder is what makes it trusted.
enum Certificate {
    /// The subject's public key (SubjectPublicKeyInfo, DER); nil for bytes that are no certificate.
    ///
    /// Source: RFC 5280, section 4.1.
    static func publicKey(of certificate: [UInt8]) -> ArraySlice<UInt8>? {
        let sequence: UInt8 = 0x30
        var outer = certificate[...]
        guard let whole = element(sequence, &outer) else { return nil }
        var body = whole.content
        guard let signed = element(sequence, &body) else { return nil }
        var fields = signed.content
        // The version is optional; then serial number, algorithm, issuer, validity, subject.
        if fields.first == 0xA0 { _ = element(0xA0, &fields) }
        for tag in [0x02, sequence, sequence, sequence, sequence] {
            guard element(tag, &fields) != nil else { return nil }
        }
        return element(sequence, &fields)?.whole
    }

    /// Takes the next element off some bytes when it has that tag.
    private static func element(
        _ tag: UInt8, _ bytes: inout ArraySlice<UInt8>
    ) -> (whole: ArraySlice<UInt8>, content: ArraySlice<UInt8>)? {
        guard bytes.count >= 2, bytes.first == tag else { return nil }
        var rest = bytes.dropFirst()
        guard let first = rest.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            let count = Int(first & 0x7F)
            guard (1...3).contains(count), rest.count >= count else { return nil }
            length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(count)
        }
        guard length <= rest.count else { return nil }
        let content = rest.prefix(length)
        let whole = bytes[bytes.startIndex..<content.endIndex]
        bytes = rest.dropFirst(length)
        return (whole, content)
    }
}
