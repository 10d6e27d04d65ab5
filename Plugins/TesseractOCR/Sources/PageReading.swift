internal import AssayKit
internal import Raster

/// Reads one page's picture: prepares it, recognises it, and looks at it the other way round when it reads badly.
struct PageReading {
    let options: RecognitionOptions
    let session: TesseractSession

    /// A word with its box on the page.
    struct Word: Sendable {
        var word: RecognisedWord
        var box: Box
    }

    /// What came of a page.
    struct Result: Sendable {
        var words: [Word] = []
        /// Direction of the text on the page, degrees clockwise.
        var textRotation = 0
    }

    /// Below this a page is tried in the other directions.
    static let poorConfidence: Float = 0.5
    /// A direction must read that much better to be believed.
    static let clearlyBetter: Float = 0.15

    /// The words with their places on the page.
    ///
    /// - Throws: ``RasterError``, ``PluginError``, `CancellationError`.
    func read(_ image: ImageView, isCancelled: () -> Bool) throws -> Result {
        var prepared = try PreparedPicture.prepare(image, options)
        guard !prepared.isBlank else { return Result() }
        if settlesTables { try prepared.settleTables() }
        let words = try recognise(prepared.picture, dpi: prepared.dpi, cells: prepared.alignment, isCancelled)
        let confidence = words.confidence
        guard options.mode == .text, options.triesOrientations, confidence < Self.poorConfidence else {
            return try result(words, prepared, isCancelled)
        }
        let upright = try result(words, prepared, isCancelled)
        // Cells were moved as they lay: other directions begin with the picture as it came.
        prepared = try PreparedPicture.prepare(image, options)
        guard let quarters = try betterDirection(prepared, isCancelled) else { return upright }
        try prepared.turn(quarters: quarters)
        if settlesTables { try prepared.settleTables() }
        let turned = try recognise(
            prepared.picture, dpi: prepared.dpi, cells: prepared.alignment, isCancelled)
        return turned.confidence > confidence + Self.clearlyBetter
            ? try result(turned, prepared, isCancelled) : upright
    }

    private var settlesTables: Bool { options.mode == .text && options.settlesTables }

    private func result(
        _ words: [RecognisedWord], _ prepared: borrowing PreparedPicture, _ isCancelled: () -> Bool
    ) throws -> Result {
        let seen =
            options.mode == .text
            ? try lookedAgain(
                try completed(words, on: prepared, isCancelled), on: prepared, isCancelled) : words
        return Result(
            words: seen.map { Word(word: $0, box: prepared.box(of: $0)) },
            textRotation: prepared.mapping.textRotation)
    }

    /// The direction in which the middle of the page reads clearly better; nil when none does.
    private func betterDirection(
        _ prepared: borrowing PreparedPicture, _ isCancelled: () -> Bool
    ) throws -> Int? {
        let (width, height) = (prepared.picture.width, prepared.picture.height)
        let sample = try prepared.picture.cropped(
            x: width / 4, y: height / 4, width: max(width / 2, 1), height: max(height / 2, 1))
        var best: (quarters: Int, confidence: Float) = (
            0, try recognise(sample, dpi: prepared.dpi, isCancelled).confidence + Self.clearlyBetter
        )
        for quarters in [1, 3, 2] {
            let turned = try sample.turned(quarters: quarters)
            let confidence = try recognise(turned, dpi: prepared.dpi, isCancelled).confidence
            if confidence > best.confidence { best = (quarters, confidence) }
        }
        return best.quarters == 0 ? nil : best.quarters
    }

    private func recognise(
        _ picture: borrowing Picture, dpi: Double, cells: CellAlignment? = nil, _ isCancelled: () -> Bool
    ) throws -> [RecognisedWord] {
        let segmentation =
            options.segmentation == 4 && picture.height * 10 > picture.width * 21 ? 6 : options.segmentation
        let request = TesseractSession.Request(
            segmentation: options.mode == .text ? segmentation : 7, whitelist: options.mode.whitelist,
            inverts: options.inverts, dpi: dpi, timeoutMilliseconds: options.timeoutMilliseconds,
            cells: cells)
        return try session.recognise(picture, request, isCancelled: isCancelled)
    }
}

extension RecognitionOptions.Mode {
    /// The only characters that may come out; empty: all.
    var whitelist: String {
        switch self {
        case .text, .line: ""
        case .digits: "0123456789.,:-/%()+"
        case .identifier: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/"
        }
    }
}
