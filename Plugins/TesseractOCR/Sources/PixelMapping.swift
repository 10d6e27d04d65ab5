internal import AssayKit
internal import Raster

/// From the pixels of a prepared picture back to the points of the page.
///
/// Each step of the preparation is put in front, so that a prepared pixel goes through them in reverse order.
struct PixelMapping: Sendable, Equatable {
    /// `x = a*px + c*py + e`, `y = b*px + d*py + f`, in double precision.
    struct Affine: Sendable, Equatable {
        var a = 1.0, b = 0.0, c = 0.0, d = 1.0, e = 0.0, f = 0.0

        var homography: Homography { Homography(a: a, b: b, c: c, d: d, e: e, f: f) }

        /// First `other`, then this.
        func after(_ other: Affine) -> Affine {
            Affine(
                a: a * other.a + c * other.b, b: b * other.a + d * other.b,
                c: a * other.c + c * other.d, d: b * other.c + d * other.d,
                e: a * other.e + c * other.f + e, f: b * other.e + d * other.f + f)
        }
    }

    /// The whole way.
    private(set) var exact: Homography
    /// The way without the few degrees of skew and without perspective: what is upright on the prepared picture stays so.
    private(set) var straight: Affine
    /// Right angles that the picture was turned clockwise by.
    private(set) var quarters = 0

    /// The page's own picture.
    init(_ matrix: PixelMatrix) {
        straight = Affine(
            a: Double(matrix.a), b: Double(matrix.b), c: Double(matrix.c), d: Double(matrix.d),
            e: Double(matrix.e), f: Double(matrix.f))
        exact = straight.homography
    }

    /// The picture was scaled; the factors are those of its real sizes.
    mutating func scaled(x: Double, y: Double) {
        append(Affine(a: 1 / x, d: 1 / y))
    }

    /// A border was added on the left and above.
    mutating func bordered(horizontal: Int, vertical: Int) {
        append(Affine(e: -Double(horizontal), f: -Double(vertical)))
    }

    /// A part was cut out that begins there.
    mutating func cropped(x: Int, y: Int) {
        append(Affine(e: Double(x), f: Double(y)))
    }

    /// The picture was turned clockwise about the middle of its pixel (width / 2, height / 2).
    mutating func rotated(by radians: Double, width: Int, height: Int) {
        let (x, y) = (Double(width / 2) + 0.5, Double(height / 2) + 0.5)
        let (sine, cosine) = (sinCos(radians).sine, sinCos(radians).cosine)
        exact = exact.after(
            Homography(
                a: cosine, b: -sine, c: sine, d: cosine, e: x - cosine * x - sine * y,
                f: y + sine * x - cosine * y))
    }

    /// The picture was seen at an angle and made straight: each place of the new one came from there in the old one.
    mutating func straightened(from source: Homography) {
        exact = exact.after(source)
    }

    /// The picture was turned clockwise by that many right angles; the sizes are those before.
    mutating func turned(quarters count: Int, width: Int, height: Int) {
        let (w, h) = (Double(width), Double(height))
        switch ((count % 4) + 4) % 4 {
        case 1: append(Affine(a: 0, b: -1, c: 1, d: 0, e: 0, f: h))
        case 2: append(Affine(a: -1, d: -1, e: w, f: h))
        case 3: append(Affine(a: 0, b: 1, c: -1, d: 0, e: w, f: 0))
        default: break
        }
        quarters = (((quarters + count) % 4) + 4) % 4
    }

    private mutating func append(_ step: Affine) {
        exact = exact.after(step.homography)
        straight = straight.after(step)
    }

    /// The box on the page.
    ///
    /// Its middle is where the middle of the pixels lies, its sides are as long as theirs: leaning text would need a
    /// larger box to hold it whole, in which neighbouring lines overlap. Where the page was seen at an angle, they are as
    /// long as it shows them there.
    func box(left: Int, top: Int, right: Int, bottom: Int) -> Box {
        let (column, row) = (Double(left + right) / 2, Double(top + bottom) / 2)
        let middle = exact.apply(column, row)
        var (w, h) = (Double(right - left) / 2, Double(bottom - top) / 2)
        if exact.g != 0 || exact.h != 0 {
            let (here, usual) = (exact.stretch(column, row), straight.homography.stretch(column, row))
            if usual.across > 0, usual.down > 0 {
                w *= here.across / usual.across
                h *= here.down / usual.down
            }
        }
        let (x, y) = (abs(straight.a) * w + abs(straight.c) * h, abs(straight.b) * w + abs(straight.d) * h)
        return Box(Float(middle.x - x), Float(middle.y - y), Float(middle.x + x), Float(middle.y + y))
    }

    /// Direction of the text on the page, degrees clockwise.
    var textRotation: Int { (4 - quarters) % 4 * 90 }
}
