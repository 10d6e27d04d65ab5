import AssayKit

extension PDFTextReader {
    /// ``images(_:pages:_:_:)`` without a host; `reach` is called before each page and may throw to end the work.
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
            guard let page = PDFPage(document, number: number) else {
                addUnreadablePage(number, &document, &builder)
                continue
            }
            let analysis = document.structure.hasImages ? document.analyse(page) : nil
            add(page, analysis, &document, &builder)
            if request.allowsEmbedded, request.region == nil, let analysis,
                let scan = document.embeddedScan(analysis, page: number)
            {
                builder.addImage(
                    scan.bytes, encoding: scan.encoding, width: scan.width, height: scan.height, stride: 0,
                    dpi: Float(scan.dpi), matrix: scan.matrix, isEmbedded: true)
                continue
            }
            let drawing = try PageDrawing(request, page: page, scanDPI: analysis?.dpi ?? 0)
            if let lowered = drawing.loweredResolution { document.note(lowered) }
            builder.addImage(
                try drawing.draw(page), encoding: request.encoding, width: drawing.width,
                height: drawing.height, stride: drawing.stride, dpi: Float(drawing.dpi),
                matrix: PixelMatrix(filling: drawing.area, width: drawing.width, height: drawing.height),
                isRegion: request.region != nil)
        }
        builder.metadata = document.briefMetadata()
        return builder
    }
}
