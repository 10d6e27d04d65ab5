package import Raster

/// How large a picture is on paper.
package struct PageGeometry: Sendable, Equatable {
    /// Where the resolution comes from.
    package enum Source: String, Sendable {
        /// The options say it.
        case options
        /// The file says it, and the page that follows from it is a plausible one.
        case file
        /// Assumed, so that a page of a usual width comes out.
        case assumed
    }

    /// Points, as a person sees it.
    package let width: Double
    /// Points, as a person sees it.
    package let height: Double
    /// Dots per inch across.
    package let dpi: Double
    /// Where the resolution comes from.
    package let source: Source

    /// Resolutions of scanners and cameras that are believed.
    static let plausibleDPI = 50.0...1200.0
    /// Short sides of paper that are believed, in points: from a narrow receipt to A3.
    static let plausibleShortSide = 90.0...900.0
    /// Width of A4 in points.
    static let usualShortSide = 595.0
    /// Width of a printed receipt (80 mm), in points.
    static let receiptShortSide = 227.0
    /// The largest side of a page, in points.
    static let longestSide = 14_400.0

    /// The page of a picture of that many pixels, as a person sees it.
    package init(_ frame: ImageHeader.Frame, dpi forced: Double?) {
        let (across, down) = (Double(frame.seenWidth), Double(frame.seenHeight))
        let (short, long) = (min(across, down), max(across, down))
        let stated = frame.orientation.swapsSides ? (frame.dpiY, frame.dpiX) : (frame.dpiX, frame.dpiY)
        if let forced, forced > 0 {
            self.init(across, down, max(forced, long * 72 / Self.longestSide), .options)
        } else if let x = stated.0, Self.plausibleDPI.contains(x),
            let y = stated.1 ?? Optional(x), Self.plausibleDPI.contains(y),
            Self.plausibleShortSide.contains(min(across * 72 / x, down * 72 / y)),
            max(across * 72 / x, down * 72 / y) <= Self.longestSide
        {
            self.init(width: across * 72 / x, height: down * 72 / y, dpi: x, .file)
        } else {
            // Long and narrow: a receipt from a roll.
            let side = long > 2.5 * short ? Self.receiptShortSide : Self.usualShortSide
            self.init(across, down, max(short * 72 / side, long * 72 / Self.longestSide), .assumed)
        }
    }

    private init(_ across: Double, _ down: Double, _ dpi: Double, _ source: Source) {
        self.init(width: across * 72 / dpi, height: down * 72 / dpi, dpi: dpi, source)
    }

    private init(width: Double, height: Double, dpi: Double, _ source: Source) {
        (self.width, self.height, self.dpi, self.source) = (width, height, dpi, source)
    }
}
