extension ImageHeader {
    /// Source: Microsoft, BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER.
    static func bmp(_ bytes: UnsafeRawBufferPointer) throws(RasterError) -> ImageHeader {
        let reader = ByteReader(bytes, bigEndian: false)
        guard let headerSize = reader.u32(14) else {
            throw .damagedHeader(.bmp, "it ends before its size")
        }
        if headerSize == 12 {
            throw .unsupportedKind(.bmp, "the header of OS/2 1.x")
        }
        guard headerSize >= 40, let width = reader.i32(18), let height = reader.i32(22),
            let depth = reader.u16(28), let compression = reader.u32(30), height != Int(Int32.min)
        else { throw .damagedHeader(.bmp, "its header has \(headerSize) bytes, or the file ends in it") }
        guard compression == 0 || compression == 3 else {
            throw .unsupportedKind(.bmp, "compressed pixels (method \(compression))")
        }
        guard [1, 4, 8, 24, 32].contains(depth) else {
            throw .unsupportedKind(.bmp, "\(depth) bits a pixel")
        }
        var frame = Frame(width: width, height: abs(height))
        frame.dpiX = reader.u32(38).map { Double($0) * 0.0254 }
        frame.dpiY = reader.u32(42).map { Double($0) * 0.0254 }
        return ImageHeader(.bmp, frames: [frame], components: depth > 8 ? 3 : 1)
    }
}
