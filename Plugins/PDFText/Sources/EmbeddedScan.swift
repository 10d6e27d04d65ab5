import AssayKit

/// The scan that covers a page, as a complete image file that needs no drawing.
struct EmbeddedScan {
    let bytes: [UInt8]
    let encoding: ImageEncoding
    /// Pixels.
    let width: Int
    /// Pixels.
    let height: Int
    /// Dots per inch.
    let dpi: Double
    /// From pixels to page points.
    let matrix: PixelMatrix

    /// The scan of a page.
    ///
    /// It stands for the page only where a drawing would show the same: one upright picture, nothing drawn over it,
    /// and stored in a way that other programs read alike.
    ///
    /// - Returns: nil when the page has to be drawn.
    init?(_ analysis: PageAnalysis, page: ObjectFile.Object, of file: ObjectFile) {
        let content = analysis.content
        guard content.isComplete, content.pictures.count == 1, content.visibleRuns == 0,
            content.areasAfterPictures == 0, let picture = analysis.scan, let stream = picture.stream,
            !Self.hasVisibleAnnotations(page, file), Self.isPlain(stream, file)
        else { return nil }
        let placed = picture.matrix.then(analysis.seen)
        // The picture's rows run down, those of the unit square up.
        let pixels = Matrix(
            a: placed.a / Double(max(picture.width, 1)), b: placed.b / Double(max(picture.width, 1)),
            c: -placed.c / Double(max(picture.height, 1)), d: -placed.d / Double(max(picture.height, 1)),
            e: placed.c + placed.e, f: placed.d + placed.f)
        // Readers of text want it upright; a picture that lies turned or mirrored is drawn.
        guard pixels.a > 0, pixels.d > 0, abs(pixels.b) < 0.01 * pixels.a, abs(pixels.c) < 0.01 * pixels.d
        else {
            return nil
        }
        guard let found = Self.file(stream, file, width: picture.width, height: picture.height) else {
            return nil
        }
        (bytes, encoding) = found
        width = picture.width
        height = picture.height
        dpi = analysis.dpi
        matrix = PixelMatrix(
            a: Float(pixels.a), b: Float(pixels.b), c: Float(pixels.c), d: Float(pixels.d),
            e: Float(pixels.e),
            f: Float(pixels.f))
    }

    /// Stamps, notes and filled fields are drawn over the page.
    private static func hasVisibleAnnotations(_ page: ObjectFile.Object, _ file: ObjectFile) -> Bool {
        file.elements(file.member("/Annots", of: page)).contains { annotation in
            let subtype = file.member("/Subtype", of: annotation)
            return !file.isName(subtype, "/Link") && !file.isName(subtype, "/Popup")
        }
    }

    /// Whether the picture's samples mean what they say: no mask, no inverted or mapped colours.
    private static func isPlain(_ picture: ObjectFile.Object, _ file: ObjectFile) -> Bool {
        let special: [StaticString] = ["/SMask", "/Mask", "/Decode", "/SMaskInData", "/Matte"]
        guard special.allSatisfy({ file.member($0, of: picture) == nil }),
            !file.isTrue(file.member("/ImageMask", of: picture))
        else { return false }
        guard let space = file.member("/ColorSpace", of: picture) else {
            // A JPEG 2000 file states its colours itself.
            return filter(of: picture, file) == "/JPXDecode"
        }
        if let name = file.name(space) { return name == "/DeviceGray" || name == "/DeviceRGB" }
        let parts = file.elements(space, limit: 4)
        switch file.name(parts.first) {
        case "/CalGray", "/CalRGB": return true
        case "/ICCBased" where parts.count > 1:
            let components = file.integer(file.member("/N", of: parts[1]))
            return components == 1 || components == 3
        default: return false
        }
    }

    /// The one filter of a stream; nil for none or several.
    private static func filter(of stream: ObjectFile.Object, _ file: ObjectFile) -> String? {
        guard let filter = file.member("/Filter", of: stream) else { return nil }
        if let name = file.name(filter) { return name }
        let all = file.elements(filter)
        return all.count == 1 ? file.name(all[0]) : nil
    }

    private static func file(
        _ stream: ObjectFile.Object, _ file: ObjectFile, width: Int, height: Int
    ) -> ([UInt8], ImageEncoding)? {
        let parameters = file.member("/DecodeParms", of: stream)
        switch filter(of: stream, file) {
        case "/DCTDecode":
            guard parameters == nil, let data = file.data(of: stream, isRaw: true),
                let size = ImageHeader.sizeOfJPEG(data.buffer), size == (width, height)
            else { return nil }
            return (Array(data.buffer), .jpeg)
        case "/JPXDecode":
            guard let data = file.data(of: stream, isRaw: true),
                let size = ImageHeader.sizeOfJPEG2000(data.buffer), size == (width, height)
            else { return nil }
            return (Array(data.buffer), .jpeg2000)
        case "/CCITTFaxDecode":
            guard let fax = FaxImage(stream, file, width: width, height: height) else { return nil }
            return (fax.tiff, .tiff)
        default: return nil
        }
    }
}
