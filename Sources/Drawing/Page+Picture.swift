extension Page {
    /// The page as a picture on white paper.
    ///
    /// - Parameters:
    ///   - dpi: Pixels per inch.
    ///   - channels: Grey or colour.
    ///   - degrees: By how much the page lies askew, clockwise; what turns out of sight is lost.
    /// - Returns: The page's size at that resolution, rounded up.
    /// - Throws: `DrawingError` when the picture is beyond cairo's size or memory.
    package func picture(
        dpi: Double, channels: Picture.Channels, skew degrees: Double = 0
    ) throws(DrawingError) -> Picture {
        let width = Int((size.width * dpi / 72).rounded(.up))
        let height = Int((size.height * dpi / 72).rounded(.up))
        let surface = try PictureSurface(width: width, height: height)
        let pen = Pen(on: surface.pointer)
        pen.paint(.white)
        pen.scale(dpi / 72)
        if degrees != 0 { pen.turn(degrees: degrees, around: Point(size.width / 2, size.height / 2)) }
        pen.draw(self)
        return surface.picture(channels)
    }
}
