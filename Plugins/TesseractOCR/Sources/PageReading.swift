internal import AssayKit
internal import Raster

/// Reads one page's picture: prepares it, recognises it, and looks at it the other way round when it reads badly.
struct PageReading {
    let options: RecognitionOptions
    let session: TesseractSession

    /// What came of a page.
    struct Result: Sendable {
        var words: [RecognisedWord] = []
        var mapping: PixelMapping
    }

    /// Below this a page is tried in the other directions.
    static let poorConfidence: Float = 0.5
    /// A direction must read that much better to be believed.
    static let clearlyBetter: Float = 0.15

    /// The words, and the way back to the page.
    ///
    /// - Throws: ``RasterError``, ``PluginError``, `CancellationError`.
    func read(_ image: ImageView, isCancelled: () -> Bool) throws -> Result {
        var prepared = try PreparedPicture.prepare(image, options)
        guard !prepared.isBlank else { return Result(mapping: prepared.mapping) }
        let words = try recognise(prepared.picture, dpi: prepared.dpi, isCancelled)
        let confidence = words.confidence
        guard options.mode == .text, options.triesOrientations, confidence < Self.poorConfidence,
            let quarters = try betterDirection(prepared, isCancelled)
        else { return Result(words: words, mapping: prepared.mapping) }
        try prepared.turn(quarters: quarters)
        let turned = try recognise(prepared.picture, dpi: prepared.dpi, isCancelled)
        guard turned.confidence > confidence + Self.clearlyBetter else {
            try prepared.turn(quarters: -quarters)
            return Result(words: words, mapping: prepared.mapping)
        }
        return Result(words: turned, mapping: prepared.mapping)
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
        _ picture: borrowing Picture, dpi: Double, _ isCancelled: () -> Bool
    ) throws -> [RecognisedWord] {
        let request = TesseractSession.Request(
            segmentation: options.mode == .text ? options.segmentation : 7, whitelist: options.mode.whitelist,
            inverts: options.inverts, dpi: dpi, timeoutMilliseconds: options.timeoutMilliseconds)
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
