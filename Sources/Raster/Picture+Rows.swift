internal import CLeptonica

extension Picture {
    /// A grey picture from rows of one byte a pixel.
    ///
    /// - Parameters:
    ///   - rows: At least `stride * (height - 1) + width` bytes.
    ///   - width: Pixels across.
    ///   - height: Pixels down.
    ///   - stride: Bytes from one row to the next.
    /// - Throws: ``RasterError/failed(_:)`` when the bytes are too few or there is no memory.
    package init(
        grey rows: UnsafeRawBufferPointer, width: Int, height: Int, stride: Int
    ) throws(RasterError) {
        let source = try Self.checkedRows(
            rows, width: width, rowBytes: width, height: height, stride: stride)
        let (pix, data) = try Self.canvas(width, height, depth: 8)
        let words = Int(pix.pointee.wpl)
        for row in 0..<height {
            UnsafeMutableRawPointer(data + row * words).copyMemory(
                from: source + row * stride, byteCount: width)
        }
        // The library keeps the leftmost pixel in a word's highest bits.
        pixEndianByteSwap(pix)
        self.init(owning: pix)
    }

    /// A picture from rows of three bytes a pixel: red, green, blue.
    ///
    /// - Throws: ``RasterError/failed(_:)`` when the bytes are too few or there is no memory.
    package init(
        rgb rows: UnsafeRawBufferPointer, width: Int, height: Int, stride: Int
    ) throws(RasterError) {
        let (rowBytes, overflows) = width.multipliedReportingOverflow(by: 3)
        guard !overflows else { throw .failed("taking the rows") }
        _ = try Self.checkedRows(rows, width: width, rowBytes: rowBytes, height: height, stride: stride)
        let (pix, data) = try Self.canvas(width, height, depth: 32)
        let words = Int(pix.pointee.wpl)
        for row in 0..<height {
            for column in 0..<width {
                let place = row * stride + column * 3
                data[row * words + column] =
                    UInt32(rows[place]) << 24 | UInt32(rows[place + 1]) << 16 | UInt32(rows[place + 2]) << 8
            }
        }
        self.init(owning: pix)
    }

    private static func canvas(
        _ width: Int, _ height: Int, depth: Int32
    ) throws(RasterError) -> (UnsafeMutablePointer<Pix>, UnsafeMutablePointer<UInt32>) {
        silenceLibrary()
        var pix = pixCreate(Int32(clamping: width), Int32(clamping: height), depth)
        guard let canvas = pix, let data = canvas.pointee.data else {
            pixDestroy(&pix)
            throw .failed("taking the rows")
        }
        return (canvas, data)
    }

    private static func checkedRows(
        _ rows: UnsafeRawBufferPointer, width: Int, rowBytes: Int, height: Int, stride: Int
    ) throws(RasterError) -> UnsafeRawPointer {
        let (body, overflows) = stride.multipliedReportingOverflow(by: max(height - 1, 0))
        let (total, overflowsToo) = body.addingReportingOverflow(rowBytes)
        guard width > 0, height > 0, stride >= rowBytes, !overflows, !overflowsToo, total <= rows.count,
            let start = rows.baseAddress
        else {
            throw .failed("taking the rows: there are fewer bytes than \(width) x \(height) pixels need")
        }
        return start
    }

    /// One byte a pixel, rows without padding; nil for a picture in colour.
    package borrowing func greyRows() -> [UInt8]? {
        guard isGrey, let data = pix.pointee.data else { return nil }
        let (width, height, words) = (self.width, self.height, Int(pix.pointee.wpl))
        return [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            for row in 0..<height {
                for column in 0..<width {
                    let word = data[row * words + column / 4]
                    buffer[row * width + column] = UInt8(truncatingIfNeeded: word >> (24 - 8 * (column % 4)))
                }
            }
            count = width * height
        }
    }

    /// Three bytes a pixel, rows without padding.
    package borrowing func rgbRows() -> [UInt8] {
        guard let data = pix.pointee.data else { return [] }
        let (width, height, words, isGrey) = (self.width, self.height, Int(pix.pointee.wpl), self.isGrey)
        return [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
            for row in 0..<height {
                for column in 0..<width {
                    let place = (row * width + column) * 3
                    if isGrey {
                        let word = data[row * words + column / 4]
                        let value = UInt8(truncatingIfNeeded: word >> (24 - 8 * (column % 4)))
                        (buffer[place], buffer[place + 1], buffer[place + 2]) = (value, value, value)
                    } else {
                        let word = data[row * words + column]
                        buffer[place] = UInt8(truncatingIfNeeded: word >> 24)
                        buffer[place + 1] = UInt8(truncatingIfNeeded: word >> 16)
                        buffer[place + 2] = UInt8(truncatingIfNeeded: word >> 8)
                    }
                }
            }
            count = width * height * 3
        }
    }

    /// A complete file.
    ///
    /// - Throws: ``RasterError/failed(_:)``.
    package borrowing func encoded(as format: ImageFormat) throws(RasterError) -> [UInt8] {
        let code: Int32 =
            switch format {
            case .jpeg: Int32(IFF_JFIF_JPEG)
            case .bmp: Int32(IFF_BMP)
            case .tiff: Int32(IFF_TIFF_LZW)
            case .gif: Int32(IFF_GIF)
            case .webp: Int32(IFF_WEBP)
            case .jpeg2000: Int32(IFF_JP2)
            case .png: Int32(IFF_PNG)
            }
        var data: UnsafeMutablePointer<UInt8>?
        var size = 0
        let status = pixWriteMem(&data, &size, pix, code)
        defer { lept_free(data) }
        guard status == 0, let data else { throw .failed("writing a file in \(format.title)") }
        return Array(UnsafeBufferPointer(start: data, count: size))
    }
}
