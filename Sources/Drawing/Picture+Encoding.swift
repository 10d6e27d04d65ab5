internal import CLeptonica
internal import CPangoCairo
internal import Glibc

extension Picture {
    /// The picture as PNG, grey or RGB.
    ///
    /// - Returns: A whole PNG file.
    /// - Throws: `DrawingError` when memory is short.
    package func png() throws(DrawingError) -> [UInt8] {
        let surface = try PictureSurface(of: self)
        let sink = ByteSink()
        let status = cairo_surface_write_to_png_stream(surface.pointer, ByteSink.write, sink.closure)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw DrawingError(
                "the PNG could not be written: \(String(cString: cairo_status_to_string(status)))")
        }
        return withExtendedLifetime(sink) { sink.bytes }
    }

    /// The picture as baseline JPEG.
    ///
    /// - Parameter quality: 1 (small) to 100 (exact).
    /// - Returns: A whole JPEG file.
    /// - Throws: `DrawingError` when memory is short.
    package func jpeg(quality: Int) throws(DrawingError) -> [UInt8] {
        let depth: Int32 = channels == .grey ? 8 : 32
        var pix = pixCreate(Int32(clamping: width), Int32(clamping: height), depth)
        defer { pixDestroy(&pix) }
        guard let words = pixGetData(pix) else {
            throw DrawingError("no memory for a JPEG of \(width)×\(height) pixels; lower the resolution")
        }
        let wordsPerLine = Int(pixGetWpl(pix))
        fill(words, wordsPerLine: wordsPerLine)
        var data: UnsafeMutablePointer<UInt8>?
        var count = 0
        let failed = pixWriteMemJpeg(&data, &count, pix, Int32(clamping: min(max(quality, 1), 100)), 0)
        defer { free(data) }
        guard failed == 0, let data else {
            throw DrawingError("leptonica wrote no JPEG; lower the resolution")
        }
        return Array(UnsafeBufferPointer(start: data, count: count))
    }

    /// Writes the pixels in leptonica's order: 32-bit words, most significant byte first.
    private func fill(_ words: UnsafeMutablePointer<UInt32>, wordsPerLine: Int) {
        pixels.withUnsafeBufferPointer { source in
            for row in 0..<height {
                let line = words + row * wordsPerLine
                for column in 0..<width {
                    let index = (row * width + column) * channels.rawValue
                    if channels == .grey {
                        line[column / 4] |= UInt32(source[index]) << UInt32(24 - 8 * (column % 4))
                    } else {
                        let (red, green, blue) = (source[index], source[index + 1], source[index + 2])
                        line[column] = UInt32(red) << 24 | UInt32(green) << 16 | UInt32(blue) << 8
                    }
                }
            }
        }
    }
}
