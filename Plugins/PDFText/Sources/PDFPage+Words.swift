import AssayKit
internal import CPoppler
internal import Glibc

extension PDFPage {
    /// Adds the page's words to the page that `builder` began last.
    ///
    /// - Parameters:
    ///   - builder: Gets the words in reading order.
    ///   - fonts: Gives words their font, size and colour; nil: they go without.
    /// - Returns: Whether the page has a text layer.
    func addWords(to builder: inout DocumentBuilder, fonts: FontTable?) -> Bool {
        guard let text = poppler_page_get_text(pointer) else { return false }
        defer { g_free(text) }
        var boxes: UnsafeMutablePointer<PopplerRectangle>?
        var boxCount: UInt32 = 0
        // On a page without text poppler leaves `boxes` as it was.
        guard poppler_page_get_text_layout(pointer, &boxes, &boxCount) != 0, let boxes else { return false }
        defer { g_free(boxes) }
        let attributes = fonts == nil ? nil : poppler_page_get_text_attributes(pointer)
        defer { if let attributes { poppler_page_free_text_attributes(attributes) } }
        let before = builder.wordCount
        var splitter = WordSplitter(
            text: UnsafeRawPointer(text), byteCount: strlen(text), boxes: boxes, boxCount: Int(boxCount),
            attributes: attributes, fonts: fonts, page: (Float(width), Float(height)))
        splitter.addWords(to: &builder)
        return builder.wordCount > before
    }
}
