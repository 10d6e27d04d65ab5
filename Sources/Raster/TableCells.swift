internal import CLeptonica

/// The cells of ruled tables, each with its lines of text.
package struct TableCells {
    /// One cell.
    struct Cell {
        /// What its lines enclose.
        var box: PixelBox
        /// Upper and lower edge of each line of text in it, from the top.
        var lines: [Range<Int>]
        /// The table that it belongs to.
        var table: Int
    }

    private(set) var cells: [Cell] = []
    /// How many there are.
    package var count: Int { cells.count }

    /// More of them is no table but a pattern.
    private static let most = 2000

    /// The cells that the ruling of a page encloses.
    ///
    /// - Throws: ``RasterError/failed(_:)``.
    package init(_ ruling: borrowing Ruling) throws(RasterError) {
        let text = ruling.textHeight
        // A single line encloses nothing.
        let frames = ruling.frames.filter { $0.width >= 8 * text && $0.height >= 3 * text / 2 }
        let tables = Self.merged(frames)
        guard !tables.isEmpty else { return }
        let walls = try Self.walls(ruling, frames)
        let rooms = try Picture(pixInvert(nil, walls.pix), orFailing: "finding cells")
        let boxes = PixelBox.parts(of: rooms, joiningCorners: false)
        guard boxes.count <= Self.most else { return }
        for box in boxes where box.width >= text && box.height >= text {
            guard let table = tables.firstIndex(where: { $0.contains(box) }),
                box.width * 20 < tables[table].width * 19 || tables[table].height < 8 * text
            else { continue }
            let lines = try Self.lines(in: box, of: ruling)
            if !lines.isEmpty { cells.append(Cell(box: box, lines: lines, table: table)) }
        }
        // What surrounds another cell is no rectangle, and none itself.
        cells = cells.filter { cell in
            !cells.contains { $0.table == cell.table && $0.box != cell.box && $0.box.overlaps(cell.box) }
        }
    }

    /// The frames, those that overlap as one: a broken line divides no table.
    private static func merged(_ frames: [PixelBox]) -> [PixelBox] {
        var tables: [PixelBox] = []
        for frame in frames.prefix(most) {
            var whole = frame
            while let place = tables.firstIndex(where: { $0.overlaps(whole) }) {
                whole = whole.union(tables.remove(at: place))
            }
            tables.append(whole)
        }
        return tables
    }

    /// The lines, longer by half a letter at their ends, with a frame around each table: corners of scanned tables
    /// often gape, and many tables have no lines at their sides.
    private static func walls(
        _ ruling: borrowing Ruling, _ tables: [PixelBox]
    ) throws(RasterError) -> Picture {
        let reach = Int32(clamping: ruling.textHeight)
        let walls = try Brick.closed(ruling.lines, reach, reach)
        for table in tables {
            var box = boxCreate(
                Int32(clamping: table.left), Int32(clamping: table.top), Int32(clamping: table.width),
                Int32(clamping: table.height))
            defer { boxDestroy(&box) }
            guard pixRenderBox(walls.pix, box, 3, Int32(L_SET_PIXELS)) == 0 else {
                throw .failed("finding cells")
            }
        }
        return walls
    }

    /// The lines of text in a cell: where its rows of pixels have ink.
    private static func lines(
        in box: PixelBox, of ruling: borrowing Ruling
    ) throws(RasterError) -> [Range<Int>] {
        let part = try ruling.ink.cropped(x: box.left, y: box.top, width: box.width, height: box.height)
        var counts = pixCountPixelsByRow(part.pix, nil)
        defer { numaDestroy(&counts) }
        guard let values = counts.flatMap({ numaGetFArray($0, Int32(L_NOCOPY)) }) else { return [] }
        var runs: [Range<Int>] = []
        var start: Int?
        for row in 0...part.height {
            let isInk = row < part.height && values[row] > 0
            if isInk, start == nil { start = row }
            if !isInk, let from = start {
                runs.append(box.top + from..<box.top + row)
                start = nil
            }
        }
        return joined(runs, text: ruling.textHeight)
    }

    /// Dots and commas belong to the line beside them; specks to none.
    private static func joined(_ runs: [Range<Int>], text: Int) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        for run in runs {
            if let last = lines.last, run.lowerBound - last.upperBound <= max(text / 4, 1),
                min(run.count, last.count) * 2 < text
            {
                lines[lines.count - 1] = last.lowerBound..<run.upperBound
            } else {
                lines.append(run)
            }
        }
        return lines.filter { $0.count * 2 > text && $0.count < 4 * text }
    }
}
