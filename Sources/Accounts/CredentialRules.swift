/// What e-mail addresses, user names and passwords must look like.
package enum CredentialRules {
    /// The e-mail as it is stored: without surrounding spaces, in lower case.
    ///
    /// Plain ASCII only: look-alike letters would make two addresses of what a person reads as one.
    /// - Throws: ``AccountError/refused(field:_:)`` unless it is a name, an @ and a domain with a dot.
    package static func email(_ text: String) throws(AccountError) -> String {
        let email = trimmed(text).lowercased()
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, email.utf8.count <= 254, (1...64).contains(parts[0].utf8.count),
            email.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), isDomain(parts[1]),
            !parts[0].utf8.contains(where: { #"<>()[]\,;:""#.utf8.contains($0) })
        else {
            throw .refused(
                field: "email", "\"\(printable(email))\" is no e-mail address; give one like ann@example.com")
        }
        return email
    }

    /// What someone types to log in, as it is looked up and counted.
    package static func login(_ text: String) -> String { trimmed(text).lowercased() }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
                    }
            }
    }

    /// The user name without surrounding spaces.
    package static func username(_ text: String) throws(AccountError) -> String {
        let name = trimmed(text)
        guard (2...64).contains(name.count), !name.contains("@"),
            name.unicodeScalars.allSatisfy({
                $0.value > 0x20 && $0.value != 0x7F && !(0x80..<0xA0).contains($0.value)
            })
        else {
            throw .refused(
                field: "username",
                "a user name has 2 to 64 characters without spaces and @; choose another one")
        }
        return name
    }

    /// A user name for whoever gave only an e-mail address: what stands before the @, or all of it when that is too short.
    package static func username(from email: String) -> String {
        let name = trimmed(email).prefix { $0 != "@" }
        guard name.count < 2 else { return String(name.prefix(64)) }
        return String(trimmed(email).map { $0 == "@" ? "." : $0 }.prefix(64))
    }

    /// Checks a new password.
    ///
    /// Long and unlike the name is what counts (NIST SP 800-63B, section 5.1.1.2).
    package static func check(password: String, email: String, username: String) throws(AccountError) {
        guard password.count >= 10, password.utf8.count <= 1024 else {
            throw .refused(field: "password", "a password has 10 to 1024 characters; choose a longer one")
        }
        let lower = password.lowercased()
        let own = [email, username, String(email.prefix { $0 != "@" })].map { $0.lowercased() }
        // The name with something short around it is the first thing that is tried.
        let isOwn = own.contains { $0.count >= 3 && lower.contains($0) && lower.count - $0.count < 6 }
        guard !isOwn, !CommonPasswords.contains(lower), Set(password).count >= 4 else {
            throw .refused(
                field: "password", "this password is easily guessed; choose one with several words")
        }
    }

    private static func trimmed(_ text: String) -> String {
        let kept = text.drop { $0.isWhitespace }
        let end = kept.lastIndex { !$0.isWhitespace }
        return end.map { String(kept[...$0]) } ?? ""
    }

    private static func printable(_ text: String) -> String {
        String(
            text.unicodeScalars.prefix(80).filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init)
        )
    }
}
