import AssayKit
import Drawing
import Image
import Raster
import Testing

@testable import TesseractOCR

@Suite("Recognising drawn pages")
struct PageRecogniserTests {
    /// Each piece must be read exactly, its box within a few points of where it was drawn.
    private func check(
        _ document: borrowing DocumentView, place: (Double, Double) -> (Double, Double) = { ($0, $1) },
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let words = DrawnPage.words(document)
        for piece in DrawnPage.pieces {
            guard let word = words.first(where: { $0.text == piece.text }) else {
                Issue.record(
                    "\(piece.text) is not among \(words.map(\.text))", sourceLocation: sourceLocation)
                continue
            }
            let (x, y) = place(piece.x, piece.y)
            // The text's line is 14 points high and its capitals begin about 3 below its top.
            #expect(abs(Double(word.box.x0) - x) < 4, "\(piece.text)", sourceLocation: sourceLocation)
            #expect(abs(Double(word.box.midY) - (y + 7)) < 4, "\(piece.text)", sourceLocation: sourceLocation)
            #expect(word.confidence > 0.6 && word.confidence <= 1, sourceLocation: sourceLocation)
        }
    }

    @Test("words, amounts, boxes, lines and flags", arguments: [150.0, 200, 250, 300])
    func reads(_ dpi: Double) throws {
        let picture = try DrawnPage.page.picture(dpi: dpi, channels: .grey)
        let document = try DrawnPage.recognised(DrawnPage.document(picture, dpi: dpi))
        check(document)
        let page = document.page(at: 0)
        #expect(page.flags.isSuperset(of: [.scanned, .recognised, .wordsRead]))
        #expect([page.width, page.height] == [400, 300])
        let words = (0..<document.wordCount).map { document.word(at: $0) }
        #expect(words.allSatisfy { $0.flags.contains(.recognised) && $0.line > 0 && $0.block > 0 })
        #expect(words.filter { $0.flags.contains(.lineEnd) }.count == Set(words.map(\.line)).count)
        let total = try #require(words.first { $0.text == "Total" })
        let amount = try #require(words.first { $0.text == "14,726.99" })
        #expect(total.line == amount.line)
        #expect(document.imageCount == 0)
    }

    @Test("a page in colour reads like one in grey")
    func colour() throws {
        let picture = try DrawnPage.page.picture(dpi: 200, channels: .rgb)
        check(try DrawnPage.recognised(DrawnPage.document(picture)))
    }

    @Test("a page that lies askew", arguments: [-4.0, -1, 0.5, 3])
    func skew(_ degrees: Double) throws {
        let picture = try DrawnPage.page.picture(dpi: 250, channels: .grey, skew: degrees)
        let document = try DrawnPage.recognised(DrawnPage.document(picture, dpi: 250))
        let (sine, cosine) = (sinOf(degrees), cosOf(degrees))
        check(document) { x, y in
            // The left end of the text's middle line, turned about the page's middle; `check` adds 7 points.
            let (dx, dy) = (x - 200, y + 7 - 150)
            return (200 + dx * cosine - dy * sine, 150 + dx * sine + dy * cosine - 7 + textSlope(x, sine))
        }
    }

    /// A leaning word's middle lies lower or higher than its left end: half its width times the slope.
    private func textSlope(_ x: Double, _ sine: Double) -> Double { (x > 200 ? 27 : 18) * sine }

    private func sinOf(_ degrees: Double) -> Double { degrees * .pi / 180 - cube(degrees * .pi / 180) / 6 }
    private func cosOf(_ degrees: Double) -> Double { 1 - degrees * degrees * .pi * .pi / 64_800 }
    private func cube(_ value: Double) -> Double { value * value * value }

    @Test("a file that EXIF turns comes out upright")
    func exif() throws {
        let upright = try DrawnPage.page.picture(dpi: 200, channels: .grey)
        // Stored turned a quarter anticlockwise, so that orientation 6 brings it upright again.
        let stored = try Raster.Picture(
            grey: DrawnPage.held(upright.pixels), width: upright.width, height: upright.height,
            stride: upright.width
        ).turned(quarters: 3).encoded(as: .jpeg)
        let exif: [UInt8] =
            Array("Exif".utf8) + [0, 0] + [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1]
            + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0] + [0, 0, 0, 0]
        let file =
            Array(stored.prefix(2)) + [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif + stored.dropFirst(2)
        var document = DocumentBuilder()
        try ImageFile(reading: DrawnPage.held(file), ImageOptions(dpi: 200))
            .addPicture(
                of: 1, as: ImageRequest(encoding: .grey8, dpi: 250, allowsEmbedded: true), to: &document)
        check(try DrawnPage.recognised(document))
    }

