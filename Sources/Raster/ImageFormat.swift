/// The picture formats that are read here.
package enum ImageFormat: String, Sendable, CaseIterable {
    /// Portable Network Graphics.
    case png
    /// JPEG, baseline or progressive.
    case jpeg
    /// GIF 87a and 89a; the first picture.
    case gif
    /// WebP, lossy or lossless; the first picture.
    case webp
    /// Windows bitmap.
    case bmp
    /// TIFF and BigTIFF, with all pages.
    case tiff
    /// JPEG 2000, as it lies in PDF files.
    case jpeg2000

    /// The media type: "image/png".
    package var mediaType: String {
        switch self {
        case .jpeg2000: "image/jp2"
        default: "image/" + rawValue
        }
    }

    /// The name that people use: "PNG".
    package var title: String {
        switch self {
        case .webp: "WebP"
        case .jpeg2000: "JPEG 2000"
        default: rawValue.uppercased()
        }
    }

    /// The format by a file's first bytes, whatever its name says; nil for any other.
    package init?(sniffing bytes: UnsafeRawBufferPointer) {
        let reader = ByteReader(bytes, bigEndian: true)
        switch (reader.u32(0), reader.u32(4)) {
        case (0x8950_4E47, 0x0D0A_1A0A): self = .png
        case (0x4749_4638, _): self = .gif
        case (0x5249_4646, _) where reader.has("WEBP", at: 8): self = .webp
        case (0x4949_2A00, _), (0x4D4D_002A, _), (0x4949_2B00, _), (0x4D4D_002B, _): self = .tiff
        case (0xFF4F_FF51, _), (0x0000_000C, 0x6A50_2020): self = .jpeg2000
        case (let start?, _) where start >> 8 == 0xFFD8FF: self = .jpeg
        case (let start?, _) where start >> 16 == 0x424D: self = .bmp
        default: return nil
        }
    }
}
