internal import AssayKit
internal import Raster

extension Picture {
    /// A page's picture in grey, whatever its encoding; the limits are for complete files, whose headers are read
    /// first.
    ///
    /// - Throws: ``RasterError``.
    init(_ image: ImageView, _ limits: ImageLimits) throws(RasterError) {
        switch image.encoding {
        case .grey8:
            try self.init(grey: image.bytes, width: image.width, height: image.height, stride: image.stride)
        case .rgb8:
            let colour = try Picture(
                rgb: image.bytes, width: image.width, height: image.height, stride: image.stride)
            self = try colour.greyed()
        default:
            let header = try ImageHeader(reading: image.bytes, limits: limits)
            try self.init(decoding: image.bytes, header, wish: .grey)
        }
    }
}
