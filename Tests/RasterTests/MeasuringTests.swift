import Testing

@testable import Raster

@Suite("Measuring pictures")
struct MeasuringTests {
    /// A picture of one grey with rectangles painted over it.
    static func picture(
        ground: UInt8 = 250, width: Int = 800, height: Int = 600,
        _ areas: [(x: Range<Int>, y: Range<Int>, shade: UInt8)]
    ) throws(RasterError) -> Picture {
        var rows = [UInt8](repeating: ground, count: width * height)
        for area in areas { for y in area.y { for x in area.x { rows[y * width + x] = area.shade } } }
        return try Picture(grey: held(rows), width: width, height: height, stride: width)
    }

    /// Letters of that height, as little frames.
    static func letters(
        _ count: Int, height: Int, x: Int, y: Int, shade: UInt8 = 10, ground: UInt8 = 250
    ) -> [(x: Range<Int>, y: Range<Int>, shade: UInt8)] {
        (0..<count).flatMap { index in
            let left = x + index * height
            return [
                (x: left..<left + height * 2 / 3, y: y..<y + height, shade: shade),
                (x: left + 3..<left + height * 2 / 3 - 3, y: y + 3..<y + height - 3, shade: ground),
            ]
        }
    }

    @Test("light text on a dark bar becomes dark on light, and the rest stays")
    func darkBar() throws {
        let bar = [(x: 100..<700, y: 100..<180, shade: UInt8(40))]
        let text = Self.letters(15, height: 30, x: 140, y: 125, shade: 240, ground: 40)
        let below = Self.letters(15, height: 30, x: 140, y: 325)
        let picture = try Self.picture(bar + text + below)
        let inverted = try picture.darkBlocksInverted()
        let result = inverted?.greyRows() ?? []
        try #require(result.count == 800 * 600)
        #expect(result[110 * 800 + 400] == 215, "the bar's ground")
        #expect(result[126 * 800 + 145] == 15, "its letters")
        #expect(result[326 * 800 + 145] == 10, "other letters")
        #expect(result[50 * 800 + 50] == 250, "the paper")
    }

    @Test("a bar of a middling colour that a line and bold letters touch is found by its letters")
    func colouredBar() throws {
        let bar = [(x: 100..<700, y: 100..<150, shade: UInt8(120))]
        let text = Self.letters(15, height: 30, x: 140, y: 110, shade: 240, ground: 120)
        let line = [(x: 696..<700, y: 150..<400, shade: UInt8(10))]
        let below = Self.letters(15, height: 30, x: 140, y: 150)
        let inverted = try Self.picture(bar + line + text + below).darkBlocksInverted()
        let result = inverted?.greyRows() ?? []
        try #require(result.count == 800 * 600)
        #expect(result[104 * 800 + 400] == 135, "the bar's ground")
        #expect(result[112 * 800 + 145] == 15, "its letters")
        #expect(result[152 * 800 + 145] == 10, "the letters below")
    }

    @Test(
        "what is no dark bar is left alone",
        arguments: [
            "bold letters", "a shadow with dark text", "a bar without text", "an empty page",
        ])
    func noDarkBar(_ name: String) throws {
        let picture =
            switch name {
            case "bold letters": try Self.picture(Self.letters(12, height: 40, x: 100, y: 100))
            case "a shadow with dark text":
                try Self.picture(
                    [(x: 0..<800, y: 0..<300, shade: 95)]
                        + Self.letters(15, height: 30, x: 140, y: 125, shade: 10, ground: 95))
            case "a bar without text": try Self.picture([(x: 100..<700, y: 100..<180, shade: 40)])
            default: try Self.picture([])
            }
        let isLeftAlone = try picture.darkBlocksInverted() == nil
        #expect(isLeftAlone)
    }

    @Test("the height of letters, whatever else is on the page", arguments: [9, 16, 30])
    func textHeight(_ height: Int) throws {
        let line = (x: 50..<750, y: 400..<403, shade: UInt8(0))
        let dots = (0..<30).map { (x: 60 + $0 * 20..<63 + $0 * 20, y: 500..<503, shade: UInt8(0)) }
        let picture = try Self.picture([line] + dots + Self.letters(24, height: height, x: 40, y: 100))
        let measured = picture.textHeight()
        let found = try #require(measured)
        #expect(abs(found - Double(height)) <= 1)
    }

    @Test("too few letters tell nothing")
    func fewLetters() throws {
        let picture = try Self.picture(Self.letters(5, height: 20, x: 40, y: 100))
        let measured = picture.textHeight()
        #expect(measured == nil)
    }

    @Test("paper that a shadow crosses has a wide range, even paper a narrow one")
    func background() throws {
        let plain = try Self.picture(Self.letters(20, height: 20, x: 40, y: 100)).backgroundRange()
        let even = try #require(plain)
        #expect(even.upperBound - even.lowerBound < 10)
        let crossed = try Self.picture([(x: 0..<300, y: 0..<600, shade: 120)]).backgroundRange()
        let shadowed = try #require(crossed)
        #expect(shadowed.lowerBound < 140 && shadowed.upperBound > 240)
    }
}
