internal import Commands
internal import Crypto
internal import Engine
internal import Evaluation
internal import Files
internal import Workers

/// Writes `assay evaluate --html`: has workers draw the pages on which something was missed or read wrong.
struct MissReport: Sendable {
    let session: RunSession
    /// Where the documents lie, by name.
    let paths: [String: String]

    /// Pixels from side to side: enough to read small print.
    private static let width = 1240
    /// A report of more pages no browser opens with pleasure.
    private static let mostPages = 150

    /// Writes the report.
    ///
    /// - Throws: ``ConfigurationError`` when the file cannot be written.
    func write(
        _ score: Score, _ breakdown: Breakdown, _ title: String, to file: String
    ) async throws(ConfigurationError) {
        let report = CropReport(
            title: "Misses in \(title)", summary: score.text + breakdown.text, score: score)
        var pictures: [CropReport.PageName: CropReport.Picture] = [:]
        for page in report.pages.prefix(Self.mostPages) {
            guard let path = paths[page.document], let picture = await picture(page.page, of: path) else {
                continue
            }
            pictures[page] = CropReport.Picture(
                base64: Base64.encode(picture.png), width: picture.width, height: picture.height,
                pointWidth: picture.pointWidth)
        }
        do {
            try FileSystem.write(Array(report.html(pictures).utf8), to: file)
        } catch {
            throw ConfigurationError("--html \(file): \(error)")
        }
    }

    /// A page's picture; nil where it can't be drawn: the report then has the values alone.
    private func picture(_ page: Int, of path: String) async -> PagePicture? {
        do {
            let input = try EngineInput(
                name: path, bytes: try SealedBytes(file: path, limit: DocumentRunner.largestFile))
            return try await session.engine.picture(
                ofPage: page, width: Self.width, of: input, through: session.plan)
        } catch {
            return nil
        }
    }
}
