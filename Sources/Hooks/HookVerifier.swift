internal import Crypto

/// Checks one message while its body comes in; the bytes themselves are checked, before anyone reads them as JSON.
package struct HookVerifier: Sendable {
    /// More signatures than this are not looked at.
    private static let mostSignatures = 16
    private static let longestID = 256

    /// One code for each key.
    private var codes: [MessageAuthenticator] = []
    /// What the codes are compared with.
    private var signatures: [[UInt8]] = []
    /// nil: the digest of the body.
    private var messageID: String?
    private var digest = MessageAuthenticator(key: [])
    private let isSigned: Bool

    /// Looks at what comes before the body.
    ///
    /// - Parameters:
    ///   - verification: How the source shows itself.
    ///   - header: A header's value; names count without regard to case.
    ///   - query: A value of the address's query.
    ///   - now: Seconds since 1970.
    /// - Throws: ``HookRefusal`` where it can be told already.
    package init(
        _ verification: HookVerification, header: (String) -> String?, query: (String) -> String?, now: Int64
    ) throws(HookRefusal) {
        switch verification {
        case .standardWebhooks(let keys):
            isSigned = true
            let id = try Self.identifier(header, "webhook-id")
            guard let time = header("webhook-timestamp") else {
                throw .incomplete("the header webhook-timestamp is missing")
            }
            // The very text is signed; a number with a sign or leading zeros would be another text for the same time.
            guard let seconds = Int64(time), String(seconds) == time else {
                throw .incomplete("the header webhook-timestamp holds no whole seconds")
            }
            let (distance, overflow) = now.subtractingReportingOverflow(seconds)
            guard !overflow, distance != .min, abs(distance) <= Int64(HookVerification.tolerance) else {
                throw .old
            }
            guard let value = header("webhook-signature") else {
                throw .incomplete("the header webhook-signature is missing")
            }
            signatures = value.split(separator: " ").prefix(Self.mostSignatures).compactMap { entry in
                let parts = entry.split(separator: ",", maxSplits: 1)
                guard parts.count == 2, parts[0] == "v1" else { return nil }
                return Self.decoded(String(parts[1]))
            }
            guard !signatures.isEmpty else { throw .forged }
            messageID = id
            codes = keys.map { key in
                var code = MessageAuthenticator(key: key)
                code.update(Array("\(id).\(time).".utf8))
                return code
            }
        case .github(let secrets):
            isSigned = true
            guard let value = header("x-hub-signature-256") else {
                throw .incomplete("the header X-Hub-Signature-256 is missing")
            }
            guard value.hasPrefix("sha256="), let code = Self.decodedHexadecimal(value.dropFirst(7)) else {
                throw .forged
            }
            signatures = [code]
            codes = secrets.map { MessageAuthenticator(key: Array($0.utf8)) }
        case .token(let secrets, let place, let idHeader):
            isSigned = false
            guard let token = Self.token(place, header, query) else {
                throw .incomplete("the source's token is missing")
            }
            // Every secret is compared, so that the time tells nothing about which one it might be.
            let matches = secrets.map { ConstantTime.areEqual($0, token) }
            guard matches.contains(true) else { throw .forged }
            if let idHeader { messageID = try Self.identifier(header, idHeader) }
        }
    }

    /// Takes in a piece of the body.
    package mutating func update(_ bytes: [UInt8]) {
        for index in codes.indices { codes[index].update(bytes) }
        digest.update(bytes)
    }

    /// The end of the body.
    ///
    /// - Returns: What tells this message from every other of the source.
    /// - Throws: ``HookRefusal/forged``.
    package mutating func finish() throws(HookRefusal) -> String {
        if isSigned {
            var isRight = false
            for index in codes.indices {
                let code = codes[index].finish()
                for signature in signatures where ConstantTime.areEqual(code, signature) { isRight = true }
            }
            guard isRight else { throw .forged }
        }
        return messageID ?? "body:" + Hexadecimal.encode(digest.finish())
    }

    private static func identifier(
        _ header: (String) -> String?, _ name: String
    ) throws(HookRefusal) -> String {
        guard let id = header(name), (1...longestID).contains(id.utf8.count),
            id.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .incomplete("the header \(name) is missing, or no id") }
        return id
    }

    private static func token(
        _ place: HookVerification.TokenPlace, _ header: (String) -> String?, _ query: (String) -> String?
    ) -> String? {
        switch place {
        case .header(let name): return header(name)
        case .query(let name): return query(name)
        case .bearer:
            guard let value = header("authorization") else { return nil }
            let parts = value.split(separator: " ")
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
            return String(parts[1])
        }
    }

    /// Only the one spelling of 32 bytes counts: trailing bits and line breaks would let one signature have many.
    private static func decoded(_ text: String) -> [UInt8]? {
        guard let code = Base64.decode(text), code.count == 32, Base64.encode(code) == text else {
            return nil
        }
        return code
    }

    private static func decodedHexadecimal(_ text: some StringProtocol) -> [UInt8]? {
        guard let code = Hexadecimal.decode(text), code.count == 32,
            Hexadecimal.encode(code) == String(text)
        else { return nil }
        return code
    }
}
