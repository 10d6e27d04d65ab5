import AssayKit

extension PDFTextReader {
    /// ``images(_:pages:_:_:)`` without a host.
    func images(
        _ source: UnsafeRawBufferPointer, pages: [Int], _ request: ImageRequest,
        reach: (Double) throws -> Void
    ) throws -> DocumentBuilder {
        PopplerLibrary.beginListening()
        defer { PopplerLibrary.endListening() }
        var document = try PDFDocument(source, options: options)
        let wanted = try Self.pages(pages, of: document)
        var builder = DocumentBuilder()
        for (place, number) in wanted.enumerated() {
            try reach(Double(place) / Double(wanted.count))
            guard let page = begin(page: number, of: &document, &builder) else { continue }
            let drawing = try PageDrawing(request, page: page)
            if drawing.dpi < drawing.wantedDPI { document.note(drawing.loweredResolution) }
            builder.addImage(
                try drawing.draw(page), encoding: request.encoding, width: drawing.width,
                height: drawing.height, stride: drawing.stride, dpi: Float(drawing.dpi),
                matrix: PixelMatrix(filling: drawing.area, width: drawing.width, height: drawing.height),
                isRegion: request.region != nil)
        }
        builder.metadata = document.briefMetadata
        return builder
    }
}
