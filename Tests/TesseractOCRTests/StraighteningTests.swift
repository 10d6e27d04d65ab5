import AssayKit
import Drawing
import Image
import Testing

@testable import Raster
@testable import TesseractOCR

@Suite("Recognising pages seen at an angle")
struct StraighteningTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Slopes in the middle, and how much more lines lean at the upper and at the left edge.
        let across: (slope: Double, above: Double)
        let down: (slope: Double, left: Double)

        func keystone(width: Int, height: Int) -> Keystone {
            Keystone(
                across: LinePencil(slope: across.slope, convergence: -across.above * 2 / Double(height)),
                down: LinePencil(slope: down.slope, convergence: -down.left * 2 / Double(width)),
                width: Double(width), height: Double(height))
        }
    }

    static let cases = [
        Case(testDescription: "narrower at the top", across: (0, 0), down: (0, -0.06)),
        Case(testDescription: "lower on the right", across: (0.02, -0.05), down: (-0.02, 0)),
        Case(testDescription: "leaning both ways", across: (-0.04, 0.05), down: (0.02, 0.05)),
    ]

    private static func leaning(_ sample: Case) throws -> (rows: Drawing.Picture, way: Homography) {
        var drawn = try RuledTableTests.page.picture(dpi: 250, channels: .grey)
        let keystone = sample.keystone(width: drawn.width, height: drawn.height)
        let flat = try Raster.Picture(
            grey: DrawnPage.held(drawn.pixels), width: drawn.width, height: drawn.height, stride: drawn.width)
        let seen = try flat.projected(from: keystone.straightening)
        drawn.pixels = seen.greyRows() ?? []
        return (drawn, try #require(keystone.straightening.inverse))
    }

    @Test("words are read in their cells, and lie where they were seen", arguments: cases)
    func reads(_ sample: Case) throws {
        let (picture, way) = try Self.leaning(sample)
        let document = try DrawnPage.recognised(DrawnPage.document(picture, dpi: 250))
        let words = (0..<document.wordCount).map { document.word(at: $0) }
        let points = 72.0 / 250
        for piece in RuledTableTests.pieces {
            guard let word = words.first(where: { $0.text == piece.text }) else {
                Issue.record("\(piece.text) is not among \(words.map(\.text))")
                continue
            }
            let half = Double(word.box.width) / 2
            let place = way.apply((piece.x + half) / points, (piece.y + 7) / points)
            #expect(abs(Double(word.box.midX) - place.x * points) < 4, "\(piece.text)")
            #expect(abs(Double(word.box.midY) - place.y * points) < 3, "\(piece.text)")
            #expect(word.flags.contains(.inCell), "\(piece.text)")
        }
    }

    @Test("without the option the page stays as it leans")
    func off() throws {
        var options = RecognitionOptions()
        options.straightens = false
        let picture = try Self.leaning(Self.cases[2]).rows
        let document = try DrawnPage.recognised(DrawnPage.document(picture, dpi: 250), options)
        let inCells = (0..<document.wordCount).count { document.word(at: $0).flags.contains(.inCell) }
        #expect(inCells < RuledTableTests.pieces.count)
    }

    @Test(
        "a page that lies flat or askew is prepared as ever, pixel by pixel",
        arguments: [-3.0, -0.4, 0, 0.7, 2])
    func flat(_ degrees: Double) throws {
        let picture = try RuledTableTests.page.picture(dpi: 250, channels: .grey, skew: degrees)
        let bytes = DrawnPage.document(picture, dpi: 250).encoded()
        let document = try DocumentView(validating: DrawnPage.held(bytes))
        var options = RecognitionOptions()
        let usual = try PreparedPicture.prepare(document.image(at: 0), options)
        options.straightens = false
        let other = try PreparedPicture.prepare(document.image(at: 0), options)
        #expect(usual.mapping == other.mapping)
        let (rows, others) = (usual.picture.greyRows(), other.picture.greyRows())
        #expect(rows == others)
    }
}
