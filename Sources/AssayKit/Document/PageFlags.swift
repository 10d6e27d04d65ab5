internal import CAssayPlugin

/// What is known of a page.
public struct PageFlags: OptionSet, Sendable, Hashable {
    /// The bits as they stand in the buffer.
    public let rawValue: UInt32
    /// Flags by their bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// One image covers the page.
    public static let scanned = PageFlags(rawValue: UInt32(ASSAY_PAGE_SCANNED))
    /// It has a text layer that was read as words.
    public static let hasText = PageFlags(rawValue: UInt32(ASSAY_PAGE_HAS_TEXT))
    /// Its words come from OCR.
    public static let recognised = PageFlags(rawValue: UInt32(ASSAY_PAGE_RECOGNISED))
    /// Its words were asked for and read.
    public static let wordsRead = PageFlags(rawValue: UInt32(ASSAY_PAGE_WORDS_READ))
    /// The reader could not read all of it.
    public static let damaged = PageFlags(rawValue: UInt32(ASSAY_PAGE_DAMAGED))
}
