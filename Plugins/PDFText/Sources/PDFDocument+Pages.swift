extension PDFDocument {
    /// How far a page is turned, clockwise: 0, 90, 180 or 270.
    ///
    /// poppler-glib does not tell.
    mutating func rotation(page number: Int) -> Int {
        guard structure.mayBeRotated, let file = objects, let page = file.page(number) else { return 0 }
        return file.rotation(of: page)
    }

    /// Whether a page may be covered by a scan of at least that many pixels, by the pictures that it refers to.
    mutating func mayHaveScan(_ page: borrowing PDFPage, pixels: Int) -> Bool {
        let shape = page.width / page.height
        guard structure.mayHaveScan(shape: shape, pixels: pixels), let file = objects,
            let object = file.page(page.number)
        else {
            return false
        }
        return Self.mayHaveScan(file.inherited("/Resources", of: object), of: file, (shape, pixels), depth: 0)
    }

    private static func mayHaveScan(
        _ resources: ObjectFile.Object?, of file: ObjectFile, _ wanted: (shape: Double, pixels: Int),
        depth: Int
    ) -> Bool {
        guard let resources, let objects = file.member("/XObject", of: resources) else { return false }
        return file.members(objects, limit: 200).contains { member in
            let subtype = file.member("/Subtype", of: member.value)
            if file.isName(subtype, "/Form") {
                // What is nested deeper is read to be certain.
                return depth >= 2
                    || mayHaveScan(
                        file.member("/Resources", of: member.value), of: file, wanted, depth: depth + 1)
            }
            let width = file.integer(file.member("/Width", of: member.value)) ?? 0
            let height = file.integer(file.member("/Height", of: member.value)) ?? 0
            return FileStructure.covers(
                width: width, height: height, shape: wanted.shape, pixels: wanted.pixels)
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
