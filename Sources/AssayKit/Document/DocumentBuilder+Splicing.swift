internal import CAssayPlugin

extension DocumentBuilder {
    /// Which parts of a page to take along.
    public enum PageParts: Sendable {
        /// Words and images.
        case all
        /// Words only.
        case words
        /// Neither: just its size and flags.
        case frame
    }

    /// Appends a page of another document with the parts that are wanted.
    ///
    /// - Parameters:
    ///   - index: The page's place in `document`; its number must be larger than the last page's here.
    ///   - document: Where it comes from.
    ///   - parts: What to take along.
    ///   - flags: Added to its flags.
    ///   - number: The page's number here; nil: the one that it has there.
    public mutating func appendPage(
        at index: Int, of document: borrowing DocumentView, parts: PageParts = .all,
        adding flags: PageFlags = [], as number: Int? = nil
    ) {
        let page = document.page(at: index)
        addPage(
            number: number ?? page.number, width: page.width, height: page.height, rotation: page.rotation,
            dpi: page.dpi, flags: page.flags.union(flags))
        if parts != .frame { appendWords(of: page, from: document) }
        guard parts == .all else { return }
        for place in 0..<page.imageCount {
            let image = page.image(at: place)
            guard let encoding = image.encoding else { continue }
            addImage(
                Array(image.bytes), encoding: encoding, width: image.width, height: image.height,
                stride: image.stride, dpi: image.dpi, matrix: image.matrix, isEmbedded: image.isEmbedded,
                isRegion: image.isRegion)
        }
    }

    private mutating func appendWords(of page: PageView, from document: borrowing DocumentView) {
        var fontMap: [UInt16: UInt16] = [:]
        guard let last = pages.indices.last else { return }
        for place in 0..<page.wordCount {
            let word = page.word(at: place)
            var row = word.row
            row.text_off = UInt32(clamping: text.count)
            text.append(contentsOf: word.utf8)
            if let known = fontMap[row.font] {
                row.font = known
            } else if let font = document.font(at: Int(row.font)) {
                let mapped = UInt16(clamping: fontIndex(of: font))
                fontMap[row.font] = mapped
                row.font = mapped
            } else {
                row.font = UInt16(ASSAY_NO_FONT)
            }
            words.append(row)
        }
        pages[last].word_count += UInt32(page.wordCount)
    }
}
