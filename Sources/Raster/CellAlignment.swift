internal import CLeptonica

/// How the text of a table's cells is moved so that it stands in rows.
///
/// A cell with one line of text beside one with two has its line between those: recognisers that read a page row by
/// row then read neither. Its text is moved by less than half a line, to the height of the nearer one.
package struct CellAlignment: Sendable {
    /// A cell and how its text is moved.
    package struct Move: Sendable, Hashable {
        /// The cell.
        package var box: PixelBox
        /// Pixels down; negative: up.
        package var down: Int
    }

    /// All cells with text; no two overlap.
    package private(set) var moves: [Move] = []

    /// The moves that bring the cells' lines of text to common heights.
    package init(_ cells: TableCells, textHeight text: Int) {
        for (_, table) in Dictionary(grouping: cells.cells, by: \.table) { align(table, text) }
        moves.sort { ($0.box.top, $0.box.left) < ($1.box.top, $1.box.left) }
    }

    /// The cells with the most lines stay; others follow them.
    private mutating func align(_ cells: [TableCells.Cell], _ text: Int) {
        let order = cells.sorted {
            (-$0.lines.count, $0.box.top, $0.box.left) < (-$1.lines.count, $1.box.top, $1.box.left)
        }
        var placed: [(line: Range<Int>, box: PixelBox)] = []
        for cell in order {
            guard let first = cell.lines.first, let last = cell.lines.last else { continue }
            let middle = Self.middle(first)
            // Between two lines it goes up with all the others in its place.
            func distance(_ line: Range<Int>) -> Int {
                let down = Self.middle(line) - middle
                return abs(down) * 4 > text && down > 0 ? down + text / 2 : abs(down)
            }
            let near = placed.filter { Self.isBeside($0.box, cell.box) }.map(\.line)
                .filter { (cell.box.top..<cell.box.bottom).contains(Self.middle($0)) }
                .min { distance($0) < distance($1) }
            var down = near.map { Self.middle($0) - middle } ?? 0
            // Level enough to be read as one row, or too far to belong to one.
            if abs(down) * 4 <= text || abs(down) > 5 * text / 4 { down = 0 }
            // The text stays in its cell.
            down = min(max(down, cell.box.top - first.lowerBound), cell.box.bottom - last.upperBound)
            placed += cell.lines.map { ($0.lowerBound + down..<$0.upperBound + down, cell.box) }
            moves.append(Move(box: cell.box, down: down))
        }
    }

    /// Whether two cells are parts of one row of the table: what stands beside a whole table is none.
    private static func isBeside(_ first: PixelBox, _ second: PixelBox) -> Bool {
        let shared = min(first.bottom, second.bottom) - max(first.top, second.top)
        return shared * 5 >= max(first.height, second.height)
    }

    private static func middle(_ line: Range<Int>) -> Int { (line.lowerBound + line.upperBound) / 2 }

    /// The page with the cells' text moved; `page` is without lines.
    ///
    /// - Throws: ``RasterError/failed(_:)``.
    package func applied(to page: consuming Picture) throws(RasterError) -> Picture {
        let step = "aligning cells"
        let paper = page.paperGrey()
        for move in moves where move.down != 0 {
            let part = try page.cropped(
                x: move.box.left, y: move.box.top, width: move.box.width, height: move.box.height)
            let (x, y) = (Int32(clamping: move.box.left), Int32(clamping: move.box.top))
            let (width, height) = (Int32(clamping: part.width), Int32(clamping: part.height))
            let down = Int32(clamping: move.down)
            var box = boxCreate(x, y, width, height)
            defer { boxDestroy(&box) }
            guard pixSetInRectArbitrary(page.pix, box, paper) == 0,
                pixRasterop(
                    page.pix, x, y + max(down, 0), width, height - abs(down), Self.copy, part.pix, 0,
                    max(-down, 0)) == 0
            else { throw .failed(step) }
        }
        return page
    }

    /// The library's operation code for the source as it is.
    private static let copy: Int32 = 0xC

    /// The place in ``moves`` of the cell that a pixel lies in.
    package func cell(x: Int, y: Int) -> Int? { moves.firstIndex { $0.box.contains(x: x, y: y) } }
}
