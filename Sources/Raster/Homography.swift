/// A map of the plane that keeps straight lines straight: what a camera does to a flat page, and its way back.
package struct Homography: Sendable, Equatable {
    /// `x = (a*px + c*py + e) / w`, `y = (b*px + d*py + f) / w` with `w = g*px + h*py + i`.
    package var a = 1.0, b = 0.0, c = 0.0, d = 1.0, e = 0.0, f = 0.0
    /// What divides; 0, 0 and 1 where parallel lines stay parallel.
    package var g = 0.0, h = 0.0, i = 1.0

    /// The map; what is left out leaves all where it is.
    package init(
        a: Double = 1, b: Double = 0, c: Double = 0, d: Double = 1, e: Double = 0, f: Double = 0,
        g: Double = 0, h: Double = 0, i: Double = 1
    ) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
        (self.g, self.h, self.i) = (g, h, i)
    }

    /// What a length is divided by at a place; 0 or less where no picture shows the place.
    package func divisor(_ x: Double, _ y: Double) -> Double { g * x + h * y + i }

    /// Where a place comes to lie.
    package func apply(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        let w = divisor(x, y)
        return ((a * x + c * y + e) / w, (b * x + d * y + f) / w)
    }

    /// How far two short steps at a place lead, one to the right and one down, for each unit of their length.
    package func stretch(_ x: Double, _ y: Double) -> (across: Double, down: Double) {
        let w = divisor(x, y)
        let place = apply(x, y)
        func length(_ alongX: Double, _ alongY: Double) -> Double {
            (alongX * alongX + alongY * alongY).squareRoot() / abs(w)
        }
        return (
            length(a - g * place.x, b - g * place.y), length(c - h * place.x, d - h * place.y)
        )
    }

    /// First `other`, then this.
    package func after(_ other: Homography) -> Homography {
        Homography(
            a: a * other.a + c * other.b + e * other.g, b: b * other.a + d * other.b + f * other.g,
            c: a * other.c + c * other.d + e * other.h, d: b * other.c + d * other.d + f * other.h,
            e: a * other.e + c * other.f + e * other.i, f: b * other.e + d * other.f + f * other.i,
            g: g * other.a + h * other.b + i * other.g, h: g * other.c + h * other.d + i * other.h,
            i: g * other.e + h * other.f + i * other.i)
    }

    /// The way back; nil when there is none, for all came to lie on one line.
    package var inverse: Homography? {
        let determinant = a * (d * i - f * h) - c * (b * i - f * g) + e * (b * h - d * g)
        guard abs(determinant) > 1e-12, determinant.isFinite else { return nil }
        return Homography(
            a: (d * i - f * h) / determinant, b: (f * g - b * i) / determinant,
            c: (e * h - c * i) / determinant, d: (a * i - e * g) / determinant,
            e: (c * f - e * d) / determinant, f: (e * b - a * f) / determinant,
            g: (b * h - d * g) / determinant, h: (c * g - a * h) / determinant,
            i: (a * d - b * c) / determinant)
    }
}
