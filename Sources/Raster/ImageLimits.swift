/// How large a picture may be, checked on its header before a pixel is decoded.
///
/// Source: OWASP ASVS V5 and the defaults of the service: 50 megapixels a picture, 100 pages a file.
package struct ImageLimits: Sendable, Hashable {
    /// Pixels of one picture.
    package var pixels: Int
    /// Pictures of one file.
    package var frames: Int

    /// Limits in pixels and pictures.
    package init(pixels: Int = 50_000_000, frames: Int = 100) {
        self.pixels = pixels
        self.frames = frames
    }

    /// - Throws: ``RasterError/tooManyPixels(width:height:limit:frame:)``, or that the size is none.
    func check(width: Int, height: Int, frame: Int, _ format: ImageFormat) throws(RasterError) {
        guard width > 0, height > 0 else {
            throw .damagedHeader(format, "its size is \(width) x \(height) pixels")
        }
        let (area, overflows) = width.multipliedReportingOverflow(by: height)
        guard !overflows, area <= pixels else {
            throw .tooManyPixels(width: width, height: height, limit: pixels, frame: frame)
        }
    }
}
