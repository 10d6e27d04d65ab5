extension ImageHeader {
    /// Source: PNG (W3C, third edition) sections 5 and 11: chunks of length, name, data, check sum.
    static func png(_ bytes: UnsafeRawBufferPointer) throws(RasterError) -> ImageHeader {
        let reader = ByteReader(bytes, bigEndian: true)
        guard reader.has("IHDR", at: 12), let width = reader.u32(16), let height = reader.u32(20),
            let colour = reader.u8(25)
        else { throw .damagedHeader(.png, "it ends before its size") }
        var header = ImageHeader(
            .png, frames: [Frame(width: width, height: height)], components: colour & 2 != 0 ? 3 : 1)
        var offset = 8
        // A file has few chunks before its pixels; a limit keeps a file of empty ones from costing time.
        for _ in 0..<10_000 {
            guard let length = reader.u32(offset), let name = reader.u32(offset + 4) else { break }
            let data = offset + 8
            switch name {
            case 0x7048_5973:  // pHYs
                guard reader.u8(data + 8) == 1, let x = reader.u32(data), let y = reader.u32(data + 4) else {
                    break
                }
                header.frames[0].dpiX = Double(x) * 0.0254
                header.frames[0].dpiY = Double(y) * 0.0254
            case 0x7445_5874, 0x6954_5874:  // tEXt, iTXt
                if let text = reader.slice(data, length) { header.addText(text) }
            case 0x6558_4966:  // eXIf
                if let exif = reader.slice(data, length) { header.apply(ExifData(exif)) }
            default: break
            }
            if name == 0x4945_4E44 { break }  // IEND
            offset = data + length + 4
        }
        return header
    }

    private mutating func addText(_ text: UnsafeRawBufferPointer) {
        guard let end = text.firstIndex(of: 0) else { return }
        let value = UnsafeRawBufferPointer(rebasing: text[(end + 1)...])
        switch String(decoding: text[..<end], as: UTF8.self) {
        case "Software": tags.add("software", value)
        case "Author": tags.add("artist", value)
        case "Creation Time": tags.add("created", value)
        case "Comment": tags.add("comment", value)
        case "XML:com.adobe.xmp": tags.add(xmp: value)
        default: break
        }
    }

    mutating func apply(_ exif: ExifData) {
        if let orientation = exif.orientation { frames[0].orientation = orientation }
        if frames[0].dpiX == nil { frames[0].dpiX = exif.dpiX }
        if frames[0].dpiY == nil { frames[0].dpiY = exif.dpiY }
        tags.add(exif.tags)
    }
}
