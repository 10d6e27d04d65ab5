internal import CPangoCairo

/// The one owner of a cairo image surface.
final class PictureSurface {
    let pointer: OpaquePointer

    /// An empty surface of 32-bit pixels.
    ///
    /// - Throws: `DrawingError` when the size is beyond cairo's (32,767 pixels a side) or memory is short.
    init(width: Int, height: Int, format: cairo_format_t = CAIRO_FORMAT_RGB24) throws(DrawingError) {
        let surface = cairo_image_surface_create(format, Int32(clamping: width), Int32(clamping: height))
        guard let surface, cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
            throw DrawingError("no picture of \(width)×\(height) pixels can be made; lower the resolution")
        }
        pointer = surface
    }

    /// A surface that holds a picture's pixels.
    convenience init(of picture: Picture) throws(DrawingError) {
        let isGrey = picture.channels == .grey
        try self.init(
            width: picture.width, height: picture.height,
            format: isGrey ? CAIRO_FORMAT_A8 : CAIRO_FORMAT_RGB24)
        cairo_surface_flush(pointer)
        guard let data = cairo_image_surface_get_data(pointer) else {
            throw DrawingError("cairo gave no pixels for a picture; free some memory and try again")
        }
        let stride = Int(cairo_image_surface_get_stride(pointer))
        picture.pixels.withUnsafeBufferPointer { source in
            for row in 0..<picture.height {
                let target = data + row * stride
                if isGrey {
                    let start = row * picture.width
                    for column in 0..<picture.width { target[column] = source[start + column] }
                } else {
                    for column in 0..<picture.width {
                        let start = (row * picture.width + column) * 3
                        // 32 bits in the machine's order, little-endian on both architectures Debian ships: B G R x.
                        target[column * 4] = source[start + 2]
                        target[column * 4 + 1] = source[start + 1]
                        target[column * 4 + 2] = source[start]
                        target[column * 4 + 3] = 255
                    }
                }
            }
        }
        cairo_surface_mark_dirty(pointer)
    }

    deinit { cairo_surface_destroy(pointer) }

    /// Makes a PDF hold these JPEG bytes instead of the pixels.
    func attach(jpeg bytes: [UInt8]) throws(DrawingError) {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = copy.initialize(from: bytes)
        let status = cairo_surface_set_mime_data(
            pointer, CAIRO_MIME_TYPE_JPEG, copy.baseAddress, UInt(bytes.count),
            { $0?.deallocate() }, copy.baseAddress)
        guard status == CAIRO_STATUS_SUCCESS else {
            copy.deallocate()
            throw DrawingError("cairo took no JPEG for a scanned page; free some memory and try again")
        }
    }

    /// The surface's pixels as a picture.
    func picture(_ channels: Picture.Channels) -> Picture {
        cairo_surface_flush(pointer)
        let width = Int(cairo_image_surface_get_width(pointer))
        let height = Int(cairo_image_surface_get_height(pointer))
        let stride = Int(cairo_image_surface_get_stride(pointer))
        var picture = Picture(width: width, height: height, channels: channels)
        guard let data = cairo_image_surface_get_data(pointer) else { return picture }
        picture.pixels.withUnsafeMutableBufferPointer { target in
            for row in 0..<height {
                for column in 0..<width {
                    let source = data + row * stride + column * 4
                    let (blue, green, red) = (Int(source[0]), Int(source[1]), Int(source[2]))
                    let index = (row * width + column) * channels.rawValue
                    if channels == .grey {
                        // The shares of ITU-R BT.601, in thousandths.
                        target[index] = UInt8(clamping: (299 * red + 587 * green + 114 * blue + 500) / 1000)
                    } else {
                        target[index] = UInt8(red)
                        target[index + 1] = UInt8(green)
                        target[index + 2] = UInt8(blue)
                    }
                }
            }
        }
        return picture
    }
}
