/// What e-mail addresses, user names and passwords must look like.
package enum CredentialRules {
    /// The e-mail without surrounding spaces.
    ///
    /// - Throws: ``AccountError/refused(field:_:)`` unless it has one @ with something on both sides.
    package static func email(_ text: String) throws(AccountError) -> String {
        let email = trimmed(text)
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), email.utf8.count <= 254,
            email.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else {
            throw .refused(
                field: "email", "\"\(printable(email))\" is no e-mail address; give one like ann@example.com")
        }
        return email
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

    /// Checks a new password.
    ///
    /// Long and unlike the name is what counts (NIST SP 800-63B, section 5.1.1.2).
    package static func check(password: String, email: String, username: String) throws(AccountError) {
        guard password.count >= 10, password.utf8.count <= 1024 else {
            throw .refused(field: "password", "a password has 10 to 1024 characters; choose a longer one")
        }
        let lower = password.lowercased()
        let others = [
            email.lowercased(), username.lowercased(), "password12", "1234567890", "0123456789", "qwertyuiop",
        ]
        guard !others.contains(lower), Set(password).count >= 4 else {
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
