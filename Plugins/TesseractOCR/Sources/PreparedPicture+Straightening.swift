internal import Raster

extension PreparedPicture {
    /// A side grows by that share at most; what would lie further out is table, not page.
    private static let mostGrowth = 0.2

    /// Makes a page straight that was seen at an angle.
    ///
    /// - Returns: Whether it was; a page that is at most turned is left as it is.
    /// - Throws: ``RasterError``.
    mutating func straighten() throws(RasterError) -> Bool {
        guard let keystone = Keystone.found(on: picture) else { return false }
        let (width, height) = (Double(picture.width), Double(picture.height))
        let straightening = keystone.straightening
        let corners = [(0, 0), (width, 0), (width, height), (0, height)].map {
            straightening.apply($0.0, $0.1)
        }
        // What would come to lie outside the picture goes into a border first.
        func border(_ side: Double, _ places: [Double]) -> Int {
            let beyond = places.reduce(0) { max($0, -$1, $1 - side) }
            return Int(min(beyond, side * Self.mostGrowth).rounded(.up))
        }
        let horizontal = border(width, corners.map(\.x))
        let vertical = border(height, corners.map(\.y))
        let grown = (width + 2 * Double(horizontal)) * (height + 2 * Double(vertical))
        guard grown <= 2 * Self.maximumPixels, let back = straightening.inverse else { return false }
        let (x, y) = (Double(horizontal), Double(vertical))
        let source = Homography(e: x, f: y).after(back).after(Homography(e: -x, f: -y))
        try project(from: source, horizontal: horizontal, vertical: vertical)
        // What the sheet lies on is no part of the page, and its border would be taken for a line.
        try cut(to: try picture.sheet())
        return true
    }
}
