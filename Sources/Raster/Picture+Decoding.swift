internal import CLeptonica

extension Picture {
    /// Which pixels are wanted.
    package enum Wish: Sendable {
        /// One byte a pixel.
        case grey
        /// Colour, or grey when the file has no colour.
        case colour
    }

    /// Decodes one picture of a file as a person sees it: turned upright, on white, without a colour map.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - header: What ``ImageHeader/init(reading:limits:)`` said of it; the limits were checked there.
    ///   - frame: From 0.
    ///   - wish: Grey or colour.
    ///   - reduction: 1, 2, 4 or 8: a JPEG file may be decoded at that fraction of its size, which saves time and
    ///     memory; other formats ignore it.
    /// - Throws: ``RasterError``.
    package init(
        decoding bytes: UnsafeRawBufferPointer, _ header: ImageHeader, frame: Int = 0, wish: Wish,
        reduction: Int = 1
    ) throws(RasterError) {
        Self.silenceLibrary()
        guard header.frames.indices.contains(frame) else {
            throw .failed("finding page \(frame + 1)")
        }
        let stored: Picture =
            switch header.format {
            case .gif: try Self.still(header.gifOfFirstFrame(bytes), or: bytes, header, frame, wish, 1)
            case .webp: try Self.still(header.webpOfFirstFrame(bytes), or: bytes, header, frame, wish, 1)
            case .tiff:
                try Self.still(header.tiffAsStored(bytes, frame: frame), or: bytes, header, frame, wish, 1)
            default: try Self.stored(bytes, header, frame, wish, reduction)
            }
        let plain = try Self.plain(stored, wish)
        self = try plain.turned(header.frames[frame].orientation)
    }

    private static func still(
        _ rewritten: [UInt8]?, or bytes: UnsafeRawBufferPointer, _ header: ImageHeader, _ frame: Int,
        _ wish: Wish, _ reduction: Int
    ) throws(RasterError) -> Picture {
        guard let rewritten else { return try stored(bytes, header, frame, wish, reduction) }
        let pix = rewritten.withUnsafeBytes { pixels($0, header, frame, wish, reduction) }
        return try checked(pix, header, frame, reduction)
    }

    private static func stored(
        _ bytes: UnsafeRawBufferPointer, _ header: ImageHeader, _ frame: Int, _ wish: Wish, _ reduction: Int
    ) throws(RasterError) -> Picture {
        try checked(pixels(bytes, header, frame, wish, reduction), header, frame, reduction)
    }

    private static func pixels(
        _ bytes: UnsafeRawBufferPointer, _ header: ImageHeader, _ frame: Int, _ wish: Wish, _ reduction: Int
    ) -> UnsafeMutablePointer<Pix>? {
        guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
        switch header.format {
        case .png: return pixReadMemPng(start, bytes.count)
        case .jpeg:
            // Luminance alone takes a quarter of the memory; a file in CMYK has none to give.
            let isLuminance = wish == .grey && header.components == 3
            var warnings: Int32 = 0
            return pixReadMemJpeg(
                start, bytes.count, 0, Int32(clamping: reduction), &warnings,
                isLuminance ? Int32(L_JPEG_READ_LUMINANCE) : 0)
        case .gif: return pixReadMemGif(start, bytes.count)
        case .webp: return pixReadMemWebP(start, bytes.count)
        case .bmp: return pixReadMemBmp(start, bytes.count)
        case .tiff:
            return pixReadMemTiff(start, bytes.count, Int32(clamping: header.frames[frame].directory))
        case .jpeg2000: return pixReadMemJp2k(start, bytes.count, 1, nil, 0, 0)
        }
    }

    /// The decoder must give the size that the limits were checked against.
    private static func checked(
        _ pix: UnsafeMutablePointer<Pix>?, _ header: ImageHeader, _ frame: Int, _ reduction: Int
    ) throws(RasterError) -> Picture {
        guard let pix else { throw .undecodable(header.format) }
        let picture = Picture(owning: pix)
        let expected = header.frames[frame]
        guard picture.width <= expected.width, picture.height <= expected.height else {
            throw .undecodable(header.format)
        }
        guard reduction > 1 || (picture.width == expected.width && picture.height == expected.height) else {
            throw .undecodable(header.format)
        }
        return picture
    }

    /// The picture in grey or in 32 bits, without colour map and transparency.
    private static func plain(_ stored: consuming Picture, _ wish: Wish) throws(RasterError) -> Picture {
        var picture = stored
        if picture.pix.pointee.colormap != nil {
            picture = try Picture(
                pixRemoveColormap(picture.pix, Int32(REMOVE_CMAP_BASED_ON_SRC)),
                orFailing: "removing the colour map")
        }
        if picture.depth == 32, picture.pix.pointee.spp == 4 {
            picture = try Picture(pixRemoveAlpha(picture.pix), orFailing: "removing the transparency")
        }
        if picture.depth == 8 || (picture.depth == 32 && wish == .colour) { return picture }
        if picture.depth == 24 {
            picture = try Picture(pixConvertTo32(picture.pix), orFailing: "converting the colours")
            if wish == .colour { return picture }
        }
        return try Picture(pixConvertTo8(picture.pix, 0), orFailing: "converting to grey")
    }
}
