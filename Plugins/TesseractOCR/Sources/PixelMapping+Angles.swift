internal import Glibc

extension PixelMapping {
    /// Sine and cosine of an angle in radians.
    func sinCos(_ radians: Double) -> (sine: Double, cosine: Double) { (sin(radians), cos(radians)) }
}
