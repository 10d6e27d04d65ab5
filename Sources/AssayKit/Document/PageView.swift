internal import CAssayPlugin

/// One page of a ``DocumentView``; it must not outlive the call.
public struct PageView {
    let base: UnsafeRawPointer
    let header: assay_document
    let row: assay_page

    /// 1 is the file's first page, whatever window the document holds.
    public var number: Int { Int(row.number) }
    /// Width in points, after rotation.
    public var width: Float { row.width }
    /// Height in points, after rotation.
    public var height: Float { row.height }
    /// Degrees clockwise, already applied to all coordinates.
    public var rotation: Int { Int(row.rotation) }
    /// What is known of the page.
    public var flags: PageFlags { PageFlags(rawValue: row.flags) }
    /// Resolution of the scan that covers the page, dots per inch; 0 when there is none.
    public var dpi: Float { row.dpi }
    /// Place of its first word in the document.
    public var firstWord: Int { Int(row.first_word) }
    /// How many words it has.
    public var wordCount: Int { Int(row.word_count) }
    /// How many images it has.
    public var imageCount: Int { Int(row.image_count) }

    /// The word in that place of the page, in reading order.
    ///
    /// - Parameter index: 0 ..< ``wordCount``.
    /// - Returns: The word; it must not outlive the call.
    public func word(at index: Int) -> WordView {
        precondition(index >= 0 && index < wordCount, "no word at index \(index)")
        return WordView(base: base, header: header, index: firstWord + index)
    }

    /// The image in that place of the page.
    ///
    /// - Parameter index: 0 ..< ``imageCount``.
    /// - Returns: The image; it must not outlive the call.
    public func image(at index: Int) -> ImageView {
        precondition(index >= 0 && index < imageCount, "no image at index \(index)")
        return ImageView(base: base, header: header, index: Int(row.first_image) + index)
    }
}
