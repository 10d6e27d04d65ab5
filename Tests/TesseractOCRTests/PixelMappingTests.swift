import AssayKit
import Raster
import Testing

@testable import TesseractOCR

@Suite("From prepared pixels back to the page")
struct PixelMappingTests {
    private static let identity = PixelMatrix(a: 1, b: 0, c: 0, d: 1, e: 0, f: 0)

    /// White with one dark dot of 5 x 5 pixels whose middle is at `x`, `y`.
    private func dotted(_ x: Int, _ y: Int, width: Int = 301, height: Int = 200) throws -> Picture {
        var rows = [UInt8](repeating: 255, count: width * height)
        for row in y - 2...y + 2 { for column in x - 2...x + 2 { rows[row * width + column] = 0 } }
        return try Picture(grey: DrawnPage.held(rows), width: width, height: height, stride: width)
    }

    /// The middle of the darkness.
    private func dot(_ picture: borrowing Picture) throws -> (Double, Double) {
        let greyRows = picture.greyRows()
        let rows = try #require(greyRows)
        var (sum, x, y) = (0.0, 0.0, 0.0)
        for row in 0..<picture.height {
            for column in 0..<picture.width {
                let ink = Double(255 - Int(rows[row * picture.width + column]))
                sum += ink
                x += ink * (Double(column) + 0.5)
                y += ink * (Double(row) + 0.5)
            }
        }
        return (x / sum, y / sum)
    }

    @Test(
        "every step that the picture takes is taken back",
        arguments: [
            (20, 30), (270, 30), (20, 170), (270, 170), (150, 100),
        ])
    func stepsBack(_ x: Int, _ y: Int) throws {
        var picture = try dotted(x, y)
        var mapping = PixelMapping(Self.identity)
        var (width, height) = (picture.width, picture.height)
        picture = try picture.scaled(by: 1.5)
        mapping.scaled(x: Double(picture.width) / Double(width), y: Double(picture.height) / Double(height))
        picture = try picture.bordered(horizontal: 30, vertical: 50)
        mapping.bordered(horizontal: 30, vertical: 50)
        picture = try picture.rotated(by: 0.1)
        mapping.rotated(by: 0.1, width: picture.width, height: picture.height)
        let source = Homography(a: 1.02, b: 0.03, c: -0.02, d: 0.97, e: 4, f: -6, g: 0.000_06, h: -0.000_09)
        picture = try picture.projected(from: source)
        mapping.straightened(from: source)
        for quarters in [1, 2, 3] {
            (width, height) = (picture.width, picture.height)
            picture = try picture.turned(quarters: quarters)
            mapping.turned(quarters: quarters, width: width, height: height)
        }
        let found = try dot(picture)
        let back = mapping.exact.apply(found.0, found.1)
        #expect(abs(back.x - (Double(x) + 0.5)) < 0.6)
        #expect(abs(back.y - (Double(y) + 0.5)) < 0.6)
        #expect(mapping.quarters == 2)
    }

    @Test("a box is as large as the page shows it where it lies")
    func perspective() {
        var mapping = PixelMapping(PixelMatrix(a: 0.5, b: 0, c: 0, d: 0.5, e: 0, f: 0))
        mapping.rotated(by: 0.03, width: 400, height: 400)
        // What lies further down was nearer and is larger there; the way back makes it so again.
        mapping.straightened(from: Homography(h: -0.001))
        for y in [0, 100, 300] {
            let box = mapping.box(left: -20, top: y - 10, right: 20, bottom: y + 10)
            let near = 1 / (1 - 0.001 * Double(y))
            #expect(abs(Double(box.width) - 20 * near) < 0.01)
            #expect(abs(Double(box.height) - 10 * near * near) < 0.01)
        }
        mapping.turned(quarters: 1, width: 400, height: 400)
        let turned = mapping.box(left: 90, top: 380, right: 110, bottom: 420)
        // The middle (100, 400) lay at (400, 300) before it was turned: outside the page, but as good a place as any.
        let (across, down) = Self.stretches(x: 400, y: 300)
        #expect(abs(Double(turned.width) - 0.5 * 40 * across) < 0.01)
        #expect(abs(Double(turned.height) - 0.5 * 20 * down) < 0.01)
    }

    /// How `Homography(h: -0.001)` stretches a short step there, by differences.
    private static func stretches(x: Double, y: Double) -> (across: Double, down: Double) {
        let map = Homography(h: -0.001)
        let (here, right, below) = (map.apply(x, y), map.apply(x + 0.001, y), map.apply(x, y + 0.001))
        func length(_ there: (x: Double, y: Double)) -> Double {
            let (dx, dy) = (there.x - here.x, there.y - here.y)
            return (dx * dx + dy * dy).squareRoot() * 1000
        }
        return (length(right), length(below))
    }

    @Test("a part that was cut out keeps its place")
    func cropped() throws {
        var mapping = PixelMapping(PixelMatrix(a: 0.5, b: 0, c: 0, d: 0.5, e: 10, f: 20))
        mapping.cropped(x: 100, y: 40)
        let box = mapping.box(left: 0, top: 0, right: 20, bottom: 10)
        #expect(box == Box(60, 40, 70, 45))
    }

    @Test("a box keeps its sides under skew, and swaps them in a quarter turn")
    func sides() {
        var mapping = PixelMapping(Self.identity)
        mapping.rotated(by: 0.05, width: 400, height: 400)
        let skewed = mapping.box(left: 180, top: 190, right: 220, bottom: 210)
        #expect(abs(skewed.width - 40) < 0.01 && abs(skewed.height - 20) < 0.01)
        mapping.turned(quarters: 1, width: 400, height: 400)
        let turned = mapping.box(left: 180, top: 190, right: 220, bottom: 210)
        #expect(abs(turned.width - 20) < 0.01 && abs(turned.height - 40) < 0.01)
        #expect(mapping.textRotation == 270)
    }
}
