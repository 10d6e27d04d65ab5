extension ImageHeader {
    /// Walks the directories; thumbnails are no pages.
    ///
    /// Source: TIFF 6.0 section 2 and "NewSubfileType".
    static func tiff(
        _ bytes: UnsafeRawBufferPointer, _ limits: ImageLimits
    ) throws(RasterError) -> ImageHeader {
        guard let layout = TIFFDirectory.Layout(bytes) else {
            throw .damagedHeader(.tiff, "it ends before its first page")
        }
        var header = ImageHeader(.tiff, frames: [])
        var seen: Set<Int> = []
        var offset = layout.first
        while offset != 0, seen.insert(offset).inserted {
            // The first page must be readable; a chain that breaks later ends the file.
            guard let directory = TIFFDirectory(layout, at: offset) else { break }
            if (directory.integer(0x00FE) ?? 0) & 1 == 0 {
                guard header.frames.count < limits.frames else { throw .tooManyFrames(limit: limits.frames) }
                header.frames.append(
                    try frame(directory, at: seen.count - 1, header.frames.count + 1, limits))
                directory.addTags(to: &header.tags)
                if header.components == 0 { header.components = directory.integer(0x0115) ?? 1 }
            }
            guard seen.count <= limits.frames * 2 else { throw .tooManyFrames(limit: limits.frames) }
            offset = directory.next
        }
        guard !header.frames.isEmpty else { throw .damagedHeader(.tiff, "it has no readable page") }
        header.frameCount = header.frames.count
        return header
    }

    private static func frame(
        _ directory: TIFFDirectory, at place: Int, _ number: Int, _ limits: ImageLimits
    ) throws(RasterError) -> Frame {
        guard let width = directory.integer(0x0100), let height = directory.integer(0x0101) else {
            throw .damagedHeader(.tiff, "page \(number) has no size")
        }
        // The decoder allocates whole tiles, so that a tiny page may ask for an enormous one.
        if let tileWidth = directory.integer(0x0142), let tileHeight = directory.integer(0x0143) {
            try limits.check(width: tileWidth, height: tileHeight, frame: number, .tiff)
        }
        let samples = directory.integer(0x0115) ?? 1
        guard (1...8).contains(samples) else {
            throw .unsupportedKind(.tiff, "\(samples) samples a pixel")
        }
        var frame = Frame(width: width, height: height, directory: place)
        frame.orientation = directory.integer(0x0112).flatMap(Orientation.init(rawValue:)) ?? .upright
        frame.orientationOffset = directory.offsetOfShort(0x0112)
        (frame.dpiX, frame.dpiY) = directory.resolution
        return frame
    }

    /// A copy of the file in which the page's orientation says "as stored": decoders differ in what they apply.
    func tiffAsStored(_ bytes: UnsafeRawBufferPointer, frame: Int) -> [UInt8]? {
        guard frames.indices.contains(frame), frames[frame].orientation != .upright,
            let offset = frames[frame].orientationOffset, offset >= 0, offset + 1 < bytes.count
        else { return nil }
        var copy = Array(bytes)
        let isBigEndian = copy[0] == 0x4D
        copy[offset] = isBigEndian ? 0 : 1
        copy[offset + 1] = isBigEndian ? 1 : 0
        return copy
    }
}
