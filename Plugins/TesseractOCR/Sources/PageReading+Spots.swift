internal import Raster

/// A second look at what was passed over and at what could hardly be read.
///
/// A page is parted into columns and lines before any letter is read; a column that was not seen, such as the sums of
/// a till's roll, is lost as a whole. And a line read between others comes out otherwise than by itself.
extension PageReading {
    /// How many spots and lines of a page are looked at again, at most; each takes some 15 ms.
    static let mostSpots = 24
    /// How many single digits of a page are looked for at most; each takes some 4 ms.
    static let mostDigits = 40
    /// A passed-over spot must read that well to be words; the rest is dirt, pen and pictures.
    static let plainlyWords: Float = 0.6
    /// A line that reads worse is read once more.
    static let hardlyRead: Float = 0.45
    /// It must read that much better then.
    static let plainlyBetter: Float = 0.2

    /// The words, with those that were passed over.
    ///
    /// - Throws: ``RasterError``, ``PluginError``, `CancellationError`.
    func completed(
        _ words: [RecognisedWord], on prepared: borrowing PreparedPicture, _ isCancelled: () -> Bool
    ) throws -> [RecognisedWord] {
        let heights = words.filter { $0.weight >= 2 }.map { $0.bottom - $0.top }.sorted()
        guard heights.count >= 10 else { return words }
        let height = heights[heights.count / 2]
        var result = try relined(words, on: prepared, height, isCancelled)
        let unread = try prepared.picture.unreadSpots(
            beside: words.map {
                PixelBox(left: $0.left, top: $0.top, right: $0.right, bottom: $0.bottom)
            }, textHeight: height)
        var line = words.reduce(0) { max($0, $1.line) }
        let block = words.reduce(0) { max($0, $1.block) }
        func add(_ spot: PixelBox, asDigit: Bool) throws {
            let found = try read(
                spot, on: prepared, margin: height / 3, line: line + 1, block: block, asDigit: asDigit,
                isCancelled)
            let weight = found.reduce(0) { $0 + $1.weight }
            guard found.confidence >= Self.plainlyWords, asDigit ? weight == 1 : weight >= 2 else { return }
            line += 1
            result += found
        }
        for spot in unread.words.prefix(Self.mostSpots) { try add(spot, asDigit: false) }
        for spot in unread.digits.prefix(Self.mostDigits) { try add(spot, asDigit: true) }
        return result
    }

    /// The words; lines that could hardly be read, as they read by themselves where that is plainly better.
    private func relined(
        _ words: [RecognisedWord], on prepared: borrowing PreparedPicture, _ height: Int,
        _ isCancelled: () -> Bool
    ) throws -> [RecognisedWord] {
        var result: [RecognisedWord] = []
        var looks = 0
        var start = 0
        while start < words.count {
            let first = words[start]
            let end =
                words[start...].firstIndex { $0.line != first.line || $0.cell != first.cell } ?? words.count
            let line = Array(words[start..<end])
            start = end
            let box = PixelBox(
                left: line.map(\.left).min() ?? 0, top: line.map(\.top).min() ?? 0,
                right: line.map(\.right).max() ?? 0, bottom: line.map(\.bottom).max() ?? 0)
            guard line.confidence < Self.hardlyRead, line.reduce(0, { $0 + $1.weight }) >= 4,
                looks < Self.mostSpots, box.height <= 2 * height + height / 2
            else {
                result += line
                continue
            }
            looks += 1
            let found = try read(
                box, on: prepared, margin: height / 4, line: first.line, block: first.block, isCancelled)
            let isBetter =
                found.confidence >= Self.plainlyWords
                && found.confidence >= line.confidence + Self.plainlyBetter
                && found.reduce(0) { $0 + $1.weight } * 2 >= line.reduce(0) { $0 + $1.weight }
                && Self.keeps(line, found)
            result += isBetter ? found : line
        }
        return result
    }

    /// Whether what was read well before is read so again.
    private static func keeps(_ line: [RecognisedWord], _ found: [RecognisedWord]) -> Bool {
        let texts = Set(found.map(\.text))
        return line.allSatisfy { $0.confidence < plainlyWords || $0.weight < 2 || texts.contains($0.text) }
    }

    /// The words of one spot, which is one line.
    private func read(
        _ spot: PixelBox, on prepared: borrowing PreparedPicture, margin: Int, line: Int, block: Int,
        asDigit: Bool = false, _ isCancelled: () -> Bool
    ) throws -> [RecognisedWord] {
        let (left, top) = (max(spot.left - margin, 0), max(spot.top - margin, 0))
        let (right, bottom) = (
            min(spot.right + margin, prepared.picture.width),
            min(spot.bottom + margin, prepared.picture.height)
        )
        guard right > left, bottom > top else { return [] }
        let part = try prepared.picture.cropped(x: left, y: top, width: right - left, height: bottom - top)
            .bordered(horizontal: margin, vertical: margin)
        let request = TesseractSession.Request(
            segmentation: asDigit ? 10 : 7, whitelist: asDigit ? "0123456789" : "", inverts: false,
            dpi: prepared.dpi,
            timeoutMilliseconds: options.timeoutMilliseconds)
        let cell = prepared.alignment?.cell(x: (left + right) / 2, y: (top + bottom) / 2)
        return try session.recognise(part, request, isCancelled: isCancelled).map {
            $0.moved(right: left - margin, down: top - margin, line: line, block: block, cell: cell)
        }
    }
}
