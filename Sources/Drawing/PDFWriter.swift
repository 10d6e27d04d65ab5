internal import CPangoCairo

/// What a PDF says about itself.
///
/// Only these go in, so that the same pages give the same bytes.
package struct PDFMetadata: Hashable, Sendable {
    /// The document's title.
    package let title: String
    /// The program that made it.
    package let creator: String
    /// When it was made, as `2026-04-01T10:00:00+05:30`.
    package let created: String

    /// Title, program and time.
    package init(title: String, creator: String, created: String) {
        self.title = title
        self.creator = creator
        self.created = created
    }
}

/// Writes pages as a PDF.
package enum PDFWriter {
    /// The PDF of pages with a text layer.
    ///
    /// - Throws: `DrawingError` when cairo has no memory or no font left.
    package static func bytes(of pages: [Page], metadata: PDFMetadata) throws(DrawingError) -> [UInt8] {
        try bytes(metadata: metadata, sizes: pages.map(\.size)) { pen, index in pen.draw(pages[index]) }
    }

    /// The PDF of scanned pages: each is one picture over the whole page, without text.
    ///
    /// - Parameters:
    ///   - scans: The pictures and the sizes of the pages that they cover.
    ///   - quality: Of the JPEG that the file holds, 1...100.
    ///   - metadata: What the PDF says about itself.
    /// - Returns: A whole PDF file.
    /// - Throws: `DrawingError` when a picture cannot be written.
    package static func bytes(
        ofScans scans: [(picture: Picture, size: PageSize)], quality: Int, metadata: PDFMetadata
    ) throws(DrawingError) -> [UInt8] {
        var surfaces: [PictureSurface] = []
        for scan in scans {
            // The file holds the JPEG; the surface behind it stays blank.
            let surface = try PictureSurface(width: scan.picture.width, height: scan.picture.height)
            try surface.attach(jpeg: scan.picture.jpeg(quality: quality))
            surfaces.append(surface)
        }
        return try bytes(metadata: metadata, sizes: scans.map(\.size)) { pen, index in
            let picture = scans[index].picture
            pen.paint(
                surfaces[index].pointer, width: picture.width, height: picture.height, over: scans[index].size
            )
        }
    }

    private static func bytes(
        metadata: PDFMetadata, sizes: [PageSize], draw: (Pen, Int) -> Void
    ) throws(DrawingError) -> [UInt8] {
        let sink = ByteSink()
        let first = sizes.first ?? .a4
        guard
            let surface = cairo_pdf_surface_create_for_stream(
                ByteSink.write, sink.closure, first.width, first.height)
        else { throw DrawingError("cairo has no memory for a PDF; free some and try again") }
        defer { cairo_surface_destroy(surface) }
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, metadata.title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, metadata.creator)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, metadata.created)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, metadata.created)
        do {
            let pen = Pen(on: surface)
            for (index, size) in sizes.enumerated() {
                cairo_pdf_surface_set_size(surface, size.width, size.height)
                draw(pen, index)
                pen.showPage()
            }
        }
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw DrawingError(
                "the PDF could not be drawn: \(String(cString: cairo_status_to_string(status)))")
        }
        return withExtendedLifetime(sink) { sink.bytes }
    }
}
