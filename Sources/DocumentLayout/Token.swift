package import AssayKit

/// One word of the sheet.
package struct Token {
    /// In sheet coordinates: the pages stand below each other.
    package var box: Box
    /// How far it was moved up to straighten its line; ``box`` is where it was moved to.
    package var shift: Float = 0
    /// Where its bytes lie in ``Sheet/raw``.
    package var rawStart: Int32
    package var rawEnd: Int32
    /// Where its folded bytes lie in ``Sheet/keys``.
    package var keyStart: Int32
    package var keyEnd: Int32
    /// 0...1.
    package var confidence: Float
    /// Place of its page in ``Sheet/pages``.
    package var page: Int32
    /// The number that the whole word prints, if it does.
    package var number: PrintedNumber
    package var flags: WordFlags
    /// The cell of a ruled table that it stands in: words of a document with the same number stand in one; 0: in none
    /// that is known.
    package var cell: Int32 = 0
    /// The reader's number of its line on its page; 0 when not known.
    package var line: Int32 = 0
    /// How many digits and letters it has.
    package var digits: UInt8
    package var letters: UInt8

    /// Where it stands on the page.
    package var printedBox: Box { Box(box.x0, box.y0 + shift, box.x1, box.y1 + shift) }
    package var rawRange: Range<Int> { Int(rawStart)..<Int(rawEnd) }
    package var keyRange: Range<Int> { Int(keyStart)..<Int(keyEnd) }
    /// Neither letter nor digit: ":" or "|".
    package var isPunctuation: Bool { digits == 0 && letters == 0 }
}

/// Words that stand next to each other in one row, without a wide gap.
package struct Segment {
    /// Places in ``Sheet/order``.
    package var first: Int
    package var last: Int
    package var row: Int
    package var box: Box

    package var tokens: ClosedRange<Int> { first...last }
}

/// Words at the same height, over the whole width of a page.
package struct Row {
    /// Places in ``Sheet/order``.
    package var first: Int
    package var last: Int
    /// Places in ``Sheet/segments``.
    package var segments: Range<Int>
    package var box: Box
    /// Place of its page in ``Sheet/pages``.
    package var page: Int

    package var tokens: ClosedRange<Int> { first...last }
}
