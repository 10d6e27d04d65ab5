import DocumentLayout

/// A label found on the sheet.
struct LabelHit {
    var kind: LabelKind
    /// Places in ``Sheet/tokens``.
    var first: Int
    var last: Int
    /// Where in ``Sheet/raw`` the label ends, inside its last word when the value is glued to it.
    var end: Int
    /// Place in ``Sheet/segments``.
    var segment: Int
    /// Whether it is the first thing in its segment.
    var isLeading: Bool
    /// Whether a colon or the like follows.
    var hasColon: Bool
    /// Whether nothing but punctuation follows in its segment.
    var endsSegment: Bool
    /// How many characters of it were misread; 0 for exact.
    var edits: Int
    /// How many characters the label has, without spaces and punctuation.
    var length: Int

    /// Whether its value is glued to its last word: "No:08AAA".
    func isGlued(in sheet: Sheet) -> Bool { end < Int(sheet.tokens[last].rawEnd) }
}
