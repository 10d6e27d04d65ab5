import CraftedFiles
import Testing

@testable import Raster

@Suite("Headers of picture files")
struct ImageHeaderTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let size: [Int]
        var frames = 1
        var pages = 1
        var dpi: Double?
        var orientation = Orientation.upright
        var software: String?
        var testDescription: String { name }
    }

    static func header(_ bytes: [UInt8]) throws(RasterError) -> ImageHeader {
        try ImageHeader(reading: held(bytes))
    }

    static let samples: [Sample] = [
        Sample(name: "PNG", bytes: CraftedFile.png(width: 640, height: 480), size: [640, 480]),
        Sample(
            name: "PNG with a resolution of 300 dpi and the program's name",
            bytes: CraftedFile.png(
                width: 2480, height: 3508,
                chunks: [
                    CraftedFile.pngChunk("pHYs", CraftedFile.big(11811, 4) + CraftedFile.big(11811, 4) + [1]),
                    CraftedFile.pngChunk("tEXt", Array("Software\0Adobe ImageReady".utf8)),
                ]), size: [2480, 3508], dpi: 300, software: "Adobe ImageReady"),
        Sample(
            name: "PNG with EXIF",
            bytes: CraftedFile.png(
                width: 10, height: 20,
                chunks: [
                    CraftedFile.pngChunk("eXIf", CraftedFile.exif(orientation: 8, software: "GIMP 2.10"))
                ]),
            size: [10, 20], orientation: .threeQuarterTurn, software: "GIMP 2.10"),
        Sample(name: "JPEG", bytes: CraftedFile.jpeg(width: 800, height: 600), size: [800, 600]),
        Sample(
            name: "JPEG with JFIF density",
            bytes: CraftedFile.jpeg(width: 800, height: 600, segments: [CraftedFile.jfif(dpi: 200)]),
            size: [800, 600],
            dpi: 200),
        Sample(
            name: "JPEG turned by EXIF, little endian",
            bytes: CraftedFile.jpeg(
                width: 800, height: 600,
                segments: [CraftedFile.exifSegment(orientation: 6, software: "Adobe Photoshop 24.1")]),
            size: [800, 600], orientation: .quarterTurn, software: "Adobe Photoshop 24.1"),
        Sample(
            name: "JPEG turned by EXIF, big endian",
            bytes: CraftedFile.jpeg(
                width: 800, height: 600, segments: [CraftedFile.exifSegment(orientation: 3, bigEndian: true)]),
            size: [800, 600], orientation: .halfTurn),
        Sample(
            name: "JPEG with an orientation that is none",
            bytes: CraftedFile.jpeg(width: 8, height: 6, segments: [CraftedFile.exifSegment(orientation: 9)]),
            size: [8, 6]),
        Sample(name: "GIF", bytes: CraftedFile.gif(width: 320, height: 200, frames: 1), size: [320, 200]),
        Sample(
            name: "GIF, animated", bytes: CraftedFile.gif(width: 320, height: 200, frames: 7),
            size: [320, 200],
            frames: 7),
        Sample(
            name: "BMP", bytes: CraftedFile.bmp(width: 64, height: 48, dpi: 300), size: [64, 48], dpi: 300),
        Sample(
            name: "BMP from the top down", bytes: CraftedFile.bmp(width: 64, height: -48), size: [64, 48]),
        Sample(
            name: "WebP lossy", bytes: CraftedFile.webp([CraftedFile.webpLossy(width: 33, height: 44)]),
            size: [33, 44]),
        Sample(
            name: "WebP lossless",
            bytes: CraftedFile.webp([CraftedFile.webpLossless(width: 333, height: 444)]),
            size: [333, 444]),
        Sample(
            name: "WebP, animated",
            bytes: CraftedFile.webp([
                CraftedFile.webpCanvas(width: 50, height: 60), CraftedFile.webpFrame(width: 20, height: 30),
                CraftedFile.webpFrame(width: 50, height: 60),
            ]), size: [20, 30], frames: 2),
        Sample(
            name: "WebP turned by EXIF",
            bytes: CraftedFile.webp([
                CraftedFile.webpCanvas(width: 33, height: 44), CraftedFile.webpLossy(width: 33, height: 44),
                CraftedFile.webpChunk("EXIF", CraftedFile.exif(orientation: 6, software: "")),
            ]), size: [33, 44], orientation: .quarterTurn),
        Sample(
            name: "TIFF",
            bytes: CraftedFile.tiff([CraftedFile.tiffPage(width: 1700, height: 2200, dpi: 200)]),
            size: [1700, 2200], dpi: 200),
        Sample(
            name: "TIFF, big endian, turned",
            bytes: CraftedFile.tiff(
                [CraftedFile.tiffPage(width: 170, height: 220, orientation: 5)], bigEndian: true),
            size: [170, 220],
            orientation: .transposed),
        Sample(
            name: "TIFF of three pages, with a thumbnail that is none",
            bytes: CraftedFile.tiff([
                CraftedFile.tiffPage(width: 100, height: 200),
                CraftedFile.tiffPage(width: 10, height: 20, subfile: 1),
                CraftedFile.tiffPage(width: 300, height: 400), CraftedFile.tiffPage(width: 500, height: 600),
            ]), size: [100, 200], frames: 3, pages: 3),
        Sample(
            name: "TIFF whose last page points at the first",
            bytes: CraftedFile.tiff(
                [
                    CraftedFile.tiffPage(width: 100, height: 200),
                    CraftedFile.tiffPage(width: 100, height: 200),
                ],
                loops: true), size: [100, 200], frames: 2, pages: 2),
        Sample(name: "JPEG 2000", bytes: CraftedFile.jpeg2000(width: 77, height: 88), size: [77, 88]),
    ]

    @Test("size, pages, resolution, orientation and program", arguments: samples)
    func reads(_ sample: Sample) throws {
        let header = try Self.header(sample.bytes)
        #expect([header.frames[0].width, header.frames[0].height] == sample.size)
        #expect(header.frameCount == sample.frames)
        #expect(header.frames.count == sample.pages)
        #expect(header.frames[0].orientation == sample.orientation)
        #expect(header.tags["software"] == sample.software)
        if let dpi = sample.dpi {
            #expect(abs((header.frames[0].dpiX ?? 0) - dpi) < 0.1)
            #expect(abs((header.frames[0].dpiY ?? 0) - dpi) < 0.1)
        }
    }

    @Test("directories of a TIFF file keep their places beside a thumbnail")
    func directories() throws {
        let header = try Self.header(
            CraftedFile.tiff([
                CraftedFile.tiffPage(width: 1, height: 2),
                CraftedFile.tiffPage(width: 1, height: 2, subfile: 1),
                CraftedFile.tiffPage(width: 3, height: 4),
            ]))
        #expect(header.frames.map(\.directory) == [0, 2])
    }

    @Test(
        "the creator in an XMP packet",
        arguments: [
            #"<x xmp:CreatorTool="Canva (Renderer)" y="1">"#,
            "<xmp:CreatorTool>Canva (Renderer)</xmp:CreatorTool>",
        ])
    func creatorTool(_ packet: String) throws {
        let segment = CraftedFile.jpegSegment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0\(packet)".utf8))
        let header = try Self.header(CraftedFile.jpeg(width: 8, height: 8, segments: [segment]))
        #expect(header.tags["creator_tool"] == "Canva (Renderer)")
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        var testDescription: String { name }
    }

    static let floods: [Refusal] = [
        Refusal(name: "PNG", bytes: CraftedFile.png(width: 60_000, height: 60_000)),
        Refusal(name: "PNG beyond 32 bits", bytes: CraftedFile.png(width: 0xFFFF_FFFF, height: 0xFFFF_FFFF)),
        Refusal(name: "JPEG", bytes: CraftedFile.jpeg(width: 60_000, height: 60_000)),
        Refusal(
            name: "JPEG with a small size first",
            bytes: CraftedFile.jpeg(
                width: 60_000, height: 60_000,
                segments: [CraftedFile.jpegSegment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0])])),
        Refusal(name: "GIF", bytes: CraftedFile.gif(width: 60_000, height: 60_000, frames: 1)),
        Refusal(
            name: "GIF with a picture larger than its screen",
            bytes: CraftedFile.gif(width: 10, height: 10, frames: 1, frameWidth: 60_000, frameHeight: 60_000)),
        Refusal(name: "BMP", bytes: CraftedFile.bmp(width: 60_000, height: 60_000)),
        Refusal(name: "BMP from the top down", bytes: CraftedFile.bmp(width: 60_000, height: -60_000)),
        Refusal(
            name: "WebP by its canvas",
            bytes: CraftedFile.webp([
                CraftedFile.webpCanvas(width: 60_000, height: 60_000),
                CraftedFile.webpLossy(width: 8, height: 8),
            ])),
        Refusal(
            name: "WebP by its picture",
            bytes: CraftedFile.webp([CraftedFile.webpLossless(width: 16_384, height: 16_384)])),
        Refusal(
            name: "WebP by a later picture",
            bytes: CraftedFile.webp([
                CraftedFile.webpFrame(width: 8, height: 8),
                CraftedFile.webpFrame(width: 16_384, height: 16_384),
            ])),
        Refusal(name: "TIFF", bytes: CraftedFile.tiff([CraftedFile.tiffPage(width: 60_000, height: 60_000)])),
        Refusal(
            name: "TIFF on its second page",
            bytes: CraftedFile.tiff([
                CraftedFile.tiffPage(width: 6, height: 6),
                CraftedFile.tiffPage(width: 60_000, height: 60_000),
            ])),
        Refusal(
            name: "TIFF by its tiles",
            bytes: CraftedFile.tiff([CraftedFile.tiffPage(width: 100, height: 100, tile: 60_000)])),
        Refusal(name: "JPEG 2000", bytes: CraftedFile.jpeg2000(width: 60_000, height: 60_000)),
    ]

    @Test("tiny files that claim enormous pictures are refused by their headers", arguments: floods)
    func flood(_ refusal: Refusal) {
        let error = #expect(throws: RasterError.self) { try Self.header(refusal.bytes) }
        guard case .tooManyPixels? = error else {
            Issue.record("refused for another reason: \(String(describing: error))")
            return
        }
    }

    @Test(
        "files of too many pictures are refused",
        arguments: [
            Refusal(name: "GIF", bytes: CraftedFile.gif(width: 4, height: 4, frames: 101)),
            Refusal(
                name: "WebP",
                bytes: CraftedFile.webp((0..<101).map { _ in CraftedFile.webpFrame(width: 4, height: 4) })),
            Refusal(
                name: "TIFF",
                bytes: CraftedFile.tiff((0..<101).map { _ in CraftedFile.tiffPage(width: 4, height: 4) })),
            Refusal(
                name: "TIFF of thumbnails",
                bytes: CraftedFile.tiff(
                    [CraftedFile.tiffPage(width: 4, height: 4)]
                        + (0..<300).map { _ in CraftedFile.tiffPage(width: 4, height: 4, subfile: 1) })),
        ])
    func tooManyFrames(_ refusal: Refusal) {
        #expect(throws: RasterError.tooManyFrames(limit: 100)) { try Self.header(refusal.bytes) }
    }

    @Test(
        "kinds that the decoder would misread are refused by name",
        arguments: [
            (CraftedFile.bmp(width: 4, height: 4, depth: 16), "16 bits a pixel"),
            (CraftedFile.bmp(width: 4, height: 4, depth: 8, compression: 1), "compressed pixels (method 1)"),
        ])
    func unsupported(_ bytes: [UInt8], _ detail: String) {
        #expect(throws: RasterError.unsupportedKind(.bmp, detail)) { try Self.header(bytes) }
    }

    @Test("any beginning of a file is read or refused, never trapped on", arguments: samples)
    func truncated(_ sample: Sample) {
        for count in 0..<min(sample.bytes.count, 2000) {
            // Either answer is right; that there is one is what is tested.
            _ = try? Self.header(Array(sample.bytes.prefix(count)))
        }
        #expect(throws: RasterError.self) { try Self.header(Array(sample.bytes.prefix(4))) }
    }

    @Test(
        "damaged headers are read or refused, and a size that passes is within the limits", arguments: samples
    )
    func mutated(_ sample: Sample) {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<400 {
            var bytes = sample.bytes
            for _ in 0...next(4) { bytes[next(bytes.count)] = [0, 1, 0x7F, 0x80, 0xFF][next(5)] }
            // A refusal is a right answer.
            guard let header = try? Self.header(bytes) else { continue }
            #expect(
                header.frames.allSatisfy {
                    $0.width > 0 && $0.height > 0 && $0.width * $0.height <= 50_000_000
                })
            #expect(header.frames.count <= 100)
        }
    }

    @Test(
        "what is no picture has no format",
        arguments: ["", "B", "%PDF-1.7", "RIFF....WAVE", "<svg/>", "8BPS"])
    func unknown(_ text: String) {
        #expect(throws: RasterError.unknownFormat) { try Self.header(Array(text.utf8)) }
    }
}
