package import AssayKit

/// What a page looks like from afar, in 64 bits: two pictures of one sheet differ in few of them.
///
/// It says nothing of what is written: pages of one form look alike from afar.
package struct PictureHash: Sendable, Hashable {
    package let bits: UInt64

    package init(bits: UInt64) { self.bits = bits }

    /// Reads sixteen hexadecimal digits.
    package init?(text: String) {
        guard text.utf8.count == 16, let bits = UInt64(text, radix: 16) else { return nil }
        self.bits = bits
    }

    /// Sixteen hexadecimal digits.
    package var text: String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// In how many bits they differ.
    package func distance(to other: PictureHash) -> Int { (bits ^ other.bits).nonzeroBitCount }

    /// Pages that differ in more bits are not found.
    package static let farthest = 7

    /// The most pages of an invoice that are kept.
    package static let maximumPages = 4

    /// Under these numbers it is found: its four quarters, each with its place.
    package var quarters: [Int] {
        (0..<4).map { $0 << 16 | Int(truncatingIfNeeded: (bits >> (UInt64($0) * 16)) & 0xFFFF) }
    }

    /// The quarters of all hashes that lie within ``farthest``: of seven differing bits one quarter has at most one.
    package var nearQuarters: [Int] {
        quarters.flatMap { quarter in [quarter] + (0..<16).map { quarter ^ (1 << $0) } }
    }

    /// The least distance between pages of two invoices; nil where one has none.
    package static func distance(_ pages: [PictureHash], _ others: [PictureHash]) -> Int? {
        pages.flatMap { page in others.map { page.distance(to: $0) } }.min()
    }

    /// The field in which a record has the hash of a page.
    package static func fieldName(ofPage page: Int) -> String { "\(prefix)\(page)" }

    private static let prefix = "picture_hash_"

    /// The hashes of a record's first pages, in their order.
    package static func all(of record: Record) -> [PictureHash] {
        let pages = record.fields.compactMap { name, field -> (page: Int, hash: PictureHash)? in
            guard name.hasPrefix(prefix), let page = Int(name.dropFirst(prefix.count)),
                let hash = PictureHash(text: field.value)
            else { return nil }
            return (page, hash)
        }
        return pages.sorted { $0.page < $1.page }.prefix(maximumPages).map(\.hash)
    }

    /// Several as one text, and back.
    package static func joined(_ hashes: [PictureHash]) -> String {
        hashes.map(\.text).joined(separator: " ")
    }

    /// What ``joined(_:)`` wrote; anything else in it is passed over.
    package static func list(_ text: String) -> [PictureHash] {
        text.split(separator: " ").prefix(maximumPages).compactMap { PictureHash(text: String($0)) }
    }
}
