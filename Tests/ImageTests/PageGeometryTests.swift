@testable import Raster
import Testing

@testable import Image

@Suite("Sizes of pages")
struct PageGeometryTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let pixels: [Int]
        var stated: Double?
        var forced: Double?
        var orientation = Orientation.upright
        let points: [Double]
        let source: PageGeometry.Source
    }

    @Test(
        "from the file's resolution when it is plausible, else assumed",
        arguments: [
            Sample(
                testDescription: "A4 at 300 dpi", pixels: [2480, 3508], stated: 300, points: [595, 842],
                source: .file),
            Sample(
                testDescription: "a camera's 72 dpi would make a page of a metre", pixels: [3000, 4000],
                stated: 72,
                points: [595, 793], source: .assumed),
            Sample(
                testDescription: "no resolution", pixels: [1190, 1684], points: [595, 842], source: .assumed),
            Sample(testDescription: "lying", pixels: [1684, 1190], points: [842, 595], source: .assumed),
            Sample(
                testDescription: "a receipt from a roll", pixels: [454, 2000], points: [227, 1000],
                source: .assumed),
            Sample(
                testDescription: "one dot an inch", pixels: [1190, 1684], stated: 1, points: [595, 842],
                source: .assumed),
            Sample(
                testDescription: "turned by a quarter", pixels: [3508, 2480], stated: 300,
                orientation: .quarterTurn,
                points: [595, 842], source: .file),
            Sample(
                testDescription: "said by the options", pixels: [1000, 2000], stated: 300, forced: 100,
                points: [720, 1440], source: .options),
            Sample(
                testDescription: "a line of pixels is no page of a kilometre", pixels: [1, 50_000_000],
                points: [0, 14_400], source: .assumed),
        ])
    func sizes(_ sample: Sample) {
        let frame = ImageHeader.Frame(
            width: sample.pixels[0], height: sample.pixels[1], orientation: sample.orientation,
            dpiX: sample.stated,
            dpiY: sample.stated)
        let geometry = PageGeometry(frame, dpi: sample.forced)
        #expect(abs(geometry.width - sample.points[0]) < 1)
        #expect(abs(geometry.height - sample.points[1]) < 1)
        #expect(geometry.source == sample.source)
    }
}
