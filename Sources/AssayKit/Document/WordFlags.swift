internal import CAssayPlugin

/// What is known of a word beside its text.
public struct WordFlags: OptionSet, Sendable, Hashable {
    /// The bits as they stand in the buffer.
    public let rawValue: UInt16
    /// Flags by their bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Drawn in a bold font.
    public static let bold = WordFlags(rawValue: UInt16(ASSAY_WORD_BOLD))
    /// Drawn in an italic font.
    public static let italic = WordFlags(rawValue: UInt16(ASSAY_WORD_ITALIC))
    /// Drawn in a font whose characters are all equally wide.
    public static let fixedPitch = WordFlags(rawValue: UInt16(ASSAY_WORD_FIXED_PITCH))
    /// Drawn in no colour (PDF render mode 3).
    public static let invisible = WordFlags(rawValue: UInt16(ASSAY_WORD_INVISIBLE))
    /// Lies outside the page.
    public static let offPage = WordFlags(rawValue: UInt16(ASSAY_WORD_OFF_PAGE))
    /// The last one of its line.
    public static let lineEnd = WordFlags(rawValue: UInt16(ASSAY_WORD_LINE_END))
    /// Written by hand.
    public static let handwritten = WordFlags(rawValue: UInt16(ASSAY_WORD_HANDWRITTEN))
    /// From OCR.
    public static let recognised = WordFlags(rawValue: UInt16(ASSAY_WORD_RECOGNISED))
    /// Its block is a cell that lines enclose, as in a ruled table.
    public static let inCell = WordFlags(rawValue: UInt16(ASSAY_WORD_IN_CELL))
}

/// How a font looks; the same bits as ``WordFlags``.
public typealias FontStyle = WordFlags

/// A font of the document.
public struct Font: Sendable, Hashable {
    /// Its name without a subset prefix: "Helvetica-Bold".
    public let name: String
    /// Bold, italic, fixed pitch.
    public let style: FontStyle

    /// A font by its name and style.
    public init(name: String, style: FontStyle = []) {
        self.name = name
        self.style = style
    }
}