    @Test("complete files are decoded here", arguments: [ImageEncoding.png, .jpeg, .tiff, .jpeg2000])
    func files(_ encoding: ImageEncoding) throws {
        let picture = try DrawnPage.page.picture(dpi: 200, channels: .grey)
        let formats: [ImageEncoding: ImageFormat] = [
            .png: .png, .jpeg: .jpeg, .tiff: .tiff, .jpeg2000: .jpeg2000,
        ]
        let file = try Raster.Picture(
            grey: DrawnPage.held(picture.pixels), width: picture.width, height: picture.height,
            stride: picture.width
        ).encoded(as: try #require(formats[encoding]))
        var document = DocumentBuilder()
        document.addPage(number: 3, width: 400, height: 300, dpi: 200, flags: .scanned)
        document.addImage(
            file, encoding: encoding, width: picture.width, height: picture.height, stride: 0, dpi: 200,
            matrix: PixelMatrix(filling: Box(0, 0, 400, 300), width: picture.width, height: picture.height),
            isEmbedded: true)
        let result = try DrawnPage.recognised(document)
        check(result)
        #expect(result.page(at: 0).number == 3)
    }

    @Test("a page that lies on its side or upside down is read in its own direction", arguments: [1, 2, 3])
    func sideways(_ quarters: Int) throws {
        let upright = try DrawnPage.page.picture(dpi: 200, channels: .grey)
        let turned = try Raster.Picture(
            grey: DrawnPage.held(upright.pixels), width: upright.width, height: upright.height,
            stride: upright.width
        ).turned(quarters: quarters)
        let rows = turned.greyRows()
        let (width, height): (Float, Float) = quarters == 2 ? (400, 300) : (300, 400)
        var document = DocumentBuilder()
        document.addPage(number: 1, width: width, height: height, dpi: 200, flags: .scanned)
        document.addImage(
            try #require(rows), encoding: .grey8, width: turned.width, height: turned.height,
            stride: turned.width, dpi: 200,
            matrix: PixelMatrix(
                filling: Box(0, 0, width, height), width: turned.width, height: turned.height))
        let result = try DrawnPage.recognised(document)
        let total = try #require(DrawnPage.words(result).first { $0.text == "14,726.99" })
        // Drawn at 220...272, 160...174 of the upright page.
        let place: Box =
            [
                1: Box(126, 220, 140, 272), 2: Box(128, 126, 180, 140), 3: Box(160, 128, 174, 180),
            ][quarters] ?? Box(0, 0, 0, 0)
        #expect(abs(total.box.midX - place.midX) < 4 && abs(total.box.midY - place.midY) < 4)
        #expect(result.word(at: 0).rotation == quarters * 90)
    }

    @Test("a blank page has no words and is marked as recognised")
    func blank() throws {
        let picture = try Page(size: DrawnPage.size).picture(dpi: 200, channels: .grey)
        let result = try DrawnPage.recognised(DrawnPage.document(picture))
        #expect(result.wordCount == 0)
        #expect(result.page(at: 0).flags.isSuperset(of: [.recognised, .wordsRead]))
    }

    @Test("pages without a picture are left alone")
    func withoutPicture() throws {
        var document = DocumentBuilder()
        document.addPage(number: 1, width: 400, height: 300, flags: [.hasText, .wordsRead])
        #expect(try DrawnPage.recognised(document).pageCount == 0)
    }

    @Test("the same page reads the same after another one")
    func deterministic() throws {
        let one = try DrawnPage.document(DrawnPage.page.picture(dpi: 200, channels: .grey))
        var other = DrawnPage.page
        other.marks.append(
            .text(TextMark("Another 9876543210 page", at: Point(40, 220), style: DrawnPage.style())))
        let two = try DrawnPage.document(other.picture(dpi: 200, channels: .grey))
        let first = try DrawnPage.recognised(one).withBytes { Array($0) }
        _ = try DrawnPage.recognised(two)
        let second = try DrawnPage.recognised(one).withBytes { Array($0) }
        #expect(first == second)
    }

    @Test("a shadow over the page does not hide words")
    func shadow() throws {
        var picture = try DrawnPage.page.picture(dpi: 200, channels: .grey)
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                let light = 35 + 65 * x / picture.width
                picture.pixels[y * picture.width + x] =
                    UInt8(Int(picture.pixels[y * picture.width + x]) * light / 100)
            }
        }
        check(try DrawnPage.recognised(DrawnPage.document(picture)))
    }
}
