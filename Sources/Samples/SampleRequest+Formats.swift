internal import Drawing

extension SampleRequest.Format {
    /// What follows the number in a file's name.
    var suffix: String {
        switch self {
        case .text: ""
        case .scan: "-scan"
        case .photo: "-photo"
        case .picture: "-picture"
        }
    }

    /// `pdf` or `png`; `jpg` for a photo that was pressed into one.
    func fileExtension(_ wear: Wear?) -> String {
        switch self {
        case .text, .scan: "pdf"
        case .photo: wear == .jpeg ? "jpg" : "png"
        case .picture: "png"
        }
    }

    /// The document's bytes.
    func bytes(
        of pages: [Page], invoice: Invoice, wear: Wear?, random: SplitMix64
    ) throws(DrawingError) -> [UInt8] {
        let day = invoice.date ?? CalendarDay(2026, 4, 1)
        let metadata = PDFMetadata(
            title: "Invoice \(invoice.number ?? "")", creator: "Assay samples",
            created: "\(day.iso)T10:30:00+05:30")
        switch self {
        case .text:
            return try PDFWriter.bytes(of: pages, metadata: metadata)
        case .scan:
            var scans: [(picture: Picture, size: PageSize)] = []
            var scanner = Scanner(random: random)
            for page in pages {
                scans.append((picture: try scanner.picture(of: page, wear: wear), size: page.size))
            }
            return try PDFWriter.bytes(
                ofScans: scans, quality: wear?.quality ?? Scanner.quality, metadata: metadata)
        case .photo:
            guard let first = pages.first else { return [] }
            var camera = Camera(random: random)
            let picture = try camera.picture(of: first, wear: wear)
            return try wear == .jpeg ? picture.jpeg(quality: Wear.jpeg.quality) : picture.png()
        case .picture:
            guard let first = pages.first else { return [] }
            return try first.picture(dpi: 200, channels: .rgb).png()
        }
    }
}
