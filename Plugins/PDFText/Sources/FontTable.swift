import AssayKit
internal import CPoppler
internal import Glibc

/// The fonts met so far in a document, found again by the bytes of their name.
final class FontTable {
    private struct Entry {
        let name: UnsafeMutablePointer<CChar>
        let index: Int
        let style: FontStyle
    }

    private var entries: [Entry] = []
    private var last = 0
    /// Above this, further fonts are not told apart: a table that long is no document's own doing.
    private static let maximumFonts = 2000

    /// Names as they are shown, in the order in which they were met.
    private(set) var names: [String] = []

    deinit { for entry in entries { free(entry.name) } }

    /// A font's place in the builder's table and its style; nil for one without a name.
    func look(
        up name: UnsafePointer<CChar>?, _ builder: inout DocumentBuilder
    ) -> (index: Int, style: FontStyle)? {
        guard let name else { return nil }
        // Neighbours share a font, and a document has few: the search goes from the last one found.
        var place = last
        for _ in entries.indices {
            if strcmp(entries[place].name, name) == 0 {
                last = place
                return (entries[place].index, entries[place].style)
            }
            place = place + 1 == entries.count ? 0 : place + 1
        }
        guard entries.count < Self.maximumFonts, let copy = strdup(name) else { return nil }
        let shown = Self.shownName(String(cString: name))
        let style = Self.style(of: shown)
        let entry = Entry(
            name: copy, index: builder.fontIndex(of: Font(name: shown, style: style)), style: style)
        entries.append(entry)
        if !names.contains(shown) { names.append(shown) }
        last = entries.count - 1
        return (entry.index, style)
    }

    /// The name without the six letters that mark a subset: "ABCDEF+Arial" is Arial.
    static func shownName(_ name: String) -> String {
        let bytes = Array(name.utf8)
        let isSubset =
            bytes.count > 7 && bytes[6] == UInt8(ascii: "+")
            && bytes[..<6].allSatisfy { (0x41...0x5A).contains($0) }
        return isSubset ? String(decoding: bytes[7...], as: UTF8.self) : name
    }

    /// What the name of a font says of its style; poppler-glib tells no more.
    static func style(of name: String) -> FontStyle {
        // Bytes: searching strings took as long as reading a tenth of the page.
        let bytes = name.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        var style: FontStyle = []
        for (word, meaning) in words where contains(bytes, word) { style.insert(meaning) }
        return style
    }

    /// Lower-case pieces of font names.
    private static let words: [(StaticString, FontStyle)] = [
        ("bold", .bold), ("black", .bold), ("heavy", .bold), ("-bd", .bold), (",bd", .bold),
        ("italic", .italic), ("oblique", .italic), ("slanted", .italic), ("-it", .italic),
        ("courier", .fixedPitch), ("mono", .fixedPitch), ("consol", .fixedPitch), ("fixed", .fixedPitch),
        ("typewriter", .fixedPitch),
    ]

    private static func contains(_ bytes: [UInt8], _ word: StaticString) -> Bool {
        bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, bytes.count >= word.utf8CodeUnitCount else { return false }
            return (0...bytes.count - word.utf8CodeUnitCount).contains { place in
                memcmp(start + place, word.utf8Start, word.utf8CodeUnitCount) == 0
            }
        }
    }
}
