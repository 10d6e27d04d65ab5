internal import Raster

/// A second look at single numbers.
///
/// Recognition goes line by line, at the height of the line; a small number cut out fills the picture by itself, and
/// the points and commas come out that were too small before.
extension PageReading {
    /// How many numbers of a page are looked at again, at most; each takes some 8 ms.
    static let mostLooks = 120
    /// Confidence from which on a number with decimals is believed at once.
    static let sureNumber: Float = 0.88
    /// A second reading with other digits needs this much to be believed, and to be clearly surer than the first.
    static let convincing: Float = 0.86
    static let clearlySurer: Float = 0.1

    /// Points and commas of digits this high, in pixels of the picture as it came, are not lost.
    static let largeDigits = 16.0

    /// Whether a number is worth a second look: unsure, or small and without the point that amounts have.
    ///
    /// `enlargement`: How much larger its picture was made.
    static func isDoubtful(_ word: RecognisedWord, enlargement: Double = 1) -> Bool {
        guard word.text.count <= 20, let reading = NumberReading(word.text), reading.digits.count >= 2 else {
            return false
        }
        if word.confidence < sureNumber || !reading.isWellFormed { return true }
        if Double(word.bottom - word.top) / enlargement >= Self.largeDigits { return false }
        return (3...9).contains(reading.digits.count) && !reading.hasDecimals && !reading.text.contains(comma)
    }

    private static let comma = UInt8(ascii: ",")

    /// The words, those numbers that read better by themselves as they read so.
    ///
    /// - Throws: ``RasterError``, ``PluginError``, `CancellationError`.
    func lookedAgain(
        _ words: [RecognisedWord], on prepared: borrowing PreparedPicture, _ isCancelled: () -> Bool
    ) throws -> [RecognisedWord] {
        var result = words
        var looks = 0
        for index in words.indices
        where Self.isDoubtful(words[index], enlargement: prepared.enlargement) {
            guard looks < Self.mostLooks else { break }
            looks += 1
            let spot = Self.spot(of: index, words, on: prepared.picture)
            guard spot.width > 0, spot.height > 0 else { continue }
            // First as it is, then digits alone with more paper around them.
            for isBare in [false, true] {
                let margin = isBare ? spot.height / 2 : 3
                let part = try prepared.picture.cropped(
                    x: spot.left, y: spot.top, width: spot.width, height: spot.height
                ).bordered(horizontal: margin, vertical: margin)
                let request = TesseractSession.Request(
                    segmentation: 7, whitelist: isBare ? "0123456789.," : "", inverts: false,
                    dpi: prepared.dpi, timeoutMilliseconds: options.timeoutMilliseconds)
                let found = try session.recognise(part, request, isCancelled: isCancelled)
                if let better = Self.better(of: words[index], found) {
                    result[index] = better
                    break
                }
            }
        }
        return result
    }

    /// A word with half of the space around it.
    private static func spot(
        of index: Int, _ words: [RecognisedWord], on picture: borrowing Picture
    ) -> PixelBox {
        let word = words[index]
        let margin = max((word.bottom - word.top) / 3, 2)
        func space(_ other: Int, _ gap: (RecognisedWord) -> Int) -> Int {
            guard words.indices.contains(other), words[other].line == word.line else { return margin }
            return min(max(gap(words[other]), 0) / 2, margin)
        }
        return PixelBox(
            left: max(word.left - space(index - 1) { word.left - $0.right }, 0),
            top: max(word.top - margin / 2, 0),
            right: min(word.right + space(index + 1) { $0.left - word.right }, picture.width),
            bottom: min(word.bottom + margin / 2, picture.height))
    }

    /// The second reading of a number when it says more than the first one; nil otherwise.
    static func better(of first: RecognisedWord, _ found: [RecognisedWord]) -> RecognisedWord? {
        guard let old = NumberReading(first.text), let new = NumberReading(found.flatMap(\.text)),
            new.isWellFormed, new.text != old.text
        else { return nil }
        let confidence = found.map(\.confidence).min() ?? 0
        let isSame = new.digits == old.digits
        // Points come out where there were none, hardly ever the other way round.
        let saysMore = isSame && (!old.isWellFormed || (new.hasDecimals && !old.hasDecimals))
        let isSurer =
            !isSame && new.digits.count == old.digits.count && (new.hasDecimals || !old.hasDecimals)
            && confidence > convincing && confidence > first.confidence + clearlySurer
        guard saysMore || isSurer else { return nil }
        // Signs in front stay: they tell an amount.
        let front = first.text.prefix { !NumberReading.isDigit($0) && $0 >= 0x80 }
        return first.saying(
            front + new.text, confidence: isSame ? max(confidence, first.confidence) : confidence)
    }
}
