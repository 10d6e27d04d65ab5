@testable import Raster

/// A sheet with lines of text, maybe with a ruled table, maybe on a dark table, seen at an angle.
struct LeaningSheet {
    static let width = 900
    static let height = 1200
    /// Whether the sheet has a table of five columns.
    var isRuled = true
    /// Whether lines of text stand on it.
    var hasText = true
    /// How much of each side shows the table that it lies on, pixels.
    var desk = 0

    /// As it was seen, with lines that lean so.
    func picture(_ keystone: Keystone) throws(RasterError) -> Picture {
        try flat().projected(from: keystone.straightening)
    }

    /// A page's leaning, measured at the upper and left edges: what lies there leans by that much more than the middle.
    static func leaning(_ slope: Double, _ above: Double, _ down: Double, _ left: Double) -> Keystone {
        Keystone(
            across: LinePencil(slope: slope, convergence: -above * 2 / Double(height)),
            down: LinePencil(slope: down, convergence: -left * 2 / Double(width)), width: Double(width),
            height: Double(height))
    }

    private func flat() throws(RasterError) -> Picture {
        let (width, height) = (Self.width, Self.height)
        var rows = [UInt8](repeating: desk > 0 ? 70 : 245, count: width * height)
        func fill(_ x: Range<Int>, _ y: Range<Int>, _ grey: UInt8) {
            let columns = x.clamped(to: 0..<width)
            for row in y.clamped(to: 0..<height) {
                for column in columns { rows[row * width + column] = grey }
            }
        }
        fill(desk..<width - desk, desk..<height - desk, 245)
        let (left, right) = (desk + 60, width - desk - 60)
        if hasText {
            for (number, y) in stride(from: desk + 60, to: height - desk - 60, by: 34).enumerated() {
                var x = left
                // Words of two to seven letters; lines end where they end.
                var letters = 2 + number % 5
                while x + letters * 12 < right - number * 37 % 200 {
                    for letter in 0..<letters {
                        let start = x + letter * 12
                        fill(start..<start + 9, y..<y + 14, 30)
                        fill(start + 3..<start + 6, y + 3..<y + 11, 245)
                    }
                    x += letters * 12 + 14
                    letters = 2 + (letters * 3 + number) % 6
                }
            }
        }
        if isRuled {
            for y in [400, 470, 560, 650, 740] { fill(left..<right, y..<y + 3, 20) }
            for place in 0...4 {
                let x = left + (right - left - 3) * place / 4
                fill(x..<x + 3, 400..<743, 20)
            }
        }
        return try Picture(grey: held(rows), width: width, height: height, stride: width)
    }
}
