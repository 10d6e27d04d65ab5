import AssayKit

/// An affine map of the PDF format: `x' = a*x + c*y + e`, `y' = b*x + d*y + f`.
struct Matrix: Hashable {
    var a = 1.0
    var b = 0.0
    var c = 0.0
    var d = 1.0
    var e = 0.0
    var f = 0.0

    static let identity = Matrix()

    /// This map first, then `next`.
    func then(_ next: Matrix) -> Matrix {
        Matrix(
            a: a * next.a + b * next.c, b: a * next.b + b * next.d, c: c * next.a + d * next.c,
            d: c * next.b + d * next.d, e: e * next.a + f * next.c + next.e,
            f: e * next.b + f * next.d + next.f)
    }

    func apply(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Where the unit square comes to lie.
    var boxOfUnitSquare: Box {
        let corners = [apply(0, 0), apply(1, 0), apply(0, 1), apply(1, 1)]
        let xs = corners.map { Float($0.x) }
        let ys = corners.map { Float($0.y) }
        return Box(xs.min() ?? 0, ys.min() ?? 0, xs.max() ?? 0, ys.max() ?? 0)
    }

    var isFinite: Bool { (a + b + c + d + e + f).isFinite }

    /// From a page's own coordinates to those of the page as it is seen: turned, origin at the top left.
    ///
    /// - Parameters:
    ///   - crop: The part of the page that is shown, in its own coordinates: left, bottom, right, top.
    ///   - rotation: Degrees clockwise.
    /// - Returns: The map.
    static func seen(crop: (x0: Double, y0: Double, x1: Double, y1: Double), rotation: Int) -> Matrix {
        switch rotation {
        case 90: Matrix(a: 0, b: 1, c: 1, d: 0, e: -crop.y0, f: -crop.x0)
        case 180: Matrix(a: -1, b: 0, c: 0, d: 1, e: crop.x1, f: -crop.y0)
        case 270: Matrix(a: 0, b: -1, c: -1, d: 0, e: crop.y1, f: crop.x1)
        default: Matrix(a: 1, b: 0, c: 0, d: -1, e: -crop.x0, f: crop.y1)
        }
    }
}
