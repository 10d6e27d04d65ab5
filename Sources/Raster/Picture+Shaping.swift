internal import CLeptonica

extension Picture {
    /// The picture turned as its orientation says.
    package consuming func turned(_ orientation: Orientation) throws(RasterError) -> Picture {
        switch orientation {
        case .upright: return self
        case .mirrored: return try flipped(leftRight: true)
        case .halfTurn: return try turned(quarters: 2)
        case .flipped: return try flipped(leftRight: false)
        case .transposed: return try turned(quarters: 1).flipped(leftRight: true)
        case .quarterTurn: return try turned(quarters: 1)
        case .transversed: return try turned(quarters: 1).flipped(leftRight: false)
        case .threeQuarterTurn: return try turned(quarters: 3)
        }
    }

    /// The picture turned clockwise by that many right angles.
    package borrowing func turned(quarters: Int) throws(RasterError) -> Picture {
        try Picture(pixRotateOrth(pix, Int32(((quarters % 4) + 4) % 4)), orFailing: "turning")
    }

    private consuming func flipped(leftRight: Bool) throws(RasterError) -> Picture {
        // In place: the library writes into the picture that it reads.
        let result = leftRight ? pixFlipLR(pix, pix) : pixFlipTB(pix, pix)
        guard result != nil else { throw .failed("mirroring") }
        return self
    }

    /// The picture at another size; area mapping when it shrinks, interpolation when it grows.
    ///
    /// - Parameter factor: Of both sides.
    /// - Returns: At least one pixel each way.
    /// - Throws: ``RasterError/failed(_:)``.
    package borrowing func scaled(by factor: Double) throws(RasterError) -> Picture {
        // pixScale sharpens, which widens thin strokes differently from size to size.
        let scaled =
            factor < 0.7
            ? pixScaleAreaMap(pix, Float(factor), Float(factor)) : pixScale(pix, Float(factor), Float(factor))
        return try Picture(scaled, orFailing: "scaling")
    }

    /// A part of the picture; cut at its edges.
    package borrowing func cropped(
        x: Int, y: Int, width: Int, height: Int
    ) throws(RasterError) -> Picture {
        var box = boxCreate(
            Int32(clamping: x), Int32(clamping: y), Int32(clamping: width), Int32(clamping: height))
        defer { boxDestroy(&box) }
        return try Picture(pixClipRectangle(pix, box, nil), orFailing: "cutting")
    }

    /// The picture with a white border of that many pixels.
    package borrowing func bordered(horizontal: Int, vertical: Int) throws(RasterError) -> Picture {
        let (h, v) = (Int32(clamping: horizontal), Int32(clamping: vertical))
        return try Picture(
            pixAddBorderGeneral(pix, h, h, v, v, isGrey ? 0xFF : 0xFFFF_FF00), orFailing: "adding a border")
    }

    /// The picture turned clockwise about its middle (width / 2, height / 2, rounded down), at the same size; white
    /// comes in from outside.
    ///
    /// - Parameter radians: Clockwise.
    /// - Returns: The corners that turn out of the picture are lost.
    /// - Throws: ``RasterError/failed(_:)``.
    package borrowing func rotated(by radians: Double) throws(RasterError) -> Picture {
        let turned =
            isGrey
            ? pixRotateAMGray(pix, Float(radians), 0xFF)
            : pixRotateAM(pix, Float(radians), Int32(L_BRING_IN_WHITE))
        return try Picture(turned, orFailing: "rotating")
    }
}

extension Picture {
    /// The picture in grey.
    package consuming func greyed() throws(RasterError) -> Picture {
        guard !isGrey else { return self }
        return try Picture(pixConvertTo8(pix, 0), orFailing: "converting to grey")
    }
}
