public import AssayKit
internal import Raster

/// The extractor `tesseract-ocr`: words for pages that are pictures.
public struct PageRecogniser: Extractor {
    /// The id in the manifest.
    public static let id = "tesseract-ocr"

    private let options: RecognitionOptions

    /// A recogniser; language data is looked for when the first page comes, so that documents without one never
    /// need it.
    public init(configuration: Options) { options = configuration.options }

    /// The options, as pipelines write them.
    public struct Options: Decodable, Sendable {
        let options: RecognitionOptions

        /// Reads the options.
        public init(from decoder: any Decoder) throws { options = try RecognitionOptions(from: decoder) }
    }

    /// The pages that came with a picture, with their words.
    public func extract(
        _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
    ) throws -> Extraction {
        try Self.recognise(
            document, options, isCancelled: { context.isCancelled }, progress: { context.progress($0) })
    }

    /// The pages that came with a picture, with their words.
    ///
    /// - Throws: ``PluginError`` with the page; `CancellationError`.
    package static func recognise(
        _ document: borrowing DocumentView, _ options: RecognitionOptions, isCancelled: () -> Bool,
        progress: (Double) -> Void
    ) throws -> Extraction {
        var result = DocumentBuilder()
        for index in 0..<document.pageCount {
            let page = document.page(at: index)
            guard page.imageCount > 0 else { continue }
            if isCancelled() { throw CancellationError() }
            let reading = try read(page, options, isCancelled)
            add(page, reading, to: &result)
            progress(Double(index + 1) / Double(document.pageCount))
        }
        return result.pageCount == 0 ? Extraction() : Extraction(document: result)
    }

    private static func read(
        _ page: PageView, _ options: RecognitionOptions, _ isCancelled: () -> Bool
    ) throws -> PageReading.Result {
        do {
            return try TesseractSessions.shared.with(options.languages) { session in
                try PageReading(options: options, session: session)
                    .read(page.image(at: 0), isCancelled: isCancelled)
            }
        } catch let error as RasterError {
            throw PluginError(recognising: error, page: page.number)
        } catch let error as PluginError where error.kind == .limit {
            throw PluginError(
                error.kind, code: error.code, error.message, mend: error.mend, page: page.number,
                retry: error.retry)
        }
    }

    private static func add(
        _ page: PageView, _ reading: PageReading.Result, to document: inout DocumentBuilder
    ) {
        document.addPage(
            number: page.number, width: page.width, height: page.height, rotation: page.rotation,
            dpi: page.dpi, flags: page.flags.union([.recognised, .wordsRead]))
        // Cells are blocks of their own, numbered after the recogniser's.
        let blocks = reading.words.reduce(0) { max($0, $1.word.block) }
        for place in reading.words {
            let word = place.word
            var flags: WordFlags = word.endsLine ? [.recognised, .lineEnd] : .recognised
            if word.cell != nil { flags.insert(.inCell) }
            document.addWord(
                utf8: word.text, box: place.box, confidence: word.confidence, line: word.line,
                block: word.cell.map { blocks + 1 + $0 } ?? word.block, rotation: reading.textRotation,
                flags: flags)
        }
    }
}
