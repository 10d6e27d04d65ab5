internal import Crypto

/// Ids that tie an answer to its log lines.
package enum RequestID {
    /// A new id: 32 digits of lower-case hexadecimal.
    package static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        for _ in 0..<2 {
            let word = generator.next()
            bytes += withUnsafeBytes(of: word) { Array($0) }
        }
        return Hexadecimal.encode(bytes)
    }

    /// The client's own id if it is 1...64 letters, digits, dots, hyphens or underscores, else a new one.
    ///
    /// Anything else could forge log lines.
    static func take(_ sent: String?) -> String {
        guard let sent, (1...64).contains(sent.utf8.count), sent.utf8.allSatisfy(isPlain) else {
            return make()
        }
        return sent
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
