/// What a picture file says of itself before a pixel is decoded.
package struct ImageHeader: Sendable, Hashable {
    /// One picture of the file.
    package struct Frame: Sendable, Hashable {
        /// Pixels in a stored row.
        package var width: Int
        /// Stored rows.
        package var height: Int
        /// How to turn it.
        package var orientation: Orientation = .upright
        /// Dots per inch along the stored rows; nil when the file does not say.
        package var dpiX: Double?
        /// Dots per inch down the stored columns.
        package var dpiY: Double?
        /// Place of its directory in a TIFF file; 0 elsewhere.
        package var directory: Int = 0
        /// Where the orientation stands in a TIFF file.
        var orientationOffset: Int?

        /// Pixels across, as a person sees it.
        package var seenWidth: Int { orientation.swapsSides ? height : width }
        /// Pixels down, as a person sees it.
        package var seenHeight: Int { orientation.swapsSides ? width : height }
    }

    /// The format.
    package let format: ImageFormat
    /// The pictures that can be read: all pages of a TIFF file, the first picture of any other.
    package var frames: [Frame]
    /// How many pictures the file holds; more than ``frames`` for an animation.
    package var frameCount: Int
    /// Colour components of the first picture; 0 when not known.
    package var components: Int = 0
    /// What the file says of its making.
    package var tags = ImageTags()
    /// Where the first picture's own blocks lie, for formats whose decoder would decode all of them.
    var firstFrame: Range<Int>?

    init(_ format: ImageFormat, frames: [Frame], frameCount: Int? = nil, components: Int = 0) {
        self.format = format
        self.frames = frames
        self.frameCount = frameCount ?? frames.count
        self.components = components
    }

    /// Reads the header of a file and checks it against the limits.
    ///
    /// - Throws: ``RasterError``; never decodes, never allocates by what the file claims.
    package init(
        reading bytes: UnsafeRawBufferPointer, limits: ImageLimits = ImageLimits()
    ) throws(RasterError) {
        guard let format = ImageFormat(sniffing: bytes) else { throw .unknownFormat }
        switch format {
        case .png: self = try Self.png(bytes)
        case .jpeg: self = try Self.jpeg(bytes)
        case .gif: self = try Self.gif(bytes, limits)
        case .webp: self = try Self.webp(bytes, limits)
        case .bmp: self = try Self.bmp(bytes)
        case .tiff: self = try Self.tiff(bytes, limits)
        case .jpeg2000: self = try Self.jpeg2000(bytes)
        }
        for (index, frame) in frames.enumerated() {
            try limits.check(width: frame.width, height: frame.height, frame: index + 1, format)
        }
    }
}
