import AssayKit
import Raster
import Testing

@testable import Image

@Suite("The image reader")
struct ImageFileTests {
    private func file(_ bytes: [UInt8], _ options: ImageOptions = ImageOptions()) throws(PluginError)
        -> ImageFile
    {
        try ImageFile(reading: TestFile.held(bytes), options)
    }

    private func picture(
        _ bytes: [UInt8], page: Int = 1, _ request: ImageRequest
    ) throws -> DocumentView {
        var document = DocumentBuilder()
        try file(bytes).addPicture(of: page, as: request, to: &document)
        return try DocumentView(validating: TestFile.held(document.encoded()))
    }

    private func grey(_ image: ImageView, atPoints x: Float, _ y: Float) -> UInt8 {
        let column = Int((x - image.matrix.e) / image.matrix.a)
        let row = Int((y - image.matrix.f) / image.matrix.d)
        return image.bytes[row * image.stride + column]
    }

    @Test(
        "every format becomes one scanned page without words",
        arguments: [
            ImageFormat.png, .jpeg, .gif, .webp, .bmp, .tiff,
        ])
    func inspects(_ format: ImageFormat) throws {
        let file = try file(TestFile.file(format))
        let document = try DocumentView(validating: TestFile.held(file.inspected().encoded()))
        #expect(document.pageCount == 1)
        #expect(document.page(at: 0).flags == .scanned)
        #expect(document.page(at: 0).dpi > 0)
        #expect(document.metadata["media_type"]?.stringValue == format.mediaType)
        #expect(document.metadata["width"]?.intValue == 400)
        #expect(document.metadata["height"]?.intValue == 600)
        #expect(document.metadata["frames"]?.intValue == 1)
        let words = try DocumentView(validating: TestFile.held(file.wordless([1]).encoded()))
        #expect(words.page(at: 0).flags == [.scanned, .wordsRead])
        #expect(words.wordCount == 0)
    }

    @Test(
        "every format is decoded to grey, colour and PNG",
        arguments: [
            ImageFormat.png, .jpeg, .gif, .webp, .bmp, .tiff,
        ])
    func decodes(_ format: ImageFormat) throws {
        let bytes = try TestFile.file(format)
        let grey = try picture(bytes, ImageRequest(encoding: .grey8, dpi: 0)).image(at: 0)
        #expect(grey.encoding == .grey8)
        #expect([grey.width, grey.height, grey.stride] == [400, 600, 400])
        #expect(grey.bytes[100 * 400 + 100] < 8)
        #expect(grey.bytes[100 * 400 + 300] > 247)
        let colour = try picture(bytes, ImageRequest(encoding: .rgb8, dpi: 0)).image(at: 0)
        #expect(colour.encoding == .rgb8)
        #expect(colour.stride == 1200)
        #expect(colour.bytes[100 * 1200 + 302] < 8)
        let png = try picture(bytes, ImageRequest(encoding: .png, dpi: 0)).image(at: 0)
        #expect(png.encoding == .png)
        #expect(ImageFormat(sniffing: png.bytes) == .png)
    }

    @Test("the matrix maps pixels to the page at every resolution", arguments: [0.0, 24, 36, 50, 72, 300])
    func resolutions(_ dpi: Double) throws {
        // 400 pixels on 595 points: 48.4 dpi.
        for format in [ImageFormat.jpeg, .png] {
            let view = try picture(TestFile.file(format), ImageRequest(encoding: .grey8, dpi: dpi))
            let (page, image) = (view.page(at: 0), view.image(at: 0))
            let corner = image.matrix.apply(Float(image.width), Float(image.height))
            #expect(abs(corner.x - page.width) < 0.01 && abs(corner.y - page.height) < 0.01)
            let wanted = dpi == 0 ? 48.4 : min(dpi, 48.4)
            #expect(abs(Double(image.dpi) - wanted) < 0.5)
            #expect(grey(image, atPoints: page.width * 0.45, page.height * 0.45) < 40)
            #expect(grey(image, atPoints: page.width * 0.55, page.height * 0.45) > 215)
        }
    }

    @Test(
        "a region is cut out and says where it lies",
        arguments: [
            Box(200, 300, 400, 600), Box(-50, -50, 5000, 5000), Box(590, 800, 600, 900),
            Box(.nan, 0, 10, .infinity),
        ])
    func regions(_ region: Box) throws {
        let view = try picture(TestFile.file(.png), ImageRequest(encoding: .grey8, dpi: 0, region: region))
        let (page, image) = (view.page(at: 0), view.image(at: 0))
        #expect(image.isRegion)
        let covered = image.matrix.apply(Box(0, 0, Float(image.width), Float(image.height)))
        #expect(covered.x0 >= -0.1 && covered.y0 >= -0.1)
        #expect(covered.x1 <= page.width + 0.1 && covered.y1 <= page.height + 0.1)
        if region == Box(200, 300, 400, 600) {
            #expect(abs(covered.x0 - 200) < 2 && abs(covered.y1 - 600) < 2)
            #expect(grey(image, atPoints: 250, 350) < 8)
            #expect(grey(image, atPoints: 350, 350) > 247)
        }
    }

