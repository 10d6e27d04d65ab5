internal import AssayKit
internal import Commands
internal import Engine
internal import Explaining
internal import Files
internal import Workers

/// Writes `assay run --explain`: has workers draw the pages and read the words, and marks on them what was found.
struct ExplainedRun: Sendable {
    let session: RunSession
    let file: String

    /// Pixels from side to side.
    private static let width = 1240
    /// More pages make a file that nothing opens.
    private static let mostPages = 50

    /// Says at once that a file of this name can't be written.
    static func check(_ file: String, operands: [String]) throws(UsageError) {
        guard ["html", "pdf"].contains(FilePath.fileExtension(file)) else {
            throw UsageError("--explain \(file): name a file that ends in .html or .pdf")
        }
        guard operands.count == 1, operands[0] != "-", FileSystem.isFile(operands[0]) else {
            throw UsageError("--explain shows one document; name one file")
        }
    }

    /// Writes the picture of one document and its results.
    ///
    /// - Throws: ``ConfigurationError`` when the words can't be read or the file can't be written.
    func write(_ path: String, _ results: [InvoiceResult]) async throws(ConfigurationError) {
        do {
            let input = try EngineInput(
                name: path, bytes: try SealedBytes(file: path, limit: DocumentRunner.largestFile))
            let words = try JSONParser.parse(try await session.engine.words(of: input, through: session.plan))
            let sketch = Sketch(results: try results.map { try $0.json }, words: words)
            var pictures: [Int: PagePNG] = [:]
            for page in sketch.pages.prefix(Self.mostPages) {
                let picture = try await session.engine.picture(
                    ofPage: page.number, width: Self.width, of: input, through: session.plan)
                pictures[page.number] = PagePNG(
                    bytes: picture.png, width: picture.width, height: picture.height)
            }
            let isPDF = FilePath.fileExtension(file) == "pdf"
            guard
                let bytes = isPDF
                    ? sketch.pdf(pictures: pictures)
                    : Array(sketch.html(title: FilePath.basename(path), pictures: pictures).utf8)
            else {
                throw ConfigurationError(
                    "a page's picture does not fit into a PDF as it is; name a file that ends in .html")
            }
            try FileSystem.write(bytes, to: file)
        } catch {
            throw ConfigurationError("--explain \(file): \(error)")
        }
    }
}
