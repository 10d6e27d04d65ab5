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

    /// The hashes of an invoice's first pages, in their order.
    ///
    /// - Parameters:
    ///   - metadata: What is known of its document; the pages' hashes stand under `pictures`.
    ///   - pages: The numbers of the invoice's pages; none: all are its own.
    /// - Returns: At most ``maximumPages``.
    package static func all(in metadata: JSONValue, pages: [Int]) -> [PictureHash] {
        let own = pages.isEmpty ? Set(1...maximumPages) : Set(pages.sorted().prefix(maximumPages))
        let hashes = (metadata["pictures"]?.arrayValue ?? []).compactMap {
            note -> (page: Int, hash: PictureHash)? in
            guard let page = note["page"]?.intValue, own.contains(page),
                let hash = note["hash"]?.stringValue.flatMap({ PictureHash(text: $0) })
            else { return nil }
            return (page, hash)
        }
        return hashes.sorted { $0.page < $1.page }.map(\.hash)
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
