import AssayKit
internal import CPoppler
internal import Glibc

/// The text of a page as poppler gives it: its characters, a box for each, and their looks. Their one owner.
struct TextLayer: ~Copyable {
    private let text: UnsafeMutablePointer<CChar>
    private let boxes: UnsafeMutablePointer<PopplerRectangle>
    private let boxCount: Int
    private let attributes: UnsafeMutablePointer<GList>?

    /// The text layer of a page; nil when it has none.
    ///
    /// - Parameters:
    ///   - page: Which page.
    ///   - hasLooks: Whether font, size and colour are wanted.
    init?(_ page: borrowing PDFPage, hasLooks: Bool) {
        guard let text = poppler_page_get_text(page.pointer) else { return nil }
        var boxes: UnsafeMutablePointer<PopplerRectangle>?
        var count: UInt32 = 0
        // On a page without text poppler leaves `boxes` as it was.
        guard poppler_page_get_text_layout(page.pointer, &boxes, &count) != 0, let boxes else {
            g_free(text)
            return nil
        }
        self.text = text
        self.boxes = boxes
        boxCount = Int(count)
        attributes = hasLooks ? poppler_page_get_text_attributes(page.pointer) : nil
    }

    deinit {
        g_free(text)
        g_free(boxes)
        if let attributes { poppler_page_free_text_attributes(attributes) }
    }

    /// Adds the words to the page that `builder` began last.
    ///
    /// - Returns: What was noticed about their visibility.
    func addWords(
        to builder: inout DocumentBuilder, fonts: FontTable?, page: (width: Double, height: Double),
        invisible: InvisibleText?
    ) -> WordSplitter.Counts {
        var splitter = WordSplitter(
            text: (UnsafeRawPointer(text), strlen(text)), boxes: (UnsafePointer(boxes), boxCount),
            attributes: attributes, fonts: fonts, page: (Float(page.width), Float(page.height)),
            invisible: invisible)
        splitter.addWords(to: &builder)
        return splitter.counts
    }
}
