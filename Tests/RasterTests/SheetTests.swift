import Testing

@testable import Raster

@Suite("A sheet on something darker")
struct SheetTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let areas: [(x: Range<Int>, y: Range<Int>, shade: UInt8)]
        /// Left, top, right and bottom of the sheet; its own edge where it fills the picture.
        let sheet: PixelBox
    }

    static let whole = PixelBox(left: 0, top: 0, right: 800, bottom: 600)
    static let cases = [
        Case(
            testDescription: "on a desk on all sides",
            areas: [(0..<800, 0..<600, 80), (100..<700, 60..<550, 240)],
            sheet: PixelBox(left: 100, top: 60, right: 700, bottom: 550)),
        Case(
            testDescription: "over the edge on two sides, with white beyond the picture",
            areas: [(0..<120, 0..<600, 90), (0..<800, 500..<600, 90), (0..<30, 0..<600, 255)],
            sheet: PixelBox(left: 120, top: 0, right: 800, bottom: 500)),
        Case(testDescription: "blank", areas: [], sheet: whole),
        Case(
            testDescription: "with a frame and a short dark bar of its own",
            areas: [
                (60..<64, 40..<560, 0), (60..<740, 40..<44, 0), (736..<740, 40..<560, 0),
                (100..<180, 100..<300, 40),
            ], sheet: whole),
        Case(
            testDescription: "on a desk as light as paper", areas: [(0..<100, 0..<600, 230)], sheet: whole),
    ]

    @Test("is found just within its borders, and nothing else is taken for one", arguments: cases)
    func found(_ sample: Case) throws {
        let found = try MeasuringTests.picture(sample.areas).sheet()
        func isWithin(_ found: Int, _ wanted: Int, _ edge: Int) -> Bool {
            wanted == edge ? found == edge : (4...28).contains(abs(found - wanted))
        }
        #expect(isWithin(found.left, sample.sheet.left, 0), "\(found)")
        #expect(isWithin(found.top, sample.sheet.top, 0), "\(found)")
        #expect(isWithin(found.right, sample.sheet.right, 800), "\(found)")
        #expect(isWithin(found.bottom, sample.sheet.bottom, 600), "\(found)")
        #expect(sample.sheet.contains(found), "\(found)")
    }

    @Test("a small picture is all sheet")
    func small() throws {
        let picture = try MeasuringTests.picture(width: 150, height: 190, [(0..<40, 0..<190, 30)])
        #expect(try picture.sheet() == PixelBox(left: 0, top: 0, right: 150, bottom: 190))
    }
}
