import AssayKit
internal import CPoppler

/// How large a picture of a page becomes, and its drawing.
struct PageDrawing {
    /// Larger pictures are drawn with fewer dots per inch.
    static let maximumPixels = 50_000_000.0
    /// A scan that says nothing of its resolution, and a page that is none.
    static let standardDPI = 150.0

    /// The part of the page that is drawn, in points.
    let area: Box
    /// What was asked for.
    let wantedDPI: Double
    /// What it is drawn with.
    let dpi: Double
    /// Pixels.
    let width: Int
    /// Pixels.
    let height: Int
    private let encoding: ImageEncoding
    private let page: Int

    /// Plans a picture.
    ///
    /// - Throws: ``PluginError``: `page_too_large` above 14,400 points a side, `encoding` for one that is not drawn,
    ///   `empty_region`.
    init(_ request: ImageRequest, page: borrowing PDFPage, scanDPI: Double = 0) throws(PluginError) {
        guard [.grey8, .rgb8, .png].contains(request.encoding) else {
            throw PluginError(
                .unsupported, code: "encoding",
                "pages are drawn as grey8, rgb8 or png, not as \(request.encoding)",
                mend: "Ask for one of these.")
        }
        guard max(page.width, page.height) <= PDFPage.maximumSide else {
            throw PluginError(
                .limit, code: "page_too_large",
                "page \(page.number) measures \(Int(page.width)) by \(Int(page.height)) points; the limit is "
                    + "\(Int(PDFPage.maximumSide))",
                mend: "Leave the page out, or print it to a smaller format.", page: page.number)
        }
        let whole = Box(0, 0, Float(page.width), Float(page.height))
        area = request.region.map { Self.clip($0, to: whole) } ?? whole
        guard area.width > 0, area.height > 0 else {
            throw PluginError(
                .input, code: "empty_region",
                "the region that was asked for lies outside page \(page.number)",
                mend: "Give it in points, origin at the top left.", page: page.number)
        }
        self.page = page.number
        encoding = request.encoding
        let asked = request.dpi.isFinite && request.dpi > 0 ? request.dpi : scanDPI
        wantedDPI = asked > 0 ? asked : Self.standardDPI
        let inches = (Double(area.width) / 72, Double(area.height) / 72)
        let affordable = (Self.maximumPixels / (inches.0 * inches.1)).squareRoot()
        // Both sides are rounded up, which must not lead over the limit or cairo's own of 32,767 pixels a side.
        dpi = min(wantedDPI, affordable, 32_000 / max(inches.0, inches.1))
        width = max(1, Int((inches.0 * dpi).rounded()))
        height = max(1, Int((inches.1 * dpi).rounded()))
    }

    /// Bytes from one row to the next; 0 for a complete file.
    var stride: Int {
        switch encoding {
        case .grey8: width
        case .rgb8: width * 3
        default: 0
        }
    }

    /// What to tell of a picture that is coarser than it was asked for; nil when it is not.
    var loweredResolution: Problem? {
        guard dpi < wantedDPI else { return nil }
        return Problem(
            code: "resolution_lowered",
            message:
                "page \(page) was drawn at \(Int(dpi)) dots per inch instead of \(Int(wantedDPI)): a picture has "
                + "at most \(Int(Self.maximumPixels / 1_000_000)) million pixels", page: page)
    }

    private static func clip(_ box: Box, to page: Box) -> Box {
        Box(max(box.x0, page.x0), max(box.y0, page.y0), min(box.x1, page.x1), min(box.y1, page.y1))
    }

    /// Draws the page.
    ///
    /// - Returns: Rows of ``stride`` bytes, or a PNG file.
    /// - Throws: ``PluginError`` `drawing` when cairo has no memory for it.
    func draw(_ page: borrowing PDFPage) throws(PluginError) -> [UInt8] {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
            throw failure("no memory")
        }
        defer { cairo_surface_destroy(surface) }
        let cairo = cairo_create(surface)
        defer { cairo_destroy(cairo) }
        cairo_set_source_rgb(cairo, 1, 1, 1)
        cairo_paint(cairo)
        cairo_scale(cairo, Double(width) / Double(area.width), Double(height) / Double(area.height))
        cairo_translate(cairo, -Double(area.x0), -Double(area.y0))
        poppler_page_render(page.pointer, cairo)
        cairo_surface_flush(surface)
        // A fault within the page leaves its mark on the context; the surface holds what could be drawn.
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
            let pixels = cairo_image_surface_get_data(surface)
        else { throw failure(String(cString: cairo_status_to_string(cairo_surface_status(surface)))) }
        let rowBytes = Int(cairo_image_surface_get_stride(surface))
        switch encoding {
        case .grey8: return grey(pixels, rowBytes)
        case .rgb8: return colours(pixels, rowBytes)
        default: return try PNGFile.bytes(of: surface, page: self.page)
        }
    }

    private func failure(_ reason: String) -> PluginError {
        PluginError(
            .internal, code: "drawing", "page \(page) cannot be drawn: \(reason)",
            mend: "Ask for a lower resolution.", page: page)
    }

    /// Luminance by ITU-R BT.601, in 256ths.
    private func grey(_ pixels: UnsafeMutablePointer<UInt8>, _ rowBytes: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: width * height) { out, count in
            guard let target = out.baseAddress else { return }
            for row in 0..<height {
                let from = UnsafeRawPointer(pixels + row * rowBytes).assumingMemoryBound(to: UInt32.self)
                let to = target + row * width
                for column in 0..<width {
                    let pixel = from[column]
                    let sum =
                        (pixel & 0xFF) &* 29 &+ ((pixel >> 8) & 0xFF) &* 150 &+ ((pixel >> 16) & 0xFF) &* 77
                    to[column] = UInt8(truncatingIfNeeded: sum >> 8)
                }
            }
            count = width * height
        }
    }

    private func colours(_ pixels: UnsafeMutablePointer<UInt8>, _ rowBytes: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: stride * height) { out, count in
            guard let target = out.baseAddress else { return }
            for row in 0..<height {
                let from = UnsafeRawPointer(pixels + row * rowBytes).assumingMemoryBound(to: UInt32.self)
                var to = target + row * stride
                for column in 0..<width {
                    let pixel = from[column]
                    to[0] = UInt8(truncatingIfNeeded: pixel >> 16)
                    to[1] = UInt8(truncatingIfNeeded: pixel >> 8)
                    to[2] = UInt8(truncatingIfNeeded: pixel)
                    to += 3
                }
            }
            count = stride * height
        }
    }
}
