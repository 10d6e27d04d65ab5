import AssayKit
internal import CPoppler

/// An open page: the one owner of a poppler page.
struct PDFPage: ~Copyable {
    let pointer: OpaquePointer
    /// From 1.
    let number: Int
    /// Points, after rotation.
    let width: Double
    /// Points, after rotation.
    let height: Double
    /// Whether the page states a size; where not, a standard one stands for it.
    let hasSize: Bool

    /// Larger pages are not drawn: the format's own limit (ISO 32000-1, annex C).
    static let maximumSide = 14_400.0
    /// What poppler takes for a page that states no size.
    static let standardSize = (width: 612.0, height: 792.0)

    /// Opens a page; nil when poppler cannot.
    init?(_ document: borrowing PDFDocument, number: Int) {
        guard number >= 1, number <= document.pageCount,
            let page = poppler_document_get_page(document.pointer, Int32(clamping: number - 1))
        else { return nil }
        pointer = page
        self.number = number
        var width = 0.0
        var height = 0.0
        poppler_page_get_size(page, &width, &height)
        hasSize = width.isFinite && height.isFinite && width > 0 && height > 0
        self.width = hasSize ? width : Self.standardSize.width
        self.height = hasSize ? height : Self.standardSize.height
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(pointer)) }
}
