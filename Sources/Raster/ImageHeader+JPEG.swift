extension ImageHeader {
    /// Walks the segments up to the first scan.
    ///
    /// Source: ITU-T T.81 annex B (segments, SOFn), JFIF 1.02 (APP0), EXIF 2.32 (APP1).
    static func jpeg(_ bytes: UnsafeRawBufferPointer) throws(RasterError) -> ImageHeader {
        let reader = ByteReader(bytes, bigEndian: true)
        var header = ImageHeader(.jpeg, frames: [Frame(width: 0, height: 0)])
        var offset = 2
        while let byte = reader.u8(offset) {
            // Bytes between segments are skipped, as decoders do.
            guard byte == 0xFF, let marker = reader.u8(offset + 1) else {
                offset += 1
                continue
            }
            switch marker {
            case 0xFF: offset += 1
            case 0x00, 0x01, 0xD0...0xD8: offset += 2
            case 0xD9, 0xDA: return try header.withKnownSize()
            default:
                guard let length = reader.u16(offset + 2), length >= 2,
                    let segment = reader.slice(offset + 4, length - 2)
                else { throw .damagedHeader(.jpeg, "it ends before its pixels") }
                header.readSegment(marker, segment)
                offset += 2 + length
            }
        }
        return try header.withKnownSize()
    }

    private func withKnownSize() throws(RasterError) -> ImageHeader {
        guard frames[0].width > 0, frames[0].height > 0 else {
            throw .damagedHeader(.jpeg, "it ends before its size, or says none")
        }
        return self
    }

    private mutating func readSegment(_ marker: Int, _ segment: UnsafeRawBufferPointer) {
        let reader = ByteReader(segment, bigEndian: true)
        switch marker {
        case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
            // Of two sizes in one file the larger counts, for the decoder may take either.
            frames[0].height = max(frames[0].height, reader.u16(1) ?? 0)
            frames[0].width = max(frames[0].width, reader.u16(3) ?? 0)
            components = reader.u8(5) ?? 0
        case 0xE0 where reader.has("JFIF\0", at: 0):
            let scale: Double? = [1: 1.0, 2: 2.54][reader.u8(7) ?? 0]
            guard let scale, frames[0].dpiX == nil else { return }
            frames[0].dpiX = reader.u16(8).map { Double($0) * scale }
            frames[0].dpiY = reader.u16(10).map { Double($0) * scale }
        case 0xE1 where reader.has("Exif\0\0", at: 0):
            if let exif = reader.slice(6, segment.count) { apply(ExifData(exif)) }
        case 0xE1 where reader.has("http://ns.adobe.com/xap/1.0/\0", at: 0):
            if let packet = reader.slice(29, segment.count) { tags.add(xmp: packet) }
        case 0xED where reader.has("Photoshop 3.0\0", at: 0):
            if let name = reader.slice(0, 13) { tags.add("resource_block", name) }
        case 0xFE: tags.add("comment", segment)
        default: break
        }
    }
}
