import AssayKit
import DocumentLayout

/// A labelled amount below or beside the items.
struct MoneyLine {
    var kind: LabelKind
    /// With its sign.
    var amount: Amount
    var tokens: [Int]
    /// The rate that its label names: "CGST @ 9%".
    var rate: Amount?
    /// Place in ``Sheet/rows``.
    var row: Int
    /// How many characters its label has: "Grand Total" says more than "Total".
    var labelLength: Int
    var support: Double
}
