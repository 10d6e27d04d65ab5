internal import CLeptonica

extension Picture {
    /// The middle height of what look like letters and digits, in pixels; nil when there are fewer than twenty.
    package borrowing func textHeight() -> Double? {
        guard isGrey, let even = pixBackgroundNorm(pix, nil, nil, 16, 24, 60, 80, 220, 2, 1) else {
            return nil
        }
        let paper = Picture(owning: even)
        guard let binary = pixThresholdToBinary(paper.pix, 150) else { return nil }
        let ink = Picture(owning: binary)
        var boxes = pixConnCompBB(ink.pix, 8)
        defer { boxaDestroy(&boxes) }
        var heights: [Int32] = []
        for index in 0..<boxaGetCount(boxes) {
            var (width, height): (Int32, Int32) = (0, 0)
            guard boxaGetBoxGeometry(boxes, index, nil, nil, &width, &height) == 0 else { continue }
            // Points, lines and pictures are no letters.
            guard height >= 5, height <= 120, width >= 2, width <= 2 * height, height <= 6 * width else {
                continue
            }
            heights.append(height)
        }
        guard heights.count >= 20 else { return nil }
        heights.sort()
        return Double(heights[heights.count / 2])
    }
}
