import CLeptonica
import Testing

@testable import Raster

@Suite("morphology in steps that double")
struct BrickTests {
    enum Way: String, CaseIterable, CustomTestStringConvertible {
        case opened, closed, dilated

        var testDescription: String { rawValue }

        func ours(_ picture: borrowing Picture, _ width: Int32, _ height: Int32) throws -> Picture {
            switch self {
            case .opened: try Brick.opened(picture, width, height)
            case .closed: try Brick.closed(picture, width, height)
            case .dilated: try Brick.dilated(picture, width, height)
            }
        }

        func theirs(_ picture: borrowing Picture, _ width: Int32, _ height: Int32) throws -> Picture {
            let pix =
                switch self {
                case .opened: pixOpenBrick(nil, picture.pix, width, height)
                case .closed: pixCloseSafeBrick(nil, picture.pix, width, height)
                case .dilated: pixDilateBrick(nil, picture.pix, width, height)
                }
            return try Picture(pix, orFailing: "comparing")
        }
    }

    @Test("each pixel is the library's", arguments: Way.allCases)
    func same(way: Way) throws {
        let picture = try Picture(pixCreate(317, 203, 1), orFailing: "drawing")
        // Noise, with lines and bars in it, some at the edges.
        for spot in 0..<4000 {
            pixSetPixel(picture.pix, Int32(spot * 7919 % 317), Int32(spot * spot * 31 % 203), 1)
        }
        for (x, y, width, height) in [(0, 0, 200, 3), (40, 30, 150, 2), (300, 0, 3, 203), (60, 60, 90, 40)] {
            var box = boxCreate(Int32(x), Int32(y), Int32(width), Int32(height))
            pixSetInRect(picture.pix, box)
            boxDestroy(&box)
        }
        for (width, height) in [
            (1, 1), (2, 1), (1, 5), (15, 6), (40, 1), (1, 37), (100, 1), (21, 21), (64, 3),
        ] {
            let ours = try way.ours(picture, Int32(width), Int32(height))
            let theirs = try way.theirs(picture, Int32(width), Int32(height))
            var isSame: Int32 = 0
            pixEqual(ours.pix, theirs.pix, &isSame)
            #expect(isSame == 1, "\(width) × \(height)")
        }
    }
}
