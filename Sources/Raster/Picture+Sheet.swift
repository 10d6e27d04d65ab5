extension Picture {
    /// The sheet on a straight picture of one that lies on something darker.
    ///
    /// A border of the sheet is where, over at least half of the picture's length, a broad dark part meets a broad light
    /// one. Lines and bars of the page itself are too thin or too short for that.
    ///
    /// - Returns: Just within the borders that were found; the picture's own edge where there is none.
    /// - Throws: ``RasterError/failed(_:)``.
    package borrowing func sheet() throws(RasterError) -> PixelBox {
        let whole = PixelBox(left: 0, top: 0, right: width, bottom: height)
        guard isGrey, min(width, height) >= 25 * Self.sheetShrink else { return whole }
        let small = try scaled(by: 1 / Double(Self.sheetShrink))
        guard let rows = small.greyRows() else { return whole }
        let (across, down) = (small.width, small.height)
        /// Pixels from an edge of the picture to the border that runs along it.
        func margin(_ depth: Int, _ length: Int, _ place: (_ from: Int, _ along: Int) -> Int) -> Int {
            var best = (count: length / 2, from: 0)
            for from in 6..<max(depth * 3 / 10, 7) {
                var count = 0
                for along in 0..<length {
                    let paper = min(rows[place(from + 2, along)], rows[place(from + 5, along)])
                    let desk = max(rows[place(from - 2, along)], rows[place(from - 5, along)])
                    if Int(paper) - Int(desk) >= Self.deskContrast { count += 1 }
                }
                if count > best.count { best = (count, from) }
            }
            return best.from == 0 ? 0 : (best.from + 3) * Self.sheetShrink
        }
        return PixelBox(
            left: margin(across, down) { $1 * across + $0 }, top: margin(down, across) { $0 * across + $1 },
            right: width - margin(across, down) { $1 * across + across - 1 - $0 },
            bottom: height - margin(down, across) { (down - 1 - $0) * across + $1 })
    }

    /// How much smaller the picture is on which borders are looked for: lines are too thin then.
    private static let sheetShrink = 8
    /// Paper is lighter than what it lies on by that much.
    private static let deskContrast = 30
}
