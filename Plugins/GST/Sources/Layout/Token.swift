import AssayKit

/// One word of the sheet.
struct Token {
    /// In sheet coordinates: the pages stand below each other.
    var box: Box
    /// How far it was moved up to straighten its line; ``box`` is where it was moved to.
    var shift: Float = 0
    /// Where its bytes lie in ``Sheet/raw``.
    var rawStart: Int32
    var rawEnd: Int32
    /// Where its folded bytes lie in ``Sheet/keys``.
    var keyStart: Int32
    var keyEnd: Int32
    /// 0...1.
    var confidence: Float
    /// Place of its page in ``Sheet/pages``.
    var page: Int32
    /// The number that the whole word prints, if it does.
    var number: PrintedNumber
    var flags: WordFlags
    /// How many digits and letters it has.
    var digits: UInt8
    var letters: UInt8

    /// Where it stands on the page.
    var printedBox: Box { Box(box.x0, box.y0 + shift, box.x1, box.y1 + shift) }
    var rawRange: Range<Int> { Int(rawStart)..<Int(rawEnd) }
    var keyRange: Range<Int> { Int(keyStart)..<Int(keyEnd) }
    /// Neither letter nor digit: ":" or "|".
    var isPunctuation: Bool { digits == 0 && letters == 0 }
}

/// Words that stand next to each other in one row, without a wide gap.
struct Segment {
    /// Places in ``Sheet/order``.
    var first: Int
    var last: Int
    var row: Int
    var box: Box

    var tokens: ClosedRange<Int> { first...last }
}

/// Words at the same height, over the whole width of a page.
struct Row {
    /// Places in ``Sheet/order``.
    var first: Int
    var last: Int
    /// Places in ``Sheet/segments``.
    var segments: Range<Int>
    var box: Box
    /// Place of its page in ``Sheet/pages``.
    var page: Int

    var tokens: ClosedRange<Int> { first...last }
}
