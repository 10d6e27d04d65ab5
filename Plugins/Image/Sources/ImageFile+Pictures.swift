package import AssayKit
internal import Raster

extension ImageFile {
    /// Adds a page with its picture as the request wants it.
    ///
    /// The picture is never enlarged: its own resolution is the highest that is handed out, and `image.dpi` says
    /// what it is.
    ///
    /// - Throws: ``PluginError`` when there is no such page or its pixels are damaged.
    package func addPicture(
        of page: Int, as request: ImageRequest, to document: inout DocumentBuilder
    ) throws(PluginError) {
        try check(page)
        let geometry = geometry(of: page)
        addPage(page, flags: .scanned, to: &document)
        if addEmbedded(page, geometry, request, to: &document) { return }
        do {
            try addDecoded(page, geometry, request, to: &document)
        } catch {
            throw PluginError(reading: error, page: page)
        }
    }

    /// The file itself, when it is one upright picture in a format that travels.
    private func addEmbedded(
        _ page: Int, _ geometry: PageGeometry, _ request: ImageRequest, to document: inout DocumentBuilder
    ) -> Bool {
        let encodings: [ImageFormat: ImageEncoding] = [.png: .png, .jpeg: .jpeg, .tiff: .tiff]
        let frame = header.frames[page - 1]
        guard request.allowsEmbedded, request.region == nil, let encoding = encodings[header.format],
            header.frameCount == 1, frame.directory == 0, frame.orientation == .upright
        else { return false }
        let box = Box(0, 0, Float(geometry.width), Float(geometry.height))
        document.addImage(
            Array(bytes), encoding: encoding, width: frame.width, height: frame.height, stride: 0,
            dpi: Float(geometry.dpi),
            matrix: PixelMatrix(filling: box, width: frame.width, height: frame.height),
            isEmbedded: true)
        return true
    }

    private func addDecoded(
        _ page: Int, _ geometry: PageGeometry, _ request: ImageRequest, to document: inout DocumentBuilder
    ) throws(RasterError) {
        let factor = request.dpi > 0 ? min(1, request.dpi / geometry.dpi) : 1
        // A JPEG file decodes at 1/2, 1/4 or 1/8 of its size for a fraction of the memory.
        let reduction = [8, 4, 2].first { factor <= 1 / Double($0) } ?? 1
        var picture = try Picture(
            decoding: bytes, header, frame: page - 1, wish: request.encoding == .grey8 ? .grey : .colour,
            reduction: reduction)
        var box = Box(0, 0, Float(geometry.width), Float(geometry.height))
        if let region = request.region {
            let part = PixelRegion(region, of: box, width: picture.width, height: picture.height)
            picture = try picture.cropped(x: part.x, y: part.y, width: part.width, height: part.height)
            box = part.box
        }
        // Reckoned from the page, since reduction may have rounded the decoded size.
        let wanted = request.dpi > 0 ? min(request.dpi, geometry.dpi) : geometry.dpi
        let remaining = wanted * Double(box.width) / 72 / Double(picture.width)
        if remaining < 0.99 { picture = try picture.scaled(by: remaining) }
        let matrix = PixelMatrix(filling: box, width: picture.width, height: picture.height)
        let data: (bytes: [UInt8], encoding: ImageEncoding, stride: Int)
        if request.encoding == .grey8, let rows = picture.greyRows() {
            data = (rows, .grey8, picture.width)
        } else if request.encoding == .rgb8 {
            data = (picture.rgbRows(), .rgb8, picture.width * 3)
        } else {
            data = (try picture.encoded(as: .png), .png, 0)
        }
        document.addImage(
            data.bytes, encoding: data.encoding, width: picture.width, height: picture.height,
            stride: data.stride, dpi: Float(72 / Double(max(matrix.a, .leastNormalMagnitude))),
            matrix: matrix,
            isRegion: request.region != nil)
    }
}
