/// One thing drawn on a page: text, a line, or a box.
package enum Mark: Hashable, Sendable {
    /// Text in one style.
    case text(TextMark)
    /// A straight line; `width` in points.
    case line(from: Point, to: Point, width: Double, colour: Colour)
    /// A rectangle, filled, outlined or both; `width` of the outline in points.
    case box(Area, fill: Colour?, outline: Colour?, width: Double)
    /// A two-dimensional code, black on what is below.
    case code(CodePattern, Area)
}

/// A piece of text at a place.
package struct TextMark: Hashable, Sendable {
    /// The text; a line feed starts a new line.
    package var text: String
    /// The top of the first line.
    ///
    /// Without a `width`: its left end, middle or right end, as the alignment says.
    /// With one: the left edge of the column.
    package var place: Point
    /// Points after which lines wrap; nil never wraps.
    package var width: Double?
    /// Font, size, weight, alignment and colour.
    package var style: TextStyle

    /// Text at a place, wrapped where a width is given.
    package init(_ text: String, at place: Point, width: Double? = nil, style: TextStyle) {
        self.text = text
        self.place = place
        self.width = width
        self.style = style
    }
}

/// Font, size, weight, alignment and colour of a text.
package struct TextStyle: Hashable, Sendable {
    /// Which side of the text stands at its place.
    package enum Alignment: Hashable, Sendable {
        /// The left end.
        case left
        /// The middle.
        case centre
        /// The right end.
        case right
    }

    /// The font's family as fontconfig knows it; a missing glyph comes from another font.
    package var family: String
    /// The height of the font in points.
    package var size: Double
    /// Whether the weight is bold.
    package var isBold: Bool
    /// Whether the letters lean.
    package var isItalic: Bool
    /// Where the text stands relative to its place.
    package var alignment: Alignment
    /// The ink.
    package var colour: Colour

    /// A style; plain, left-aligned and black unless told otherwise.
    package init(
        family: String, size: Double, isBold: Bool = false, isItalic: Bool = false,
        alignment: Alignment = .left, colour: Colour = .black
    ) {
        self.family = family
        self.size = size
        self.isBold = isBold
        self.isItalic = isItalic
        self.alignment = alignment
        self.colour = colour
    }
}
