internal import AssayKit
internal import CZBar

/// A QR code that was found in a picture.
struct QRCode: Hashable {
    /// What it says; what is no UTF-8 in it is replaced.
    let text: String
    /// Where in the picture, pixels.
    let box: Box
}

/// Finds QR codes in pictures; the one owner of zbar.
struct QRScanner: ~Copyable {
    /// Larger pictures are not looked into, pixels.
    private static let maximumPixels = 120 << 20
    /// More codes on one page are no invoice's.
    private static let maximumCodes = 32

    private let pointer: OpaquePointer

    /// A scanner; nil when there is no memory for one.
    init?() {
        guard let pointer = zbar_image_scanner_create() else { return nil }
        zbar_image_scanner_set_config(pointer, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        zbar_image_scanner_set_config(pointer, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
        self.pointer = pointer
    }

    deinit { zbar_image_scanner_destroy(pointer) }

    /// The codes in a grey picture.
    ///
    /// - Parameters:
    ///   - pixels: One byte each, rows without gaps.
    ///   - width: Pixels.
    ///   - height: Pixels.
    /// - Returns: At most 32; none for a picture whose bytes do not fit its measures.
    borrowing func codes(in pixels: [UInt8], width: Int, height: Int) -> [QRCode] {
        let (count, isHuge) = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !isHuge, count <= Self.maximumPixels, pixels.count >= count,
            let image = zbar_image_create()
        else { return [] }
        defer { zbar_image_destroy(image) }
        // "Y800": grey, a byte a pixel.
        zbar_image_set_format(image, 0x3030_3859)
        zbar_image_set_size(image, UInt32(clamping: width), UInt32(clamping: height))
        return pixels.withUnsafeBytes { bytes in
            // Without a handler zbar leaves the bytes alone; they outlive the image here.
            zbar_image_set_data(image, bytes.baseAddress, UInt(count), nil)
            defer { zbar_image_set_data(image, nil, 0, nil) }
            guard zbar_scan_image(pointer, image) > 0 else { return [] }
            var codes: [QRCode] = []
            var symbol = zbar_image_first_symbol(image)
            while let found = symbol, codes.count < Self.maximumCodes {
                if let code = Self.code(found) { codes.append(code) }
                symbol = zbar_symbol_next(found)
            }
            return codes
        }
    }

    private static func code(_ symbol: OpaquePointer) -> QRCode? {
        guard zbar_symbol_get_type(symbol) == ZBAR_QRCODE, let data = zbar_symbol_get_data(symbol) else {
            return nil
        }
        let bytes = UnsafeRawBufferPointer(start: data, count: Int(zbar_symbol_get_data_length(symbol)))
        var box: Box?
        for place in 0..<zbar_symbol_get_loc_size(symbol) {
            let (x, y) = (
                Float(zbar_symbol_get_loc_x(symbol, place)), Float(zbar_symbol_get_loc_y(symbol, place))
            )
            let corner = Box(x, y, x, y)
            box = box?.union(corner) ?? corner
        }
        return QRCode(text: String(decoding: bytes, as: UTF8.self), box: box ?? Box(0, 0, 0, 0))
    }
}
