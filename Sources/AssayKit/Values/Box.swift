/// A rectangle on a page, in points; the origin is the page's top left corner and y grows downwards.
public struct Box: Sendable, Hashable {
    /// Left edge.
    public var x0: Float
    /// Top edge.
    public var y0: Float
    /// Right edge.
    public var x1: Float
    /// Bottom edge.
    public var y1: Float

    /// A rectangle by its edges, in points.
    public init(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float) {
        self.x0 = x0
        self.y0 = y0
        self.x1 = x1
        self.y1 = y1
    }

    /// Width in points.
    public var width: Float { x1 - x0 }
    /// Height in points.
    public var height: Float { y1 - y0 }
    /// Horizontal middle.
    public var midX: Float { (x0 + x1) / 2 }
    /// Vertical middle.
    public var midY: Float { (y0 + y1) / 2 }

    /// The smallest rectangle that holds both.
    public func union(_ other: Box) -> Box {
        Box(min(x0, other.x0), min(y0, other.y0), max(x1, other.x1), max(y1, other.y1))
    }

    /// Whether the two share more than an edge.
    public func intersects(_ other: Box) -> Bool {
        x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1
    }

    /// How much of the smaller height the two have in common, 0...1.
    public func verticalOverlap(_ other: Box) -> Float {
        let shared = min(y1, other.y1) - max(y0, other.y0)
        let smaller = min(height, other.height)
        return shared > 0 && smaller > 0 ? shared / smaller : 0
    }

    /// How much of the smaller width the two have in common, 0...1.
    public func horizontalOverlap(_ other: Box) -> Float {
        let shared = min(x1, other.x1) - max(x0, other.x0)
        let smaller = min(width, other.width)
        return shared > 0 && smaller > 0 ? shared / smaller : 0
    }
}
