import AssayKit
import DocumentLayout

/// A place where a label's value may stand.
struct Spot {
    /// How a value stands to its label.
    enum Relation {
        /// In the same segment, behind it.
        case inline
        /// In the next segment of the row.
        case right
        /// In a row below.
        case below
    }

    /// Places in ``Sheet/tokens``, in one row.
    var tokens: ClosedRange<Int>
    /// A place in ``Sheet/raw`` inside the first word, when the label is glued to it.
    var start: Int?
    var relation: Relation
    /// Points between label and value.
    var distance: Float
    /// The kind of label that the value's segment begins with, when it begins with one.
    var leadingLabel: LabelKind?
}

extension Sheet {
    /// The text at a spot.
    func text(_ spot: Spot) -> String { text(spot.tokens, from: spot.start) }
}
