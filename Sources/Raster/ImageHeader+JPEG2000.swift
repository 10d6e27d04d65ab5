extension ImageHeader {
    /// The size in the code stream's SIZ segment, which the decoder goes by.
    ///
    /// Source: ITU-T T.800 annex A.5.1 (SIZ) and I.4 (boxes).
    static func jpeg2000(_ bytes: UnsafeRawBufferPointer) throws(RasterError) -> ImageHeader {
        let reader = ByteReader(bytes, bigEndian: true)
        var offset = 0
        if reader.u32(0) == 0x0000_000C {
            boxes: for _ in 0..<1000 {
                guard let length = reader.u32(offset) else {
                    throw .damagedHeader(.jpeg2000, "it holds no code stream")
                }
                if reader.has("jp2c", at: offset + 4) {
                    offset += length == 1 ? 16 : 8
                    break boxes
                }
                guard length >= 8 else { throw .damagedHeader(.jpeg2000, "it holds no code stream") }
                offset += length
            }
        }
        guard reader.u32(offset) == 0xFF4F_FF51, let right = reader.u32(offset + 8),
            let bottom = reader.u32(offset + 12), let left = reader.u32(offset + 16),
            let top = reader.u32(offset + 20), let components = reader.u16(offset + 40)
        else { throw .damagedHeader(.jpeg2000, "it ends before its size") }
        guard components <= 4 else {
            throw .unsupportedKind(.jpeg2000, "\(components) components")
        }
        return ImageHeader(
            .jpeg2000, frames: [Frame(width: right - left, height: bottom - top)], components: components)
    }
}
