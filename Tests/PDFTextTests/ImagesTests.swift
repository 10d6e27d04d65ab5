import AssayKit
import Foundation
import Testing

@testable import PDFText

@Suite("Pictures of pages")
struct ImagesTests {
    /// A black square of 100 points, 50 points from the left and 100 from the top of a page of 200 x 400.
    private func square(entries: String = "") -> Data {
        var file = SamplePDF()
        file.addPage("0 g 50 200 100 100 re f", box: "0 0 200 400", entries: entries)
        return file.data
    }

    @Test("a drawing has the asked size, format and matrix", arguments: [ImageEncoding.grey8, .rgb8])
    func drawing(encoding: ImageEncoding) throws {
        let image = try #require(
            try Reading.images(square(), ImageRequest(encoding: encoding, dpi: 36)).pages[0].images.first)
        let samples = encoding == .grey8 ? 1 : 3
        #expect(image.width == 100 && image.height == 200 && image.stride == 100 * samples && image.dpi == 36)
        #expect(image.encoding == encoding && image.bytes.count == 200 * image.stride)
        func sample(_ x: Int, _ y: Int) -> UInt8 { image.bytes[y * image.stride + x * samples] }
        #expect(sample(50, 75) == 0, "inside the square")
        #expect(sample(50, 45) == 255 && sample(20, 75) == 255 && sample(50, 110) == 255, "around it")
        let place = image.matrix.apply(50, 75)
        #expect(place.x == 100 && place.y == 150)
    }

    @Test("a region is drawn alone, and its matrix says where it lies")
    func region() throws {
        let request = ImageRequest(encoding: .grey8, dpi: 72, region: Box(40, 90, 60, 120))
        let image = try #require(try Reading.images(square(), request).pages[0].images.first)
        #expect(image.width == 20 && image.height == 30)
        #expect(image.bytes[0] == 255 && image.bytes[29 * 20 + 19] == 0)
        #expect(image.matrix.apply(0, 0) == (40, 90))
    }

    @Test("PNG is a PNG file")
    func png() throws {
        let image = try #require(
            try Reading.images(square(), ImageRequest(encoding: .png, dpi: 72)).pages[0].images.first)
        #expect(image.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) && image.stride == 0)
    }

    @Test("a turned page is drawn turned")
    func turned() throws {
        let answer = try Reading.images(
            square(entries: "/Rotate 90"), ImageRequest(encoding: .grey8, dpi: 72))
        let image = try #require(answer.pages[0].images.first)
        #expect(image.width == 400 && image.height == 200)
        // The square stood 100 from the top, so it comes to stand 200 from the left.
        #expect(image.bytes[100 * 400 + 250] == 0 && image.bytes[100 * 400 + 150] == 255)
    }

    @Test("a page too large to draw is refused with its number; a large one is drawn coarser and says so")
    func floods() throws {
        var file = SamplePDF()
        file.addPage("", box: "0 0 20000 20000")
        let error = try #require(throws: PluginError.self) {
            try Reading.images(file.data, ImageRequest(encoding: .grey8, dpi: 72))
        }
        #expect(error.kind == .limit && error.code == "page_too_large" && error.page == 1)
        var large = SamplePDF()
        large.addPage("", box: "0 0 3000 3000")
        let answer = try Reading.images(large.data, ImageRequest(encoding: .grey8, dpi: 600))
        let image = try #require(answer.pages[0].images.first)
        #expect(image.width * image.height <= 50_100_000 && image.dpi < 600)
        #expect(answer.problemCodes == ["resolution_lowered"])
    }

    // MARK: Scans

    /// A page of 100 x 200 points that a JPEG of 600 x 1,200 pixels covers.
    private func scan(
        _ content: String = "q 100 0 0 200 0 0 cm /Im1 Do Q", entries: String = "", picture: String = ""
    ) -> (file: Data, jpeg: Data) {
        var file = SamplePDF()
        let jpeg = SamplePDF.jpegHead(width: 600, height: 1200)
        let stream = file.addStream(
            jpeg,
            "/Type/XObject/Subtype/Image/Width 600/Height 1200/BitsPerComponent 8/ColorSpace/DeviceGray"
                + "/Filter/DCTDecode" + picture)
        file.addPage(
            content, box: "0 0 100 200", entries: entries, objects: "/XObject<</Im1 \(stream) 0 R>>")
        return (file.data, jpeg)
    }

    private let embedded = ImageRequest(encoding: .grey8, dpi: 0, allowsEmbedded: true)

    @Test("the embedded scan is handed out byte for byte, with its resolution and matrix")
    func embeddedScan() throws {
        let sample = scan()
        let page = try Reading.images(sample.file, embedded).pages[0]
        let image = try #require(page.images.first)
        #expect(image.isEmbedded && image.encoding == .jpeg && image.bytes == Array(sample.jpeg))
        #expect(image.width == 600 && image.height == 1200 && image.stride == 0 && image.dpi == 432)
        #expect(image.matrix.apply(0, 0) == (0, 0) && image.matrix.apply(600, 1200) == (100, 200))
        #expect(page.flags.contains(.scanned) && page.dpi == 432)
    }

    @Test("inspect and words know the scan too")
    func scanned() throws {
        for answer in [try Reading.inspect(scan().file), try Reading.words(scan().file)] {
            #expect(answer.pages[0].flags.contains(.scanned) && answer.pages[0].dpi == 432)
        }
    }

    @Test(
        "where the scan does not show the page, the page is drawn",
        arguments: [
            ("turned", "q 0 200 -100 0 100 0 cm /Im1 Do Q", "", ""),
            ("text beside it", "q 100 0 0 200 0 0 cm /Im1 Do Q BT /F1 9 Tf 5 5 Td (PAID) Tj ET", "", ""),
            ("painted over", "q 100 0 0 200 0 0 cm /Im1 Do Q 0 g 5 5 50 50 re f", "", ""),
            ("a second picture", "q 100 0 0 200 0 0 cm /Im1 Do Q q 9 0 0 9 0 0 cm /Im1 Do Q", "", ""),
            ("turned page", "q 100 0 0 200 0 0 cm /Im1 Do Q", "/Rotate 90", ""),
            ("inverted", "q 100 0 0 200 0 0 cm /Im1 Do Q", "", "/Decode[1 0]"),
            ("too small", "q 50 0 0 100 0 0 cm /Im1 Do Q", "", ""),
            ("lies about its size", "q 100 0 0 200 0 0 cm /Im1 Do Q", "", "/Width 700"),
            (
                "a note on it", "q 100 0 0 200 0 0 cm /Im1 Do Q",
                "/Annots[<</Type/Annot/Subtype/FreeText/Rect[0 0 50 50]/Contents(PAID)>>]", ""
            ),
        ])
    func drawn(name: String, content: String, entries: String, picture: String) throws {
        let sample = scan(content, entries: entries, picture: picture)
        let image = try #require(try Reading.images(sample.file, embedded).pages[0].images.first)
        #expect(!image.isEmbedded && image.encoding == .grey8, "\(name)")
    }

    @Test("a scan under an invisible text layer is still handed out, and its words are invisible")
    func searchableScan() throws {
        let sample = scan("q 100 0 0 200 0 0 cm /Im1 Do Q BT /F1 9 Tf 3 Tr 5 5 Td (Total) Tj ET")
        #expect(try Reading.images(sample.file, embedded).pages[0].images.first?.isEmbedded == true)
        let page = try Reading.words(sample.file).pages[0]
        #expect(page.flags == [.scanned, .hasText, .wordsRead])
        #expect(page.words.map { $0.flags.contains(.invisible) } == [true])
    }

    @Test("a form within the page is followed to its picture")
    func form() throws {
        var file = SamplePDF()
        let stream = file.addStream(
            SamplePDF.jpegHead(width: 600, height: 1200),
            "/Type/XObject/Subtype/Image/Width 600/Height 1200/BitsPerComponent 8/ColorSpace/DeviceGray"
                + "/Filter/DCTDecode")
        let form = file.addStream(
            Data("q 1 0 0 1 0 0 cm /Im1 Do Q".utf8),
            "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Matrix[100 0 0 200 0 0]"
                + "/Resources<</XObject<</Im1 \(stream) 0 R>>>>")
        file.addPage("/Fm1 Do", box: "0 0 100 200", objects: "/XObject<</Fm1 \(form) 0 R>>")
        #expect(try Reading.images(file.data, embedded).pages[0].images.first?.isEmbedded == true)
    }

    @Test("a fax scan comes as TIFF")
    func fax() throws {
        var file = SamplePDF()
        let stream = file.addStream(
            Data([0x00, 0x10, 0x01, 0x00, 0x10, 0x01]),
            "/Type/XObject/Subtype/Image/Width 640/Height 800/BitsPerComponent 1/ColorSpace/DeviceGray"
                + "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 640/Rows 800>>")
        file.addPage(
            "q 100 0 0 125 0 0 cm /Im1 Do Q", box: "0 0 100 125",
            objects: "/XObject<</Im1 \(stream) 0 R>>")
        let image = try #require(try Reading.images(file.data, embedded).pages[0].images.first)
        #expect(image.encoding == .tiff && image.isEmbedded)
        #expect(image.bytes.starts(with: [0x49, 0x49, 42, 0]))
        #expect(image.bytes.suffix(6) == [0x00, 0x10, 0x01, 0x00, 0x10, 0x01])
    }
}
