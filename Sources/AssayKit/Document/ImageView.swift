internal import CAssayPlugin

/// How an image's bytes are to be read.
public enum ImageEncoding: String, Sendable, Hashable, CaseIterable {
    /// One byte a pixel, 0 is black.
    case grey8
    /// Three bytes a pixel: red, green, blue.
    case rgb8
    /// A complete PNG file.
    case png
    /// A complete JPEG file.
    case jpeg
    /// A complete TIFF file.
    case tiff
    /// A complete JPEG 2000 file.
    case jpeg2000

    init?(code: UInt32) {
        switch code {
        case ASSAY_GREY8.rawValue: self = .grey8
        case ASSAY_RGB8.rawValue: self = .rgb8
        case ASSAY_PNG.rawValue: self = .png
        case ASSAY_JPEG.rawValue: self = .jpeg
        case ASSAY_TIFF.rawValue: self = .tiff
        case ASSAY_JPEG2000.rawValue: self = .jpeg2000
        default: return nil
        }
    }

    /// The number under which it crosses the plugin door.
    public var code: UInt32 {
        switch self {
        case .grey8: ASSAY_GREY8.rawValue
        case .rgb8: ASSAY_RGB8.rawValue
        case .png: ASSAY_PNG.rawValue
        case .jpeg: ASSAY_JPEG.rawValue
        case .tiff: ASSAY_TIFF.rawValue
        case .jpeg2000: ASSAY_JPEG2000.rawValue
        }
    }
}

/// From pixels to page points: `x = a*px + c*py + e`, `y = b*px + d*py + f`.
public struct PixelMatrix: Sendable, Hashable {
    /// The six numbers a, b, c, d, e, f.
    public let a, b, c, d, e, f: Float

    /// A matrix by its six numbers.
    public init(a: Float, b: Float, c: Float, d: Float, e: Float, f: Float) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// Pixels that fill `box` (points), unrotated.
    public init(filling box: Box, width: Int, height: Int) {
        self.init(
            a: box.width / Float(max(width, 1)), b: 0, c: 0, d: box.height / Float(max(height, 1)), e: box.x0,
            f: box.y0)
    }

    /// A pixel's place on the page, in points.
    public func apply(_ px: Float, _ py: Float) -> (x: Float, y: Float) {
        (a * px + c * py + e, b * px + d * py + f)
    }

    /// The box on the page that holds a box of pixels.
    public func apply(_ pixels: Box) -> Box {
        let corners = [
            apply(pixels.x0, pixels.y0), apply(pixels.x1, pixels.y0), apply(pixels.x0, pixels.y1),
            apply(pixels.x1, pixels.y1),
        ]
        var box = Box(corners[0].x, corners[0].y, corners[0].x, corners[0].y)
        for corner in corners { box = box.union(Box(corner.x, corner.y, corner.x, corner.y)) }
        return box
    }
}

/// One picture of a ``DocumentView``; it must not outlive the call.
public struct ImageView {
    let base: UnsafeRawPointer
    let row: assay_image

    init(base: UnsafeRawPointer, header: assay_document, index: Int) {
        self.base = base
        let offset = Int(header.images_off) + index * Int(header.image_stride)
        row = base.loadUnaligned(fromByteOffset: offset, as: assay_image.self)
    }

    /// Number of the page that it shows.
    public var page: Int { Int(row.page) }
    /// How to read the bytes; nil for one that this version does not know.
    public var encoding: ImageEncoding? { ImageEncoding(code: row.encoding) }
    /// Width in pixels.
    public var width: Int { Int(row.width) }
    /// Height in pixels.
    public var height: Int { Int(row.height) }
    /// Bytes from one row to the next; 0 for a complete file.
    public var stride: Int { Int(row.stride) }
    /// Dots per inch.
    public var dpi: Float { row.dpi }
    /// Whether it is the scan as it lies in the file, not a drawing of the page.
    public var isEmbedded: Bool { row.flags & UInt32(ASSAY_IMAGE_EMBEDDED) != 0 }
    /// Whether it shows only a part of the page.
    public var isRegion: Bool { row.flags & UInt32(ASSAY_IMAGE_REGION) != 0 }
    /// From its pixels to page points.
    public var matrix: PixelMatrix {
        let m = row.matrix
        return PixelMatrix(a: m.0, b: m.1, c: m.2, d: m.3, e: m.4, f: m.5)
    }
    /// The bytes where they lie.
    public var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + Int(row.data_off), count: Int(row.data_len))
    }
}