    @Test(
        "one upright picture is handed out as it lies in the file",
        arguments: [
            (ImageFormat.png, ImageEncoding.png), (.jpeg, .jpeg), (.tiff, .tiff),
        ])
    func embedded(_ format: ImageFormat, _ encoding: ImageEncoding) throws {
        let bytes = try TestFile.file(format)
        let request = ImageRequest(encoding: .grey8, dpi: 250, allowsEmbedded: true)
        let image = try picture(bytes, request).image(at: 0)
        #expect(image.isEmbedded)
        #expect(image.encoding == encoding)
        #expect(Array(image.bytes) == bytes)
    }

    @Test("what is turned, one of several, cut or of another format is decoded instead")
    func notEmbedded() throws {
        let request = ImageRequest(encoding: .grey8, dpi: 250, allowsEmbedded: true)
        var region = request
        region.region = Box(0, 0, 100, 100)
        #expect(try picture(TestFile.turnedJPEG(6), request).image(at: 0).encoding == .grey8)
        #expect(try picture(TestFile.twoPages(), request).image(at: 0).encoding == .grey8)
        #expect(try picture(TestFile.file(.bmp), request).image(at: 0).encoding == .grey8)
        #expect(try picture(TestFile.file(.png), region).image(at: 0).encoding == .grey8)
    }

    @Test("EXIF orientation turns the page and its picture")
    func orientation() throws {
        let bytes = try TestFile.turnedJPEG(6)
        let view = try picture(bytes, ImageRequest(encoding: .grey8, dpi: 0))
        let (page, image) = (view.page(at: 0), view.image(at: 0))
        #expect([image.width, image.height] == [600, 400])
        #expect(page.width > page.height)
        #expect(
            grey(image, atPoints: page.width * 0.9, page.height * 0.1) < 40, "left top comes to right top")
        #expect(grey(image, atPoints: page.width * 0.1, page.height * 0.1) > 215)
        let metadata = try file(bytes).inspected().metadata
        #expect(metadata["orientation"]?.intValue == 6)
        #expect(metadata["software"]?.stringValue == "Adobe Photoshop 24.1")
        #expect(metadata["tags"]?["software"]?.stringValue == "Adobe Photoshop 24.1")
    }

    @Test("pages of a TIFF file")
    func pages() throws {
        let bytes = try TestFile.twoPages()
        let file = try file(bytes)
        #expect(file.inspected().pageCount == 2)
        let view = try picture(bytes, page: 2, ImageRequest(encoding: .grey8, dpi: 0))
        #expect(view.page(at: 0).number == 2)
        #expect(view.image(at: 0).page == 2)
        #expect(view.image(at: 0).bytes[100 * 400 + 100] == 0)
        let error = #expect(throws: PluginError.self) { try file.wordless([3]) }
        #expect(error?.code == "no_page")
    }

    struct Refusal: Sendable {
        let bytes: [UInt8]
        let options: ImageOptions
        let kind: PluginError.Kind
        let code: String
        let sentence: String
    }

    @Test(
        "refusals say what is wrong and what to do",
        arguments: [
            Refusal(
                bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
                    + [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0], options: ImageOptions(),
                kind: .limit,
                code: "too_many_pixels",
                sentence: "the picture has 60000 x 60000 pixels, more than the 50 million allowed"),
            Refusal(
                bytes: Array("%PDF-1.7".utf8), options: ImageOptions(), kind: .unsupported,
                code: "unknown_format",
                sentence: "the file is no picture in a format that is read"),
            Refusal(
                bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], options: ImageOptions(),
                kind: .input,
                code: "damaged", sentence: "the PNG file is damaged: it ends before its size"),
        ])
    func refusals(_ refusal: Refusal) {
        let error = #expect(throws: PluginError.self) { try file(refusal.bytes, refusal.options) }
        #expect(error?.kind == refusal.kind)
        #expect(error?.code == refusal.code)
        #expect(error?.message == refusal.sentence)
        #expect(error?.mend.isEmpty == false)
    }

    @Test("the limits of the options hold")
    func limits() throws {
        let small = ImageOptions(maximumMegapixels: 0.2)
        #expect(throws: PluginError.self) { try file(TestFile.file(.png), small) }
        let single = ImageOptions(maximumFrames: 1)
        let error = #expect(throws: PluginError.self) { try file(TestFile.twoPages(), single) }
        #expect(error?.code == "too_many_frames")
    }

    @Test("pixels that are damaged are named with their page")
    func damagedPixels() throws {
        let cut = Array(try TestFile.file(.png).prefix(80))
        let error = #expect(throws: PluginError.self) {
            _ = try picture(cut, ImageRequest(encoding: .grey8, dpi: 0)).pageCount
        }
        #expect(error?.kind == .input)
        #expect(error?.code == "damaged")
        #expect(error?.page == 1)
    }
}
