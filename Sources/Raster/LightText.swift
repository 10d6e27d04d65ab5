internal import CLeptonica

/// Light letters on dark ground, found by the letters: whatever the ground's colour, and whatever touches it.
struct LightText {
    /// The bars that hold such letters, cut where their ground ends.
    private(set) var bars: [PixelBox] = []

    private let dark: UnsafeMutablePointer<Pix>
    private let width: Int
    private let height: Int
    /// Heights of letters that are looked for, pixels.
    private let letters: ClosedRange<Int>

    /// More light spots than this are the grain of a photo.
    private static let mostSpots = 8000

    /// Looks for them on a picture in grey.
    ///
    /// - Throws: ``RasterError/failed(_:)``.
    static func bars(on page: borrowing Picture) throws(RasterError) -> [PixelBox] {
        let step = "finding light text"
        let paper = page.paperGrey()
        guard paper >= 150 else { return [] }
        // Ground of any colour is darker than this, and paper and letters are lighter.
        let dark = try Picture(
            pixThresholdToBinary(page.pix, Int32(clamping: paper * 7 / 10)), orFailing: step)
        let light = try Picture(pixInvert(nil, dark.pix), orFailing: step)
        let spots = PixelBox.parts(of: light, joiningCorners: false)
        guard spots.count <= mostSpots else { return [] }
        let text = PixelBox.middleHeight(of: PixelBox.parts(of: dark), atLeast: 5) ?? 0
        var finder = LightText(
            dark: dark.pix, width: page.width, height: page.height,
            letters: max(8, text * 4 / 5)...max(90, text * 4))
        finder.find(spots)
        return withExtendedLifetime(dark) { finder.bars }
    }

    private init(
        dark: UnsafeMutablePointer<Pix>, width: Int, height: Int, letters: ClosedRange<Int>
    ) {
        (self.dark, self.width, self.height, self.letters) = (dark, width, height, letters)
    }

    private mutating func find(_ spots: [PixelBox]) {
        let letters = spots.filter {
            self.letters.contains($0.height) && $0.width >= 2 && $0.width <= 8 * $0.height
        }.sorted { ($0.left, $0.top) < ($1.left, $1.top) }
        var isTaken = [Bool](repeating: false, count: letters.count)
        for first in letters.indices where !isTaken[first] {
            var group = letters[first]
            var last = letters[first]
            var count = 1
            var next = first + 1
            while next < letters.count, letters[next].left - last.right <= 2 * last.height {
                let other = letters[next]
                if !isTaken[next], other.left >= last.left, Self.isBeside(last, other) {
                    isTaken[next] = true
                    group = group.union(other)
                    last = other
                    count += 1
                }
                next += 1
            }
            guard count >= 2, group.width * 5 >= group.height * 6, let bar = bar(around: group) else {
                continue
            }
            bars.append(bar)
        }
    }

    /// Whether two letters may be neighbours in one line.
    private static func isBeside(_ first: PixelBox, _ second: PixelBox) -> Bool {
        let shared = min(first.bottom, second.bottom) - max(first.top, second.top)
        return shared * 2 >= min(first.height, second.height)
            && max(first.height, second.height) <= 2 * min(first.height, second.height)
    }

    /// The dark ground around a line of light letters; nil when there is none.
    private func bar(around line: PixelBox) -> PixelBox? {
        var bar = line
        // Above and below the letters the ground goes on: the holes of bold letters have strokes with gaps there.
        let rim = max(line.height / 10, 2)
        let above = PixelBox(
            left: line.left, top: line.top - rim, right: line.right, bottom: line.top - rim / 2)
        let below = PixelBox(
            left: line.left, top: line.bottom + rim / 2, right: line.right, bottom: line.bottom + rim)
        guard share(above) >= 0.93, share(below) >= 0.93, (0.35...0.95).contains(share(line)) else {
            return nil
        }
        bar.top = above.top
        bar.bottom = below.bottom
        let reach = 3 * line.height / 2
        while bar.top > 0, line.top - bar.top < reach,
            share(PixelBox(left: line.left, top: bar.top - 1, right: line.right, bottom: bar.top)) >= 0.9
        { bar.top -= 1 }
        while bar.bottom < height, bar.bottom - line.bottom < reach,
            share(PixelBox(left: line.left, top: bar.bottom, right: line.right, bottom: bar.bottom + 1))
                >= 0.9
        { bar.bottom += 1 }
        // Left and right the bar goes on as long as its rims do, whatever stands between them.
        let stride = max(line.height / 4, 2)
        while bar.left > 0, goesOn(bar, from: bar.left - stride, to: bar.left) { bar.left -= stride }
        while bar.right < width, goesOn(bar, from: bar.right, to: bar.right + stride) { bar.right += stride }
        // The holes of "00" end with the stroke around them.
        guard max(line.left - bar.left, bar.right - line.right) * 5 >= line.height * 3 else { return nil }
        return PixelBox(
            left: max(bar.left, 0), top: max(bar.top, 0), right: min(bar.right, width),
            bottom: min(bar.bottom, height))
    }

    private func goesOn(_ bar: PixelBox, from left: Int, to right: Int) -> Bool {
        let rim = max((bar.height + 9) / 10, 2)
        return share(PixelBox(left: left, top: bar.top, right: right, bottom: bar.top + rim)) >= 0.8
            && share(PixelBox(left: left, top: bar.bottom - rim, right: right, bottom: bar.bottom)) >= 0.8
            && share(PixelBox(left: left, top: bar.top, right: right, bottom: bar.bottom)) >= 0.35
    }

    /// How much of a rectangle is dark, 0...1; outside of the page nothing is.
    private func share(_ box: PixelBox) -> Double {
        guard box.left >= 0, box.top >= 0, box.right <= width, box.bottom <= height, box.width > 0,
            box.height > 0
        else { return 0 }
        var place = boxCreate(
            Int32(clamping: box.left), Int32(clamping: box.top), Int32(clamping: box.width),
            Int32(clamping: box.height))
        defer { boxDestroy(&place) }
        var count: Int32 = 0
        guard pixCountPixelsInRect(dark, place, &count, nil) == 0 else { return 0 }
        return Double(count) / Double(box.width * box.height)
    }
}
