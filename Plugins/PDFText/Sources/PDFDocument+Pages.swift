extension PDFDocument {
    /// How far a page is turned, clockwise: 0, 90, 180 or 270. poppler-glib does not tell.
    mutating func rotation(page number: Int) -> Int {
        guard structure.mayBeRotated, let file = objects, let page = file.page(number) else { return 0 }
        return file.rotation(of: page)
    }

    /// Whether a page may be covered by a scan, decided by the sizes of the pictures that it refers to.
    mutating func mayHaveScan(page number: Int) -> Bool {
        guard structure.hasLargeImage, let file = objects, let page = file.page(number),
            let resources = file.inherited("/Resources", of: page),
            let pictures = file.member("/XObject", of: resources)
        else { return false }
        return file.members(pictures, limit: 200).contains { member in
            // What a form draws is known only once it is read.
            if file.isName(file.member("/Subtype", of: member.value), "/Form") { return true }
            let width = file.integer(file.member("/Width", of: member.value)) ?? 0
            let height = file.integer(file.member("/Height", of: member.value)) ?? 0
            return FileStructure.isScan(width: width, height: height)
        }
    }

    /// What a page's content tells beside its words; nil when qpdf cannot read the file.
    mutating func analyse(_ page: borrowing PDFPage) -> PageAnalysis? {
        guard let file = objects, let object = file.page(page.number) else { return nil }
        return PageAnalysis(page, object, of: file)
    }

    /// The scan that covers a page as it lies in the file; nil when the page has to be drawn.
    mutating func embeddedScan(_ analysis: PageAnalysis, page number: Int) -> EmbeddedScan? {
        guard let file = objects, let page = file.page(number) else { return nil }
        return EmbeddedScan(analysis, page: page, of: file)
    }
}
