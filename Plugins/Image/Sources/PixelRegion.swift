internal import AssayKit

/// The pixels that cover a region of a page.
struct PixelRegion {
    /// The leftmost and topmost pixel, and how many there are; at least one each way.
    let x, y, width, height: Int
    /// What the pixels really cover, in points.
    let box: Box

    /// Cuts the region at the page's edges.
    ///
    /// - Parameters:
    ///   - region: Points; any numbers.
    ///   - page: The page's box, that the pixels fill.
    ///   - width: Pixels across the page.
    ///   - height: Pixels down the page.
    init(_ region: Box, of page: Box, width: Int, height: Int) {
        let (perX, perY) = (Float(width) / page.width, Float(height) / page.height)
        func pixel(_ points: Float, _ scale: Float, _ limit: Int, _ rule: FloatingPointRoundingRule) -> Int {
            let place = (points * scale).rounded(rule)
            return place.isFinite ? Int(min(max(place, 0), Float(limit))) : 0
        }
        let left = min(pixel(region.x0, perX, width, .down), width - 1)
        let top = min(pixel(region.y0, perY, height, .down), height - 1)
        let right = max(pixel(region.x1, perX, width, .up), left + 1)
        let bottom = max(pixel(region.y1, perY, height, .up), top + 1)
        (x, y, self.width, self.height) = (left, top, right - left, bottom - top)
        box = Box(Float(left) / perX, Float(top) / perY, Float(right) / perX, Float(bottom) / perY)
    }
}
