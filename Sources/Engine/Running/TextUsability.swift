internal import AssayKit

/// Whether a page's text layer can be worked with, or the page has to be recognised.
enum TextUsability {
    /// A scan with fewer words than this has a stamp or a header at most, not its text.
    static let fewestWordsOfScan = 12
    /// At least this share of the words must be readable; fonts without a mapping give rubbish.
    static let readableShare = 0.7

    static func isUsable(_ page: PageView) -> Bool {
        guard page.flags.contains(.hasText), page.wordCount > 0 else { return false }
        if page.flags.contains(.scanned), page.wordCount < fewestWordsOfScan { return false }
        let readable = (0..<page.wordCount).count { isReadable(page.word(at: $0).utf8) }
        return Double(readable) >= readableShare * Double(page.wordCount)
    }

    /// Whether a word has neither replacement characters, nor control characters, nor ones of private use.
    private static func isReadable(_ utf8: UnsafeRawBufferPointer) -> Bool {
        // Plain ASCII is nearly all there is.
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return true }
        return String(decoding: utf8, as: UTF8.self).unicodeScalars.allSatisfy { scalar in
            let value = scalar.value
            return value != 0xFFFD && value >= 0x20 && !(0x7F..<0xA0).contains(value)
                && !(0xE000..<0xF900).contains(value) && value < 0xF0000
        }
    }
}
