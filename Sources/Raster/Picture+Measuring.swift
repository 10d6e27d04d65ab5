internal import CLeptonica

extension Picture {
    /// How many pixels have each of the 256 grey values.
    ///
    /// - Parameter step: Every which pixel of every which row is counted.
    /// - Returns: Empty for a picture in colour.
    package borrowing func greyHistogram(step: Int) -> [Int] {
        guard isGrey else { return [] }
        var histogram = pixGetGrayHistogram(pix, Int32(clamping: max(1, step)))
        defer { numaDestroy(&histogram) }
        guard let values = histogram.flatMap({ numaGetFArray($0, Int32(L_NOCOPY)) }) else { return [] }
        return (0..<256).map { Int(values[$0]) }
    }

    /// The grey that most of it has.
    borrowing func paperGrey() -> UInt32 {
        let histogram = greyHistogram(step: 4)
        guard let most = histogram.max(), let paper = histogram.firstIndex(of: most) else { return 0xFF }
        return UInt32(paper)
    }

    /// Whether nothing is written on it: almost no pixel differs from the paper once noise is averaged away.
    ///
    /// - Throws: ``RasterError/failed(_:)``.
    package borrowing func isBlank() throws(RasterError) -> Bool {
        // At a quarter of 250 dpi, one printed digit still covers some fifteen pixels.
        let small = min(width, height) < 64 ? try scaled(by: 1) : try scaled(by: 0.25)
        let histogram = small.greyHistogram(step: 1)
        guard let most = histogram.max(), let paper = histogram.firstIndex(of: most) else { return false }
        var ink = 0
        for value in 0..<256 where abs(value - paper) > 48 { ink += histogram[value] }
        return ink < 6
    }

    /// The dark and the light end (5 % and 95 %) of the paper's own grey over the page; nil when it can't be told.
    package borrowing func backgroundRange() -> ClosedRange<Int>? {
        // Of a large picture every other pixel of every other row tells as much.
        let isLarge = min(width, height) >= 800
        guard isGrey, let pixels = isLarge ? pixScaleBySampling(pix, 0.5, 0.5) : pixClone(pix) else {
            return nil
        }
        let sample = Picture(owning: pixels)
        let (tile, least): (Int32, Int32) = isLarge ? (16, 50) : (32, 200)
        var map: UnsafeMutablePointer<Pix>?
        guard pixGetBackgroundGrayMap(sample.pix, nil, tile, tile, 60, least, &map) == 0, let map else {
            return nil
        }
        let background = Picture(owning: map)
        let histogram = background.greyHistogram(step: 1)
        let total = histogram.reduce(0, +)
        guard total > 0 else { return nil }
        var (below, low, high) = (0, 0, 255)
        for value in 0..<256 {
            let before = below
            below += histogram[value]
            if before * 20 < total, below * 20 >= total { low = value }
            if before * 20 < total * 19, below * 20 >= total * 19 { high = value }
        }
        return low <= high ? low...high : nil
    }

    /// The picture with its paper evened out to light grey, so that shadows of a photo go.
    ///
    /// - Throws: ``RasterError/failed(_:)``.
    package borrowing func backgroundEvened() throws(RasterError) -> Picture {
        try Picture(
            pixBackgroundNorm(pix, nil, nil, 16, 24, 60, 80, 220, 2, 1), orFailing: "evening the background")
    }

    /// How much the lines of text are turned anticlockwise, at most 15 degrees.
    ///
    /// - Returns: Radians to turn clockwise by to make them level; 0 when the picture does not tell for certain.
    package borrowing func skew() -> Double {
        guard isGrey, width >= 64, height >= 64 else { return 0 }
        guard let binary = pixConvertTo1(pix, 150) else { return 0 }
        let ink = Picture(owning: binary)
        var (angle, confidence): (Float, Float) = (0, 0)
        let status = pixFindSkewSweepAndSearch(ink.pix, &angle, &confidence, 4, 2, 15, 1, 0.01)
        // The confidence is the ratio of the best to the worst angle. Pages of a few words stay below the library's own 3
        // with the right angle; pages without lines of text stay below 2. Below a tenth of a degree turning costs more than it mends.
        guard status == 0, confidence >= 2, abs(angle) >= 0.1, angle.isFinite else { return 0 }
        return Double(angle) * .pi / 180
    }
}
