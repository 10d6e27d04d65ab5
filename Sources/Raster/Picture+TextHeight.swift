internal import CLeptonica

extension Picture {
    /// The middle height of what look like letters and digits, in pixels; nil when there are fewer than twenty.
    package borrowing func textHeight() -> Double? {
        guard isGrey, let even = try? backgroundEvened(), let binary = pixThresholdToBinary(even.pix, 150)
        else {
            return nil
        }
        let ink = Picture(owning: binary)
        return PixelBox.middleHeight(of: PixelBox.parts(of: ink), atLeast: 5).map(Double.init)
    }

    /// Whether paper of this range of grey has neither shadows nor a tint.
    package static func isEven(_ paper: ClosedRange<Int>) -> Bool {
        paper.upperBound - paper.lowerBound <= 40 && paper.lowerBound >= 150
    }
}

extension PixelBox {
    /// The middle height of those parts that look like letters and digits, in pixels; nil when there are fewer than
    /// twenty.
    static func middleHeight(of parts: [PixelBox], atLeast least: Int) -> Int? {
        // Points, lines and pictures are no letters.
        let heights = parts.lazy.filter { part in
            part.height >= least && part.height <= 120 && part.width >= 2 && part.width <= 2 * part.height
                && part.height <= 6 * part.width
        }.map(\.height).sorted()
        return heights.count >= 20 ? heights[heights.count / 2] : nil
    }
}
