import AssayKit
internal import CPoppler
internal import Glibc

/// The text of a page as poppler gives it: its characters, a box for each, and their looks.
///
/// It is their one owner.
struct TextLayer: ~Copyable {
    private let text: UnsafeMutablePointer<CChar>
    private let boxes: UnsafeMutablePointer<PopplerRectangle>
    private let boxCount: Int
    private let attributes: UnsafeMutablePointer<GList>?

    /// Selects all text of a page.
    ///
    /// poppler takes an area for a selection by mouse: from the block nearest to its first corner, in reading order,
    /// to the block nearest to its second. With the page as the area, blocks that come earlier in reading order than
    /// the one at the top left are lost. From far enough away all blocks are equally near, and the first one counts.
    private static var everything: PopplerRectangle {
        PopplerRectangle(x1: -1e30, y1: -1e30, x2: 1e30, y2: 1e30)
    }

    /// The text layer of a page; nil when it has none.
    ///
    /// - Parameters:
    ///   - page: Which page.
    ///   - hasLooks: Whether font, size and colour are wanted.
    init?(_ page: borrowing PDFPage, hasLooks: Bool) {
        var everything = Self.everything
        guard let text = poppler_page_get_text_for_area(page.pointer, &everything) else { return nil }
        var boxes: UnsafeMutablePointer<PopplerRectangle>?
        var count: UInt32 = 0
        // On a page without text poppler leaves `boxes` as it was.
        guard poppler_page_get_text_layout_for_area(page.pointer, &everything, &boxes, &count) != 0, let boxes
        else {
            g_free(text)
            return nil
        }
        self.text = text
        self.boxes = boxes
        boxCount = Int(count)
        attributes = hasLooks ? poppler_page_get_text_attributes_for_area(page.pointer, &everything) : nil
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
