internal import CLeptonica

/// Morphology by rectangles on 1-bit pictures, in steps that double: a line of a hundred pixels takes eight of them.
///
/// The results are those of the library's own bricks, which go pixel by pixel of the rectangle.
enum Brick {
    /// Without what no rectangle of this size fits into.
    ///
    /// - Throws: ``RasterError/failed(_:)``.
    static func opened(_ picture: borrowing Picture, _ width: Int32, _ height: Int32)
        throws(RasterError) -> Picture
    {
        let result = try Picture(pixCopy(nil, picture.pix), orFailing: step)
        for (size, isAcross) in [(width, true), (height, false)] { try shrink(result, size, isAcross) }
        for (size, isAcross) in [(width, true), (height, false)] { try grow(result, size, isAcross) }
        return result
    }

    /// With the gaps filled into which no rectangle of this size fits; the picture's edge is no gap.
    ///
    /// - Throws: ``RasterError/failed(_:)``.
    static func closed(_ picture: borrowing Picture, _ width: Int32, _ height: Int32)
        throws(RasterError) -> Picture
    {
        let result = try Picture(
            pixAddBorderGeneral(picture.pix, width, width, height, height, 0), orFailing: step)
        for (size, isAcross) in [(width, true), (height, false)] { try grow(result, size, isAcross) }
        for (size, isAcross) in [(width, true), (height, false)] { try shrink(result, size, isAcross) }
        return try Picture(
            pixRemoveBorderGeneral(result.pix, width, width, height, height), orFailing: step)
    }

    /// Every dark pixel as a rectangle of this size around it.
    ///
    /// - Throws: ``RasterError/failed(_:)``.
    static func dilated(_ picture: borrowing Picture, _ width: Int32, _ height: Int32)
        throws(RasterError) -> Picture
    {
        // It grows to the right and down; what is left of its middle on each side is taken off again.
        let result = try Picture(
            pixAddBorderGeneral(picture.pix, 0, width / 2, 0, height / 2, 0), orFailing: step)
        for (size, isAcross) in [(width, true), (height, false)] { try grow(result, size, isAcross) }
        return try Picture(
            pixRemoveBorderGeneral(result.pix, width / 2, 0, height / 2, 0), orFailing: step)
    }

    private static let step = "measuring dark areas"
    /// The library's operation codes: both together, what is in both, nothing.
    private static let (or, and, clear): (Int32, Int32, Int32) = (0xE, 0x8, 0x0)

    /// Each pixel or any of those before it, `size` in all.
    private static func grow(_ picture: borrowing Picture, _ size: Int32, _ isAcross: Bool)
        throws(RasterError)
    {
        let (width, height) = extent(of: picture)
        try double(size, picture) { (by, before) throws(RasterError) in
            let (x, y) = isAcross ? (by, 0) : (0, by)
            guard pixRasterop(picture.pix, x, y, width, height, or, before.pix, 0, 0) == 0 else {
                throw .failed(step)
            }
        }
    }

    /// Each pixel and all of those behind it, `size` in all; behind the edge there are none.
    private static func shrink(_ picture: borrowing Picture, _ size: Int32, _ isAcross: Bool)
        throws(RasterError)
    {
        let (width, height) = extent(of: picture)
        try double(size, picture) { (by, before) throws(RasterError) in
            let (x, y) = isAcross ? (by, 0) : (0, by)
            let (left, top) = isAcross ? (max(width - by, 0), 0) : (0, max(height - by, 0))
            guard pixRasterop(picture.pix, 0, 0, width - x, height - y, and, before.pix, x, y) == 0,
                pixRasterop(picture.pix, left, top, width - left, height - top, clear, nil, 0, 0) == 0
            else { throw .failed(step) }
        }
    }

    private static func extent(of picture: borrowing Picture) -> (Int32, Int32) {
        (Int32(clamping: picture.width), Int32(clamping: picture.height))
    }

    /// The moves that make one pixel `size` of them, when each comes on top of those before.
    private static func double(
        _ size: Int32, _ picture: borrowing Picture,
        _ move: (Int32, borrowing Picture) throws(RasterError) -> Void
    ) throws(RasterError) {
        guard size > 1 else { return }
        let before = try Picture(pixCreateTemplate(picture.pix), orFailing: step)
        var reached: Int32 = 1
        while reached < size {
            let by = min(reached, size - reached)
            guard pixCopy(before.pix, picture.pix) != nil else { throw .failed(step) }
            try move(by, before)
            reached += by
        }
    }
}
