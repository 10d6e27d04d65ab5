/// Passwords that everybody tries first (ASVS 6.2.4), as far as they are long enough to be taken at all.
enum CommonPasswords {
    /// Whether a password, in lower case, is one of them, or is one with digits or marks behind it.
    static func contains(_ password: String) -> Bool {
        if list.contains(password) || isRun(password) || isRepetition(password) { return true }
        let word = password.prefix { $0.isLetter }
        let rest = password.dropFirst(word.count)
        return words.contains(String(word)) && rest.count <= 6 && rest.allSatisfy { !$0.isLetter }
    }

    private static let list: Set<String> = [
        "qwertyuiop", "asdfghjkl;", "1q2w3e4r5t", "1q2w3e4r5t6y", "q1w2e3r4t5", "1qaz2wsx3edc",
        "zaq12wsxcde3",
        "qazwsxedcrfv", "passw0rd123", "p@ssw0rd123", "p@ssword123", "changeme123!", "letmein12345",
        "iloveyou123", "iloveyouforever", "trustno1trustno1", "correcthorsebatterystaple", "abcd123456",
        "abc123456789", "123456789a", "a123456789", "123qweasdzxc", "qwerty123456", "1234567890qwerty",
        "qwertyuiop123", "welcome@123", "india@12345", "admin@12345", "pass@word1", "default123456",
    ]

    private static let words: Set<String> = [
        "password", "passwort", "passphrase", "administrator", "admin", "welcome", "qwerty", "qwertyuiop",
        "letmein", "changeme", "changeit", "iloveyou", "sunshine", "football", "baseball", "princess",
        "superman", "batman", "dragon", "monkey", "master", "secret", "supersecret", "topsecret", "login",
        "default", "guest", "root", "toor", "test", "testing", "tester", "demo", "user", "username",
        "manager", "invoice", "invoices", "assay", "krishna", "ganesh", "india", "bharat", "mumbai", "delhi",
        "bangalore", "summer", "winter", "spring", "autumn", "monday", "january", "company", "abcdefghij",
    ]

    /// 1234567890, abcdefghijk, 9876543210: each character follows the one before it.
    private static func isRun(_ password: String) -> Bool {
        let bytes = Array(password.utf8)
        let steps = zip(bytes, bytes.dropFirst()).map { Int($1) - Int($0) }
        // From 9 to 0 it goes on.
        return steps.allSatisfy { $0 == 1 || $0 == -9 } || steps.allSatisfy { $0 == -1 || $0 == 9 }
    }

    /// abcabcabcabc: a short piece again and again.
    private static func isRepetition(_ password: String) -> Bool {
        let letters = Array(password)
        return (1...4).contains { length in
            letters.count > length && letters.indices.allSatisfy { letters[$0] == letters[$0 % length] }
        }
    }
}
