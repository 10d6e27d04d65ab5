/// The words of a document in one line of lower-case letters and digits, to look for phrases in.
package struct PrintedText: Sendable, Hashable {
    private var bytes: [UInt8] = [0x20]

    /// No words.
    package init() {}

    /// The words of a text.
    package init(_ text: String) { append(text) }

    /// Whether there are no words.
    package var isEmpty: Bool { bytes.count == 1 }

    /// Adds words; everything but letters and digits separates them.
    package mutating func append(_ text: some StringProtocol) {
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x61...0x7A, 0x80...: bytes.append(byte)
            case 0x41...0x5A: bytes.append(byte + 0x20)
            default: if bytes.last != 0x20 { bytes.append(0x20) }
            }
        }
        if bytes.last != 0x20 { bytes.append(0x20) }
    }

    /// Whether a phrase of whole words is in it; case and punctuation do not matter.
    package func says(_ phrase: String) -> Bool {
        let wanted = PrintedText(phrase).bytes
        guard wanted.count > 1 else { return false }
        guard bytes.count >= wanted.count else { return false }
        return bytes.withUnsafeBytes { text in
            wanted.withUnsafeBytes { phrase in
                // Every phrase begins with a space, so its second byte tells more.
                let second = phrase[1]
                for start in 0...(text.count - phrase.count) where text[start + 1] == second {
                    if (0..<phrase.count).allSatisfy({ text[start + $0] == phrase[$0] }) { return true }
                }
                return false
            }
        }
    }

    /// Whether any of these phrases is in it.
    package func says(anyOf phrases: [String]) -> Bool { phrases.contains(where: says) }
}
