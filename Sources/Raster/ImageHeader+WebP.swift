extension ImageHeader {
    /// Source: RFC 9649 section 2 (container), RFC 6386 section 9.1 (VP8), WebP lossless section 3 (VP8L).
    static func webp(
        _ bytes: UnsafeRawBufferPointer, _ limits: ImageLimits
    ) throws(RasterError) -> ImageHeader {
        let reader = ByteReader(bytes, bigEndian: false)
        var header = ImageHeader(.webp, frames: [Frame(width: 0, height: 0)], frameCount: 0, components: 3)
        var offset = 12
        while let size = reader.u32(offset + 4), let chunk = reader.slice(offset + 8, size) {
            let data = offset + 8
            if reader.has("VP8X", at: offset) {
                guard let width = reader.u24(data + 4), let height = reader.u24(data + 7) else { break }
                try header.take(width + 1, height + 1, limits)
            } else if reader.has("ANMF", at: offset) {
                guard chunk.count >= 16, let width = reader.u24(data + 6), let height = reader.u24(data + 9)
                else { break }
                if header.frameCount == 0 { header.firstFrame = (data + 16)..<(data + chunk.count) }
                header.frameCount += 1
                guard header.frameCount <= limits.frames else { throw .tooManyFrames(limit: limits.frames) }
                try header.take(width + 1, height + 1, limits)
            } else if let (width, height) = pictureSize(reader, at: offset) {
                header.frameCount = max(header.frameCount, 1)
                try header.take(width, height, limits)
            } else if reader.has("EXIF", at: offset) {
                let lead = ByteReader(chunk, bigEndian: true).has("Exif\0\0", at: 0) ? 6 : 0
                header.apply(ExifData(UnsafeRawBufferPointer(rebasing: chunk[lead...])))
            } else if reader.has("XMP ", at: offset) {
                header.tags.add(xmp: chunk)
            }
            offset = data + size + (size & 1)
        }
        guard header.frameCount > 0 else { throw .damagedHeader(.webp, "it ends before its size") }
        if header.frameCount > 1 || header.firstFrame != nil { try header.takeSizeOfFirstFrame(reader) }
        return header
    }

    /// The size in a picture's own chunk; nil for any other chunk.
    private static func pictureSize(_ reader: ByteReader, at offset: Int) -> (Int, Int)? {
        let data = offset + 8
        if reader.has("VP8 ", at: offset), let width = reader.u16(data + 6), let height = reader.u16(data + 8)
        {
            return (width & 0x3FFF, height & 0x3FFF)
        }
        if reader.has("VP8L", at: offset), reader.u8(data) == 0x2F, let bits = reader.u32(data + 1) {
            return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        }
        return nil
    }

    /// Of several sizes in one file the larger counts.
    private mutating func take(_ width: Int, _ height: Int, _ limits: ImageLimits) throws(RasterError) {
        frames[0].width = max(frames[0].width, width)
        frames[0].height = max(frames[0].height, height)
        try limits.check(width: frames[0].width, height: frames[0].height, frame: 1, .webp)
    }

    /// An animation's first picture may be smaller than its canvas.
    private mutating func takeSizeOfFirstFrame(_ reader: ByteReader) throws(RasterError) {
        guard let firstFrame else { return }
        var offset = firstFrame.lowerBound
        while offset < firstFrame.upperBound, let size = reader.u32(offset + 4) {
            if let (width, height) = Self.pictureSize(reader, at: offset) {
                (frames[0].width, frames[0].height) = (width, height)
                return
            }
            offset += 8 + size + (size & 1)
        }
        throw .damagedHeader(.webp, "its first picture has no size")
    }

    /// A still picture made of an animation's first one, since the decoder takes stills only.
    func webpOfFirstFrame(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        let reader = ByteReader(bytes, bigEndian: false)
        guard let firstFrame, let chunks = reader.slice(firstFrame.lowerBound, firstFrame.count) else {
            return nil
        }
        var body = Array("WEBP".utf8)
        if ByteReader(chunks, bigEndian: false).has("ALPH", at: 0) {
            body += Array("VP8X".utf8) + Self.little(10, 4) + Self.little(0x10, 4)
            body += Self.little(frames[0].width - 1, 3) + Self.little(frames[0].height - 1, 3)
        }
        body += Array(chunks)
        return Array("RIFF".utf8) + Self.little(body.count, 4) + body
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
