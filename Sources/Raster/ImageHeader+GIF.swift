extension ImageHeader {
    /// Counts the pictures by walking the blocks: no byte of a picture is decompressed.
    ///
    /// Source: GIF89a sections 17 to 27.
    static func gif(
        _ bytes: UnsafeRawBufferPointer, _ limits: ImageLimits
    ) throws(RasterError) -> ImageHeader {
        let reader = ByteReader(bytes, bigEndian: false)
        guard let width = reader.u16(6), let height = reader.u16(8), let packed = reader.u8(10) else {
            throw .damagedHeader(.gif, "it ends before its size")
        }
        var header = ImageHeader(.gif, frames: [Frame(width: width, height: height)], frameCount: 0)
        header.components = 3
        var offset = 13 + (packed & 0x80 != 0 ? 3 << ((packed & 7) + 1) : 0)
        blocks: while let introducer = reader.u8(offset) {
            let start = offset
            switch introducer {
            case 0x21:
                if reader.u8(offset + 1) == 0xFE, let length = reader.u8(offset + 2),
                    let comment = reader.slice(offset + 3, length)
                {
                    header.tags.add("comment", comment)
                }
                offset = skipBlocks(reader, from: offset + 2)
            case 0x2C:
                guard let left = reader.u16(offset + 1), let top = reader.u16(offset + 3),
                    let frameWidth = reader.u16(offset + 5), let frameHeight = reader.u16(offset + 7),
                    let flags = reader.u8(offset + 9)
                else { break blocks }
                header.frameCount += 1
                guard header.frameCount <= limits.frames else { throw .tooManyFrames(limit: limits.frames) }
                // A picture may reach beyond the screen that the file announces; the decoder allocates either.
                try limits.check(
                    width: max(width, left + frameWidth), height: max(height, top + frameHeight),
                    frame: header.frameCount, .gif)
                offset += 10 + (flags & 0x80 != 0 ? 3 << ((flags & 7) + 1) : 0)
                offset = skipBlocks(reader, from: offset + 1)
                if header.frameCount == 1 {
                    header.firstFrame = start..<min(offset, reader.count)
                    header.frames[0].width = frameWidth
                    header.frames[0].height = frameHeight
                }
            default: break blocks
            }
        }
        guard header.frameCount > 0 else { throw .damagedHeader(.gif, "it holds no picture") }
        return header
    }

    /// The place behind a chain of data blocks, each led by its length.
    private static func skipBlocks(_ reader: ByteReader, from start: Int) -> Int {
        var offset = start
        while let length = reader.u8(offset), length > 0 { offset += 1 + length }
        return offset + 1
    }

    /// The file with its first picture only.
    func gifOfFirstFrame(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        let reader = ByteReader(bytes, bigEndian: false)
        guard frameCount > 1, let firstFrame, let packed = reader.u8(10),
            let lead = reader.slice(0, 13 + (packed & 0x80 != 0 ? 3 << ((packed & 7) + 1) : 0)),
            let picture = reader.slice(firstFrame.lowerBound, firstFrame.count)
        else { return nil }
        return Array(lead) + Array(picture) + [0x3B]
    }
}
