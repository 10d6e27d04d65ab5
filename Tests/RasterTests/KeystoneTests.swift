import Testing

@testable import Raster

@Suite("Pages seen at an angle")
struct KeystoneTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sheet: LeaningSheet
        let leaning: Keystone

        init(_ name: String, _ sheet: LeaningSheet, _ leaning: Keystone) {
            testDescription = name
            self.sheet = sheet
            self.leaning = leaning
        }
    }

    static let table = LeaningSheet()
    static let text = LeaningSheet(isRuled: false)
    static let onDesk = LeaningSheet(isRuled: false, desk: 90)
    static let lean = LeaningSheet.leaning

    static let leaning = [
        Case("a table, narrower at the top", table, lean(0, 0, 0, -0.05)),
        Case("a table, narrower at the foot", table, lean(0, 0, 0, 0.05)),
        Case("a table, lower on the left", table, lean(0, 0.04, 0, 0)),
        Case("a table, lower on the right", table, lean(0, -0.04, 0, 0)),
        Case("a table, turned and narrower at the top", table, lean(0.05, 0, -0.05, -0.04)),
        Case("a table, leaning both ways", table, lean(-0.03, 0.05, 0.01, -0.05)),
        Case("a table, hardly leaning", table, lean(0.01, 0.02, -0.01, 0.02)),
        Case("text, lower on the left", text, lean(0.02, 0.04, -0.02, 0)),
        Case("a sheet of text on a desk, narrower at the top", onDesk, lean(0, 0, 0, -0.06)),
        Case("a sheet of text on a desk, leaning both ways", onDesk, lean(-0.05, 0.03, 0.03, 0.05)),
        Case("an empty form on a desk", LeaningSheet(hasText: false, desk: 90), lean(0.02, -0.03, 0, -0.03)),
    ]

    @Test("are found to lean as they do", arguments: leaning)
    func found(_ sample: Case) throws {
        let found = try #require(Keystone.found(on: try sample.sheet.picture(sample.leaning)))
        let (wanted, says) = (sample.leaning.straightening, found.straightening)
        // What matters is that straight lines come out straight: the page may come out larger or moved.
        for place in [(150.0, 200.0), (750, 200), (750, 1000), (150, 1000)] {
            let (right, here) = (wanted.apply(place.0, place.1), says.apply(place.0, place.1))
            #expect(
                abs(right.x - here.x) < 6 && abs(right.y - here.y) < 6,
                "\(place): \(right), \(here), \(found)")
        }
    }

    static let others = [
        Case("a flat table", table, lean(0, 0, 0, 0)),
        Case("a table turned by three degrees", table, lean(0.052, 0, -0.052, 0)),
        Case("a table turned the other way by eight degrees", table, lean(-0.14, 0, 0.14, 0)),
        Case("a table askew by half a degree", table, lean(0.009, 0, -0.009, 0)),
        Case("flat text", text, lean(0, 0, 0, 0)),
        Case("turned text", text, lean(-0.07, 0, 0.07, 0)),
        Case("a sheet turned on a desk", onDesk, lean(0.03, 0, -0.03, 0)),
        Case("a blank page", LeaningSheet(isRuled: false, hasText: false), lean(0, 0, 0, 0)),
        Case("a line that leans by less than counts", table, lean(0, 0.004, 0, 0.004)),
    ]

    @Test("pages that are at most turned are none", arguments: others)
    func notFound(_ sample: Case) throws {
        let found = Keystone.found(on: try sample.sheet.picture(sample.leaning))
        #expect(found == nil, "\(String(describing: found))")
    }

    @Test("grain, waves and small pictures tell nothing", arguments: ["grain", "waves", "small", "narrow"])
    func nothing(_ name: String) throws {
        let (width, height) =
            switch name {
            case "small": (120, 150)
            case "narrow": (3000, 210)
            default: (900, 700)
            }
        var state: UInt64 = 88_172_645_463_325_252
        let rows = (0..<width * height).map { index -> UInt8 in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            if name != "waves" { return UInt8(truncatingIfNeeded: state) }
            let (x, y) = (index % width, index / width)
            return UInt8(truncatingIfNeeded: (x * x + y * y) / 900)
        }
        let picture = try Picture(grey: held(rows), width: width, height: height, stride: width)
        let found = Keystone.found(on: picture)
        #expect(found == nil, "\(String(describing: found))")
    }

    static let impossible = [
        Case("steeper than a page is held", table, lean(0.4, 0, -0.4, 0)),
        Case("no right angle", table, lean(0.15, 0, 0.15, 0)),
        Case("one edge nearly vanishes", table, lean(0, 0, 0, 0.9)),
        Case("beyond the far point", table, lean(0, 3, 0, 3)),
    ]

    @Test("what no camera sees, and what would blow a part up, is refused", arguments: impossible)
    func refused(_ sample: Case) {
        #expect(!sample.leaning.isPossible)
    }

    @Test("colour is refused where grey is needed")
    func colour() throws {
        let rows = held([UInt8](repeating: 200, count: 300 * 300 * 3))
        let picture = try Picture(rgb: rows, width: 300, height: 300, stride: 900)
        #expect(Keystone.found(on: picture) == nil)
        #expect(throws: RasterError.self) {
            _ = try Picture(rgb: rows, width: 300, height: 300, stride: 900).projected(from: Homography())
        }
    }
}
