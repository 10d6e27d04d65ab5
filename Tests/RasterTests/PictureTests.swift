import CraftedFiles
import Testing

@testable import Raster

@Suite("Decoding and shaping pictures")
struct PictureTests {
    /// White, with a dark patch in the left top quarter and a grey one right of it.
    static func marked(width: Int = 40, height: Int = 24) throws(RasterError) -> Picture {
        var rows = [UInt8](repeating: 255, count: width * height)
        for y in 0..<height / 2 {
            for x in 0..<width / 2 { rows[y * width + x] = 0 }
            for x in width / 2..<width { rows[y * width + x] = 128 }
        }
        return try Picture(grey: held(rows), width: width, height: height, stride: width)
    }

    static func decoded(_ file: [UInt8], frame: Int = 0, reduction: Int = 1) throws(RasterError) -> Picture {
        let bytes = held(file)
        return try Picture(
            decoding: bytes, try ImageHeader(reading: bytes), frame: frame, wish: .grey,
            reduction: reduction)
    }

    /// The grey in the middle of the four quarters: left top, right top, left bottom, right bottom.
    static func quarters(_ picture: borrowing Picture) -> [Int] {
        guard let rows = picture.greyRows() else { return [] }
        let (w, h) = (picture.width, picture.height)
        return [(w / 4, h / 4), (w * 3 / 4, h / 4), (w / 4, h * 3 / 4), (w * 3 / 4, h * 3 / 4)]
            .map { Int(rows[$0.1 * w + $0.0]) }
    }

    static func isClose(_ found: [Int], _ wanted: [Int]) -> Bool {
        found.count == wanted.count && zip(found, wanted).allSatisfy { abs($0 - $1) < 12 }
    }

    @Test("what was written in a format is read again", arguments: ImageFormat.allCases)
    func roundTrip(_ format: ImageFormat) throws {
        let file = try Self.marked().encoded(as: format)
        #expect(file.withUnsafeBytes { ImageFormat(sniffing: $0) } == format)
        let picture = try Self.decoded(file)
        #expect([picture.width, picture.height] == [40, 24])
        #expect(Self.isClose(Self.quarters(picture), [0, 128, 255, 255]))
    }

    static let turns: [(Orientation, [Int])] = [
        (.upright, [0, 128, 255, 255]), (.mirrored, [128, 0, 255, 255]), (.halfTurn, [255, 255, 128, 0]),
        (.flipped, [255, 255, 0, 128]), (.transposed, [0, 255, 128, 255]),
        (.quarterTurn, [255, 0, 255, 128]),
        (.transversed, [255, 128, 255, 0]), (.threeQuarterTurn, [128, 255, 0, 255]),
    ]

    @Test("the eight orientations of EXIF", arguments: turns)
    func orientations(_ orientation: Orientation, _ quarters: [Int]) throws {
        let jpeg = try Self.marked().encoded(as: .jpeg)
        let turned =
            Array(jpeg.prefix(2)) + CraftedFile.exifSegment(orientation: orientation.rawValue)
            + jpeg.dropFirst(2)
        let picture = try Self.decoded(turned)
        #expect([picture.width, picture.height] == (orientation.swapsSides ? [24, 40] : [40, 24]))
        #expect(Self.isClose(Self.quarters(picture), quarters))
    }

    @Test("the eight orientations of TIFF, applied once", arguments: turns)
    func tiffOrientations(_ orientation: Orientation, _ quarters: [Int]) throws {
        var tiff = try Self.marked().encoded(as: .tiff)
        let header = try ImageHeader(reading: held(tiff))
        let offset = try #require(header.frames[0].orientationOffset, "the writer gives an orientation")
        tiff[offset] = UInt8(orientation.rawValue)
        let picture = try Self.decoded(tiff)
        #expect([picture.width, picture.height] == (orientation.swapsSides ? [24, 40] : [40, 24]))
        #expect(Self.isClose(Self.quarters(picture), quarters))
    }

    @Test("files that are cut off give an error or a picture, never a crash", arguments: ImageFormat.allCases)
    func truncated(_ format: ImageFormat) throws {
        let file = try Self.marked(width: 200, height: 150).encoded(as: format)
        for share in 1..<20 {
            let part = Array(file.prefix(file.count * share / 20))
            // Some decoders give what they have, others nothing: both are right.
            guard let picture = try? Self.decoded(part) else { continue }
            #expect([picture.width, picture.height] == [200, 150])
        }
    }

    @Test("a JPEG file decodes at a fraction of its size")
    func reduction() throws {
        let file = try Self.marked(width: 400, height: 240).encoded(as: .jpeg)
        let picture = try Self.decoded(file, reduction: 4)
        #expect([picture.width, picture.height] == [100, 60])
    }

    @Test(
        "rows that are too few are refused",
        arguments: [(4, 3, 4), (4, 4, 3), (0, 1, 4), (4, Int.max, Int.max)])
    func tooFewRows(_ width: Int, _ height: Int, _ stride: Int) {
        let rows = [UInt8](repeating: 0, count: 11)
        #expect(throws: RasterError.self) {
            _ = try Picture(grey: held(rows), width: width, height: height, stride: stride).width
        }
    }

    @Test("rows in colour come back as they went")
    func colour() throws {
        let rows: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30]
        let back = try Picture(rgb: held(rows), width: 2, height: 2, stride: 6).rgbRows()
        #expect(back == rows)
    }

    @Test("an empty page is blank, a page with one small digit's worth of ink is not")
    func blank() throws {
        var rows = [UInt8](repeating: 240, count: 800 * 1000)
        func isBlank() throws -> Bool {
            try Picture(grey: held(rows), width: 800, height: 1000, stride: 800).isBlank()
        }
        #expect(try isBlank())
        for speck in 0..<200 { rows[(speck * 4001) % rows.count] = 0 }
        #expect(try isBlank(), "single dark pixels are noise")
        for y in 500..<524 { for x in 400..<412 where y % 8 < 6 { rows[y * 800 + x] = 20 } }
        #expect(try !isBlank())
    }
}
