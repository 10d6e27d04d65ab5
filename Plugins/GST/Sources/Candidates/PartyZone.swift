import AssayKit
import DocumentLayout

/// Who a block of lines is about.
enum PartyRole: Sendable {
    case supplier, buyer, shipTo, other
}

/// The lines that belong to one party: its heading and what stands below it in the same column.
struct PartyZone {
    /// One line of a block, perhaps in two cells ("GSTIN" and its value).
    struct Line {
        /// Places in ``Sheet/tokens``.
        var tokens: [Int]
        /// The first of its segments.
        var segment: Int
    }

    var role: PartyRole
    /// The label that heads it; nil for the block at the top of the page.
    var heading: LabelHit?
    var lines: [Line]

    func contains(_ token: Int) -> Bool { lines.contains { $0.tokens.contains(token) } }
}
