internal import CLeptonica

/// The ruling of a page: straight lines across and down, as tables and boxes are drawn with, and what is written
/// beside them.
package struct Ruling: ~Copyable {
    /// One bit a pixel: the lines.
    let lines: Picture
    /// One bit a pixel: everything dark that is no line.
    let ink: Picture
    /// Height of most letters and digits, pixels.
    package let textHeight: Int
    /// The boxes around what hangs together by lines: tables, frames, single lines.
    let frames: [PixelBox]
    /// The grey of most of the page.
    let paper: UInt32

    /// Finds the lines of a page in grey that is level.
    ///
    /// A line is long for the page's letters and thin; one down the page that is short counts when it meets one
    /// across, for strokes of large letters do not.
    ///
    /// - Returns: Nil when there are none, or too few letters to tell lines from letters by.
    /// - Throws: ``RasterError/failed(_:)``.
    package static func find(on page: borrowing Picture) throws(RasterError) -> Ruling? {
        guard page.isGrey, page.width >= 200, page.height >= 200 else { return nil }
        let step = "finding lines"
        let all = try Picture(pixThresholdToBinary(page.pix, Self.darkest(of: page)), orFailing: step)
        guard let text = PixelBox.middleHeight(of: PixelBox.parts(of: all), atLeast: 6) else { return nil }
        let dark = try withoutBlocks(all, text)
        let long = Int32(clamping: max(5 * text, 40))
        let short = Int32(clamping: max(5 * text / 2, 24))
        let across = try mended(
            try thin(try Brick.opened(dark, long, 1), text, isAcross: true), on: dark, by: text,
            isAcross: true)
        var down = try mended(
            try thin(try Brick.opened(dark, 1, short), text, isAcross: false), on: dark, by: text,
            isAcross: false)
        down = try held(down, by: across, atLeast: Int(long), reach: text)
        let both = try Picture(pixOr(nil, across.pix, down.pix), orFailing: step)
        var isEmpty: Int32 = 1
        guard pixZero(both.pix, &isEmpty) == 0, isEmpty == 0 else { return nil }
        // Their soft edges go with them.
        let margin: Int32 = text >= 20 ? 5 : 3
        let lines = try Brick.dilated(both, margin, margin)
        let ink = try Picture(pixSubtract(nil, all.pix, lines.pix), orFailing: step)
        let joined = try Brick.closed(lines, Int32(clamping: text), Int32(clamping: text))
        return Ruling(
            lines: lines, ink: ink, textHeight: text, frames: PixelBox.parts(of: joined),
            paper: page.paperGrey())
    }

    private init(
        lines: consuming Picture, ink: consuming Picture, textHeight: Int, frames: [PixelBox], paper: UInt32
    ) {
        self.paper = paper
        self.lines = lines
        self.ink = ink
        self.textHeight = textHeight
        self.frames = frames
    }

    /// The page without its lines.
    ///
    /// - Throws: ``RasterError/failed(_:)``.
    package borrowing func erased(from page: borrowing Picture) throws(RasterError) -> Picture {
        let result = try Picture(pixCopy(nil, page.pix), orFailing: "erasing lines")
        guard pixSetMasked(result.pix, lines.pix, paper) == 0 else { throw .failed("erasing lines") }
        return result
    }

    /// What is darker than this is ink: three quarters of the way from black to the paper.
    static func darkest(of page: borrowing Picture) -> Int32 {
        max(110, min(190, Int32(clamping: page.paperGrey() * 3 / 4)))
    }

    /// Lines with the parts of them on the page that are shorter than a line: a scanner leaves breaks.
    private static func mended(
        _ lines: borrowing Picture, on dark: borrowing Picture, by text: Int, isAcross: Bool
    ) throws(RasterError) -> Picture {
        let reach = Int32(clamping: max(3 * text / 4, 5))
        let whole = try Brick.closed(lines, isAcross ? reach : 1, isAcross ? 1 : reach)
        return try Picture(pixAnd(nil, whole.pix, dark.pix), orFailing: "finding lines")
    }

    /// Without dark grounds and what lies close to them: the ground between light letters is no line.
    private static func withoutBlocks(_ dark: borrowing Picture, _ text: Int) throws(RasterError) -> Picture {
        let step = "finding lines"
        let size = Int32(clamping: text)
        let reach = Int32(clamping: 3 * text | 1)
        let cores = try Brick.opened(dark, size, Int32(clamping: max(2 * text / 3, 6)))
        var isEmpty: Int32 = 0
        guard pixZero(cores.pix, &isEmpty) == 0 else { throw .failed(step) }
        if isEmpty != 0 { return try Picture(pixCopy(nil, dark.pix), orFailing: step) }
        let around = try Brick.dilated(cores, reach, reach)
        return try Picture(pixSubtract(nil, dark.pix, around.pix), orFailing: step)
    }

    /// Without what is too thick for a line: bars, pictures, shadows.
    private static func thin(_ picture: borrowing Picture, _ text: Int, isAcross: Bool)
        throws(RasterError) -> Picture
    {
        let thick = Int32(clamping: max(text / 2, 7))
        let core = try Brick.opened(picture, isAcross ? 1 : thick, isAcross ? thick : 1)
        let blocks = try Brick.dilated(core, isAcross ? 1 : 5, isAcross ? 5 : 1)
        return try Picture(pixSubtract(nil, picture.pix, blocks.pix), orFailing: "finding lines")
    }

    /// Only the lines down the page that are long or meet one across.
    private static func held(
        _ down: borrowing Picture, by across: borrowing Picture, atLeast long: Int, reach: Int
    ) throws(RasterError) -> Picture {
        let step = "finding lines"
        let size = Int32(clamping: max(reach | 1, 3))
        let near = try Brick.dilated(across, size, size)
        let met = try Picture(pixAnd(nil, near.pix, down.pix), orFailing: step)
        let tall = try Brick.opened(down, 1, Int32(clamping: long))
        guard pixOr(met.pix, met.pix, tall.pix) != nil else { throw .failed(step) }
        return try Picture(pixSeedfillBinary(nil, met.pix, down.pix, 8), orFailing: step)
    }
}
