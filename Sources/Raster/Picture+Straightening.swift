internal import CLeptonica

extension Picture {
    /// The picture as it looks when each of its pixels is taken from elsewhere; white comes in from outside.
    ///
    /// - Parameter source: From a place of the result to the place in this picture; places are measured from the left
    ///   upper corner of the left upper pixel.
    /// - Returns: As large as this one.
    /// - Throws: ``RasterError/failed(_:)``, also for a picture in colour.
    package borrowing func projected(from source: Homography) throws(RasterError) -> Picture {
        let step = "straightening"
        // The library measures from the middle of that pixel.
        let map = Homography(e: -0.5, f: -0.5).after(source).after(Homography(e: 0.5, f: 0.5))
        guard isGrey, abs(map.i) > 1e-9 else { throw .failed(step) }
        var factors = [map.a, map.c, map.e, map.b, map.d, map.f, map.g, map.h].map { Float($0 / map.i) }
        return try Picture(pixProjectiveGray(pix, &factors, 0xFF), orFailing: step)
    }
}
