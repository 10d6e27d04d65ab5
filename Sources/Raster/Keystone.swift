/// How a flat page seen at an angle leans: what was level and upright on paper runs towards two far points.
package struct Keystone: Sendable, Equatable {
    /// Lines across the page.
    let across: LinePencil
    /// Lines down the page.
    let down: LinePencil
    /// The picture's size, pixels.
    let width: Double
    let height: Double

    /// Less than this, as a share of the longer side, is no keystone: what moves at the corners, beyond turning.
    private static let leastMove = 0.007
    /// Lines must lean by less: 15 degrees.
    private static let steepest = 0.27
    /// Level and upright may not be further from a right angle than that, about 9 degrees: no camera makes it so.
    private static let mostShear = 0.16
    /// The furthest and the nearest part of a page, compared with its middle.
    private static let sizes = 0.65...1.5
    /// Converging lines across must hold the points that much better than parallels: there are many.
    private static let gainAcross = 1.05
    /// Lines down the page, where words that begin above each other by chance look alike, must do so more clearly.
    private static let gainDown = 1.25
    /// Lines must be seen in that share of the page.
    private static let leastExtent = 0.3

    /// Finds out how the page on a grey picture leans, from the edges of the sheet, the ruling and the lines of text
    /// together.
    ///
    /// - Returns: Nil for a page that is at most turned, and where the picture does not tell for certain.
    package static func found(on picture: borrowing Picture) -> Keystone? {
        guard picture.isGrey, picture.width >= 200, picture.height >= 200 else { return nil }
        let (level, upright) = (EdgePoints(picture, .across), EdgePoints(picture, .down))
        guard let across = LinePencil.sighted(in: level), across.extent >= leastExtent else { return nil }
        let down = LinePencil.sighted(in: upright).flatMap { $0.extent >= leastExtent ? $0.pencil : nil }
        let (width, height) = (Double(picture.width), Double(picture.height))
        func keystone(_ across: LinePencil, _ down: LinePencil?) -> Keystone {
            Keystone(
                across: across, down: down ?? across.upright, width: width, height: height)
        }
        // A page that lies flat ends here.
        guard
            keystone(across.pencil, down).move >= leastMove / 2
                || keystone(across.pencil, nil).move >= leastMove / 2
        else { return nil }
        guard let settled = across.pencil.settled(by: level, expected: nil, gain: gainAcross) else {
            return nil
        }
        let result = keystone(
            settled, down?.settled(by: upright, expected: settled.upright.slope, gain: gainDown))
        return result.isPossible && result.move >= leastMove ? result : nil
    }

    /// From the leaning picture to a straight one of the same size whose middle stays as it is.
    package var straightening: Homography {
        let (a, b, c, d) = (across.slope, across.convergence, down.slope, down.convergence)
        let area = 1 - a * c
        let scale = area.squareRoot()
        // Both far points go to infinity: the line through them is what divides.
        let map = Homography(
            a: 1 / scale, b: -a / scale, c: -c / scale, d: 1 / scale, g: (b - a * d) / area,
            h: (d - b * c) / area)
        return Homography(e: width / 2, f: height / 2)
            .after(map)
            .after(Homography(e: -width / 2, f: -height / 2))
    }

    /// Whether a camera can see a page so, and no part of it would be blown up.
    var isPossible: Bool {
        guard abs(across.slope) <= Self.steepest, abs(down.slope) <= Self.steepest,
            abs(across.slope + down.slope) <= Self.mostShear
        else { return false }
        let map = straightening
        return corners.allSatisfy { Self.sizes.contains(map.divisor($0.x, $0.y)) }
    }

    private var corners: [(x: Double, y: Double)] {
        [(0, 0), (width, 0), (width, height), (0, height)]
    }

    /// How far the corners move beyond turning, as a share of the longer side.
    var move: Double {
        let map = straightening
        let turn = (across.slope - down.slope) / 2
        let length = (1 + turn * turn).squareRoot()
        let (cosine, sine) = (1 / length, turn / length)
        let moves = corners.map { corner in
            let (x, y) = (corner.x - width / 2, corner.y - height / 2)
            let there = map.apply(corner.x, corner.y)
            let across = there.x - width / 2 - (cosine * x + sine * y)
            let down = there.y - height / 2 - (cosine * y - sine * x)
            return (across * across + down * down).squareRoot()
        }
        return moves.reduce(0, +) / 4 / max(width, height)
    }
}
