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

    /// Each pixel or any of those before it, `size` in all.
    private static func grow(_ picture: borrowing Picture, _ size: Int32, _ isAcross: Bool)
        throws(RasterError)
    {
        try double(size) { (by) throws(RasterError) in
            let moved = try translated(picture, by, isAcross)
            guard pixOr(picture.pix, picture.pix, moved.pix) != nil else { throw .failed(step) }
        }
    }

    /// Each pixel and all of those behind it, `size` in all; behind the edge there are none.
    private static func shrink(_ picture: borrowing Picture, _ size: Int32, _ isAcross: Bool)
        throws(RasterError)
    {
        try double(size) { (by) throws(RasterError) in
            let moved = try translated(picture, -by, isAcross)
            guard pixAnd(picture.pix, picture.pix, moved.pix) != nil else { throw .failed(step) }
        }
    }

    /// The moves that make one pixel `size` of them, when each comes on top of those before.
    private static func double(_ size: Int32, _ move: (Int32) throws(RasterError) -> Void)
        throws(RasterError)
    {
        var reached: Int32 = 1
        while reached < size {
            let by = min(reached, size - reached)
            try move(by)
            reached += by
        }
    }

    private static func translated(_ picture: borrowing Picture, _ by: Int32, _ isAcross: Bool)
        throws(RasterError) -> Picture
    {
        try Picture(
            pixTranslate(nil, picture.pix, isAcross ? by : 0, isAcross ? 0 : by, Int32(L_BRING_IN_WHITE)),
            orFailing: step)
    }
}
