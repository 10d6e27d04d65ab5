internal import CLeptonica

/// A rectangle of whole pixels; `right` and `bottom` lie just outside.
package struct PixelBox: Sendable, Hashable {
    /// Pixels from the left edge.
    package var left: Int
    /// Pixels from the upper edge.
    package var top: Int
    /// Just outside.
    package var right: Int
    /// Just outside.
    package var bottom: Int

    /// A rectangle.
    package init(left: Int, top: Int, right: Int, bottom: Int) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    /// Pixels across.
    package var width: Int { right - left }
    /// Pixels down.
    package var height: Int { bottom - top }

    /// Whether a pixel lies in it.
    package func contains(x: Int, y: Int) -> Bool { x >= left && x < right && y >= top && y < bottom }

    /// Whether another lies wholly in it.
    package func contains(_ other: PixelBox) -> Bool {
        other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom
    }

    /// Whether both share a pixel.
    package func overlaps(_ other: PixelBox) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    /// The box around both.
    func union(_ other: PixelBox) -> PixelBox {
        PixelBox(
            left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
            bottom: max(bottom, other.bottom))
    }

    /// The boxes around what hangs together on a picture of one bit a pixel.
    static func parts(of picture: borrowing Picture, joiningCorners: Bool = true) -> [PixelBox] {
        var boxes = pixConnCompBB(picture.pix, joiningCorners ? 8 : 4)
        defer { boxaDestroy(&boxes) }
        return (0..<max(boxaGetCount(boxes), 0)).compactMap { index in
            var (x, y, width, height): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            guard boxaGetBoxGeometry(boxes, index, &x, &y, &width, &height) == 0 else { return nil }
            return PixelBox(
                left: Int(x), top: Int(y), right: Int(x) + Int(width), bottom: Int(y) + Int(height))
        }
    }
}
