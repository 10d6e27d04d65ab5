internal import CAssayPlugin

/// A document as a plugin gets it: pages, words and images in one flat buffer that is read where it lies.
///
/// The view borrows memory that is gone when the call ends, which is why it can't be copied or kept: storing it is
/// a compile error. ``PageView``, ``WordView`` and ``ImageView`` hold pointers into the same memory and must not
/// outlive it either; copy what you keep (`word.text`).
public struct DocumentView: ~Copyable {
    let base: UnsafeRawPointer
    let header: assay_document

    /// A view of the buffer after every offset in it was checked once, so that reads need no more checks.
    ///
    /// - Parameter buffer: 8-aligned; it must stay readable and unchanged as long as the view lives.
    /// - Throws: ``DocumentError`` when an offset, count, stride or text in it is wrong.
    public init(validating buffer: UnsafeRawBufferPointer) throws(DocumentError) {
        let checked = try DocumentCheck.header(of: buffer)
        guard let start = buffer.baseAddress else { throw DocumentError("the buffer is empty") }
        header = checked
        base = start
    }

    /// Bytes that the document takes.
    public var byteCount: Int { Int(header.total_size) }
    /// How many pages the buffer holds; a window holds fewer than the file has.
    public var pageCount: Int { Int(header.page_count) }
    /// How many words, over all pages.
    public var wordCount: Int { Int(header.word_count) }
    /// How many images, over all pages.
    public var imageCount: Int { Int(header.image_count) }
    /// How many fonts.
    public var fontCount: Int { Int(header.font_count) }

    /// The page in that place.
    ///
    /// - Parameter index: 0 ..< ``pageCount``; its ``PageView/number`` may be larger.
    /// - Returns: The page; it must not outlive the call.
    public func page(at index: Int) -> PageView {
        precondition(index >= 0 && index < pageCount, "no page at index \(index)")
        let offset = Int(header.pages_off) + index * Int(header.page_stride)
        return PageView(
            base: base, header: header, row: base.loadUnaligned(fromByteOffset: offset, as: assay_page.self))
    }

    /// The word in that place of the whole document.
    ///
    /// - Parameter index: 0 ..< ``wordCount``.
    /// - Returns: The word; it must not outlive the call.
    public func word(at index: Int) -> WordView {
        precondition(index >= 0 && index < wordCount, "no word at index \(index)")
        return WordView(base: base, header: header, index: index)
    }

    /// The image in that place of the whole document.
    ///
    /// - Parameter index: 0 ..< ``imageCount``.
    /// - Returns: The image; it must not outlive the call.
    public func image(at index: Int) -> ImageView {
        precondition(index >= 0 && index < imageCount, "no image at index \(index)")
        return ImageView(base: base, header: header, index: index)
    }

    /// The font in that place.
    ///
    /// - Parameter index: 0 ..< ``fontCount``.
    /// - Returns: The font, or nil outside.
    public func font(at index: Int) -> Font? {
        guard index >= 0, index < fontCount else { return nil }
        let offset = Int(header.fonts_off) + index * Int(header.font_stride)
        let row = base.loadUnaligned(fromByteOffset: offset, as: assay_font.self)
        let name = UnsafeRawBufferPointer(
            start: base + Int(header.text_off) + Int(row.name_off), count: Int(row.name_len))
        return Font(
            name: String(decoding: name, as: UTF8.self),
            style: FontStyle(rawValue: UInt16(truncatingIfNeeded: row.flags)))
    }

    /// Media type, producer, dates and what else the reader found out; an empty object when there is none.
    public var metadata: JSONValue {
        let bytes = UnsafeRawBufferPointer(start: base + Int(header.meta_off), count: Int(header.meta_len))
        // Metadata that is no JSON was written by a foreign reader; the words are good without it.
        return (try? JSONParser.parse(bytes)) ?? .object(JSONObject())
    }

    /// The buffer itself.
    public func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try body(UnsafeRawBufferPointer(start: base, count: byteCount))
    }
}
