internal import DocumentLayout

/// Tells a capital I from a small l in names that OCR has read: in most fonts both look the same.
///
/// No word begins with a small l and a consonant, and none has "lnd" or "lnt" inside; "India", "International" and
/// "Infotech" do, at their beginning or joined to the word before ("AgroIndia").
enum CapitalI {
    private static let consonants = Set("bcdfgkmnpqrstvwxz".utf8)
    /// What follows "In" in the words that names of firms have.
    private static let afterN = Set("dtfcv".utf8)

    /// The name with the letters as they must have been.
    static func mended(_ name: String) -> String {
        var bytes = Array(name.utf8)
        for place in bytes.indices where bytes[place] == UInt8(ascii: "l") {
            guard place + 2 < bytes.count else { break }
            let (next, later) = (bytes[place + 1], bytes[place + 2])
            let isFirst = place == 0 || bytes[place - 1] == 0x20
            if isFirst ? consonants.contains(next) : next == UInt8(ascii: "n") && afterN.contains(later) {
                bytes[place] = UInt8(ascii: "I")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Parties {
    /// Puts letters right that OCR takes for others in names.
    mutating func mendNames() {
        func mend(_ reading: inout Reading?) {
            guard let name = reading?.value else { return }
            reading?.value = CapitalI.mended(name)
        }
        mend(&supplierName)
        mend(&buyerName)
        mend(&shipToName)
    }
}
