internal import CLeptonica

extension Picture {
    /// The picture with blocks of light text on dark ground inverted, so that all its text is dark on light.
    ///
    /// Headings and totals of printed invoices often stand in dark bars. A block counts when it is dark, larger than
    /// a bold letter, and its text is clearly lighter than its ground: a shadow has darker text instead.
    ///
    /// - Returns: Nil when there is no such block, which is quickly found out.
    /// - Throws: ``RasterError/failed(_:)``.
    package borrowing func darkBlocksInverted() throws(RasterError) -> Picture? {
        guard isGrey, width >= 64, height >= 64 else { return nil }
        let blocks = try darkBlocks()
        var pieces: UnsafeMutablePointer<Pixa>?
        var boxes = pixConnComp(blocks.pix, &pieces, 8)
        defer {
            boxaDestroy(&boxes)
            pixaDestroy(&pieces)
        }
        // From the last one, for removing one moves those behind it.
        for index in (0..<pixaGetCount(pieces)).reversed() {
            guard index < 200, try holdsLightText(pieces, at: index) else {
                pixaRemovePix(pieces, index)
                continue
            }
        }
        let bars = try LightText.bars(on: self)
        guard pixaGetCount(pieces) > 0 || !bars.isEmpty else { return nil }
        let step = "inverting dark blocks"
        let mask = try Picture(pixCreate(Int32(clamping: width), Int32(clamping: height), 1), orFailing: step)
        if pixaGetCount(pieces) > 0 {
            let found = try Picture(
                pixaDisplay(pieces, Int32(blocks.width), Int32(blocks.height)), orFailing: step)
            let large = try Picture(pixExpandReplicate(found.pix, Self.shrink), orFailing: step)
            guard pixOr(mask.pix, mask.pix, large.pix) != nil else { throw .failed(step) }
        }
        for bar in bars {
            var box = boxCreate(
                Int32(clamping: bar.left), Int32(clamping: bar.top), Int32(clamping: bar.width),
                Int32(clamping: bar.height))
            defer { boxDestroy(&box) }
            guard pixSetInRect(mask.pix, box) == 0 else { throw .failed(step) }
        }
        // Letters that were left out between those that were found.
        let whole = try Brick.closed(mask, 15, 15)
        let inverted = try Picture(pixInvert(nil, pix), orFailing: step)
        let result = try Picture(pixCopy(nil, pix), orFailing: step)
        guard pixCombineMasked(result.pix, inverted.pix, whole.pix) == 0 else { throw .failed(step) }
        return result
    }

    /// How much smaller the picture is on which blocks are looked for.
    private static let shrink: Int32 = 4

    /// Dark areas, at a quarter of the size, as 1-bit pixels.
    private borrowing func darkBlocks() throws(RasterError) -> Picture {
        let step = "finding dark blocks"
        let small = try scaled(by: 1 / Double(Self.shrink))
        let dark = try Picture(pixThresholdToBinary(small.pix, 110), orFailing: step)
        let filled = try Brick.closed(dark, 5, 5)
        let blocks = try Brick.opened(filled, 15, 6)
        // Of large letters more is light than that closes: they are holes in their bar.
        let holes = try Picture(pixHolesByFilling(blocks.pix, 4), orFailing: step)
        let letters = try Picture(
            pixSelectBySize(holes.pix, 40, 20, 8, Int32(L_SELECT_IF_BOTH), Int32(L_SELECT_IF_LTE), nil),
            orFailing: step)
        return try Picture(pixOr(nil, blocks.pix, letters.pix), orFailing: step)
    }

    private borrowing func holdsLightText(
        _ pieces: UnsafeMutablePointer<Pixa>?, at index: Int32
    ) throws(RasterError) -> Bool {
        let step = "measuring dark blocks"
        var (x, y): (Int32, Int32) = (0, 0)
        let piece = try Picture(pixaGetPix(pieces, index, Int32(L_CLONE)), orFailing: step)
        guard pixaGetBoxGeometry(pieces, index, &x, &y, nil, nil) == 0 else { return false }
        let mask = try Picture(pixExpandReplicate(piece.pix, Self.shrink), orFailing: step)
        guard mask.width >= 100 else { return false }
        var histogram = pixGetGrayHistogramMasked(
            pix, mask.pix, x * Self.shrink, y * Self.shrink, 2)
        defer { numaDestroy(&histogram) }
        guard let values = histogram.flatMap({ numaGetFArray($0, Int32(L_NOCOPY)) }) else { return false }
        let total = (0..<256).reduce(Float(0)) { $0 + values[$1] }
        var (ground, below) = (0, Float(0))
        while ground < 255, below + values[ground] < total / 2 {
            below += values[ground]
            ground += 1
        }
        func share(_ range: Range<Int>) -> Float {
            range.reduce(Float(0)) { $0 + values[$1] } / max(total, 1)
        }
        let light = share(min(ground + 50, 256)..<256)
        let dark = share(0..<max(ground - 50, 0))
        let even = share(max(ground - 30, 0)..<min(ground + 31, 256))
        // Bold letters that ran together have as much paper as ink, and no even ground.
        guard ground < 130, (0.02...0.39).contains(light), light > 3 * dark, even > 0.5 else { return false }
        let (left, top) = (Int(x * Self.shrink), Int(y * Self.shrink))
        if try isClosed(left, top, mask.width, ground + 50) { return true }
        return try isClosed(left, top + mask.height - 2 * Int(Self.shrink), mask.width, ground + 50)
    }

    /// Whether a row of pixels near an edge of a block is dark throughout: a bar has a margin above and below its
    /// text, bold letters that ran together have none.
    private borrowing func isClosed(
        _ x: Int, _ y: Int, _ width: Int, _ light: Int
    ) throws(RasterError) -> Bool {
        let step = "measuring dark blocks"
        let strip = try cropped(x: x, y: max(y, 0), width: width, height: 2 * Int(Self.shrink))
        let dark = try Picture(pixThresholdToBinary(strip.pix, Int32(clamping: light)), orFailing: step)
        var counts = pixCountPixelsByRow(dark.pix, nil)
        defer { numaDestroy(&counts) }
        guard let values = counts.flatMap({ numaGetFArray($0, Int32(L_NOCOPY)) }) else { return false }
        return (0..<dark.height).contains { values[$0] >= 0.6 * Float(dark.width) }
    }
}
