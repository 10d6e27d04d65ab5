/// One page to be drawn, as a list of marks, so that the same page can become a PDF and a picture.
package struct Page: Hashable, Sendable {
    /// Width and height in points.
    package var size: PageSize
    /// What stands on the page, drawn in this order.
    package var marks: [Mark]

    /// An empty page of a size.
    package init(size: PageSize = .a4, marks: [Mark] = []) {
        self.size = size
        self.marks = marks
    }
}

/// Width and height of a page, in points (1/72 inch).
package struct PageSize: Hashable, Sendable {
    /// Points from left to right.
    package let width: Double
    /// Points from top to bottom.
    package let height: Double

    /// A size in points.
    package init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// ISO A4, upright.
    package static let a4 = PageSize(width: 595, height: 842)
    /// ISO A4, lying.
    package static let a4Landscape = PageSize(width: 842, height: 595)
}

/// A place on a page, in points from its top left corner.
package struct Point: Hashable, Sendable {
    /// Points from the left edge.
    package var x: Double
    /// Points from the top edge.
    package var y: Double

    /// A place in points.
    package init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// A rectangle on a page, in points from its top left corner.
package struct Area: Hashable, Sendable {
    /// The left top corner.
    package var origin: Point
    /// Points from left to right.
    package var width: Double
    /// Points from top to bottom.
    package var height: Double

    /// A rectangle by its left top corner and its size, in points.
    package init(x: Double, y: Double, width: Double, height: Double) {
        origin = Point(x, y)
        self.width = width
        self.height = height
    }
}

/// A colour as three shares between 0 and 1.
package struct Colour: Hashable, Sendable {
    /// Shares of red, green and blue, 0...1.
    package let red, green, blue: Double

    /// A colour by its shares, 0...1.
    package init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// A grey: 0 is black, 1 is white.
    package static func grey(_ share: Double) -> Colour { Colour(red: share, green: share, blue: share) }
    /// Full ink.
    package static let black = Colour.grey(0)
    /// The paper.
    package static let white = Colour.grey(1)
}
