/// How `assay-fetch` answers: frames of a kind (1 byte), a length (4 bytes, little-endian) and a payload.
package enum FetchFrame: UInt8, Sendable {
    /// The length of the whole document as text, once, before its bytes; nothing when the sender doesn't tell.
    case length = 1
    /// The next bytes of the document.
    case bytes = 2
    /// All has come. No payload.
    case end = 3
    /// Why it has not: ``FetchFailure`` as JSON. The last frame.
    case failure = 4

    /// The bytes of a frame's header.
    package static let headerSize = 5
    /// The largest payload that is taken, bytes.
    package static let largest = 1 << 20

    /// A header.
    package func header(_ count: Int) -> [UInt8] {
        [rawValue] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    }
}
