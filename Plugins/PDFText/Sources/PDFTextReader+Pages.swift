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
            guard let page = PDFPage(document, number: number) else {
                addUnreadablePage(number, &document, &builder)
                continue
            }
            let analysis =
                document.mayHaveScan(page, pixels: FileStructure.pixelsOfScan)
                ? document.analyse(page) : nil
            add(page, analysis, &document, &builder)
        }
        builder.metadata = document.metadata(fonts: nil, hiddenText: [])
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
        var hiddenText: [HiddenTextReport] = []
        for (place, number) in wanted.enumerated() {
            try reach(Double(place) / Double(wanted.count))
            guard let page = PDFPage(document, number: number) else {
                addUnreadablePage(number, &document, &builder)
                continue
            }
            let report = addWords(of: page, fonts, &document, &builder)
            if let report { hiddenText.append(report) }
            document.noteComplaints(page: number)
        }
        builder.metadata =
            wanted.first == 1
            ? document.metadata(fonts: fonts?.names, hiddenText: hiddenText)
            : document.briefMetadata(hiddenText: hiddenText)
        return builder
    }

    /// Adds a page with its words.
    ///
    /// - Returns: Its text that a person does not see; nil when there is none.
    private func addWords(
        of page: borrowing PDFPage, _ fonts: FontTable?, _ document: inout PDFDocument,
        _ builder: inout DocumentBuilder
    ) -> HiddenTextReport? {
        let layer = TextLayer(page, hasLooks: fonts != nil)
        let isLayerEmpty = layer == nil
        let analysis =
            searchesHiddenText(document) || isLayerEmpty && document.structure.hasImages
                || document.mayHaveScan(page, pixels: FileStructure.pixelsOfReadableScan)
            ? document.analyse(page) : nil
        add(page, analysis, &document, &builder)
        builder.markPage(.wordsRead)
        if FormFields.addWords(of: page, to: &builder) > 0 { builder.markPage(.hasText) }
        guard let layer else { return HiddenTextReport(page.number, analysis, WordSplitter.Counts()) }
        let counts = layer.addWords(
            to: &builder, fonts: fonts, page: (page.width, page.height), invisible: analysis?.invisibleText)
        if counts.words > 0 { builder.markPage(.hasText) }
        return HiddenTextReport(page.number, analysis, counts)
    }

    private func searchesHiddenText(_ document: borrowing PDFDocument) -> Bool {
        switch options.hiddenText {
        case .always: true
        case .never: false
        case .auto: document.pageCount <= PDFTextOptions.autoPages
        }
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
    func add(
        _ page: borrowing PDFPage, _ analysis: PageAnalysis?, _ document: inout PDFDocument,
        _ builder: inout DocumentBuilder
    ) {
        builder.addPage(
            number: page.number, width: Float(page.width), height: Float(page.height),
            rotation: document.rotation(page: page.number), dpi: Float(analysis?.dpi ?? 0),
            flags: analysis?.isScanned == true ? .scanned : [])
        guard !page.hasSize else { return }
        builder.markPage(.damaged)
        document.note(.withoutSize(page: page.number))
    }

    /// Adds a page that cannot be opened, which is said in its flags and in the problems.
    func addUnreadablePage(
        _ number: Int, _ document: inout PDFDocument, _ builder: inout DocumentBuilder
    ) {
        document.note(.unreadable(page: number))
        builder.addPage(
            number: number, width: Float(PDFPage.standardSize.width),
            height: Float(PDFPage.standardSize.height), flags: .damaged)
    }
}
