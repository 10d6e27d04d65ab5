import AssayKit

extension PDFTextReader {
    /// ``inspect(_:_:)`` without a host; `reach` is called before each page and may throw to end the work.
    func inspect(
        _ source: UnsafeRawBufferPointer, reach: (Double) throws -> Void
    ) throws -> DocumentBuilder {
        PopplerLibrary.beginListening()
        defer { PopplerLibrary.endListening() }
        var document = try PDFDocument(source, options: options)
        var builder = DocumentBuilder()
        for number in 1...document.pageCount {
            try reach(Double(number - 1) / Double(document.pageCount))
            begin(page: number, of: &document, &builder)
        }
        builder.metadata = document.metadata(fonts: nil)
        return builder
    }

    /// ``words(_:pages:_:)`` without a host.
    func words(
        _ source: UnsafeRawBufferPointer, pages: [Int], reach: (Double) throws -> Void
    ) throws -> DocumentBuilder {
        PopplerLibrary.beginListening()
        defer { PopplerLibrary.endListening() }
        var document = try PDFDocument(source, options: options)
        let wanted = try Self.pages(pages, of: document)
        var builder = DocumentBuilder()
        let fonts = options.fonts ? FontTable() : nil
        for (place, number) in wanted.enumerated() {
            try reach(Double(place) / Double(wanted.count))
            guard let page = begin(page: number, of: &document, &builder) else { continue }
            let hasText = page.addWords(to: &builder, fonts: fonts)
            builder.markPage(hasText ? [.hasText, .wordsRead] : .wordsRead)
        }
        builder.metadata =
            wanted.first == 1
            ? document.metadata(fonts: fonts?.names) : document.briefMetadata
        return builder
    }

    /// The page numbers that are meant: all when none is given.
    ///
    /// - Throws: ``PluginError`` `no_such_page`.
    static func pages(_ pages: [Int], of document: borrowing PDFDocument) throws(PluginError) -> [Int] {
        guard let first = pages.first, let last = pages.last else { return Array(1...document.pageCount) }
        guard first >= 1, last <= document.pageCount, zip(pages, pages.dropFirst()).allSatisfy(<) else {
            throw PluginError(
                .input, code: "no_such_page",
                "pages \(first) to \(last) were asked for; the document has \(document.pageCount)",
                mend: "Ask for ascending page numbers from 1 to \(document.pageCount).")
        }
        return pages
    }

    /// Begins a page in the builder.
    ///
    /// - Returns: The page; nil when it cannot be opened, which is then said in its flags and in the problems.
    @discardableResult
    func begin(
        page number: Int, of document: inout PDFDocument, _ builder: inout DocumentBuilder
    ) -> PDFPage? {
        guard let page = PDFPage(document, number: number) else {
            document.note(.unreadable(page: number))
            builder.addPage(
                number: number, width: Float(PDFPage.standardSize.width),
                height: Float(PDFPage.standardSize.height), flags: .damaged)
            return nil
        }
        builder.addPage(number: number, width: Float(page.width), height: Float(page.height))
        return page
    }
}
