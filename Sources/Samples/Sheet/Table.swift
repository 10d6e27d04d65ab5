internal import Drawing

/// A table with a heading, whose rows wrap and run on to further pages.
struct Table {
    /// One column.
    struct Column {
        let title: String
        /// Points.
        let width: Double
        let alignment: TextStyle.Alignment
        /// Which cell of the truth it shows.
        let cell: TruthCell?
        /// A heading that spans this column and its neighbours of the same one.
        var group: String?

        init(
            _ title: String, _ width: Double, _ alignment: TextStyle.Alignment = .left,
            _ cell: TruthCell? = nil
        ) {
            self.title = title
            self.width = width
            self.alignment = alignment
            self.cell = cell
        }
    }

    /// One row: its texts by column, and how they look.
    struct Row {
        var cells: [String]
        var look = Look.plain
        var hasRuleAbove = false

        init(_ cells: [String], _ look: Look = .plain, ruled: Bool = false) {
            self.cells = cells
            self.look = look
            hasRuleAbove = ruled
        }
    }

    /// Which lines a table has.
    enum Rules: Hashable {
        /// Around every cell.
        case grid
        /// Between columns, and around the whole.
        case columns
        /// Below every row.
        case rows
        /// Below the heading only.
        case none
    }

    var columns: [Column]
    var left: Double
    var size = 8.5
    var padding = 3.0
    var gap = 3.0
    var rules = Rules.grid
    var headLook = Look.bold
    var headFill: Colour?
    var headColour = Colour.black
    var ruleColour = Colour.black
    /// Whether the heading's texts stand in the middle of their columns.
    var centresHead = false

    var width: Double { columns.reduce(0) { $0 + $1.width } }

    /// Draws the table.
    ///
    /// - Parameters:
    ///   - rows: In order.
    ///   - sheet: Where.
    ///   - top: Where the heading starts.
    ///   - bottom: Where a page is full.
    ///   - least: Down to where an unruled body reaches at least, as in forms of a fixed height.
    ///   - continued: Draws the head of a further page; returns where the table goes on.
    /// - Returns: The place below the table.
    func draw(
        _ rows: [Row], on sheet: inout Sheet, at top: Double, bottom: Double = 790, least: Double = 0,
        continued: (inout Sheet) -> Double = { _ in 48 }
    ) -> Double {
        sheet.prints(columns: columns.compactMap(\.cell))
        var start = top
        var y = head(on: &sheet, at: top)
        for row in rows {
            let height = height(of: row, on: sheet)
            if y + height > bottom {
                frame(on: &sheet, from: start, to: y)
                sheet.turnPage()
                start = continued(&sheet)
                y = head(on: &sheet, at: start)
            }
            if row.hasRuleAbove { sheet.line(left, y, left + width, y, 0.6, colour: ruleColour) }
            draw(row, on: &sheet, at: y)
            y += height
            if rules == .grid || rules == .rows {
                sheet.line(left, y, left + width, y, rules == .rows ? 0.3 : 0.6, colour: ruleColour)
            }
        }
        if y < least { y = least }
        frame(on: &sheet, from: start, to: y)
        return y
    }

    private func head(on sheet: inout Sheet, at y: Double) -> Double {
        let row = Row(columns.map(\.title), headLook)
        let above = groupHeight
        let height = height(of: row, on: sheet) + above
        if let headFill { sheet.box(left, y, width, height, fill: headFill, outline: nil) }
        if above > 0 { drawGroups(on: &sheet, at: y, height: above) }
        draw(row, on: &sheet, at: y + above, isHead: true)
        sheet.line(left, y + height, left + width, y + height, 0.6, colour: ruleColour)
        return y + height
    }

    /// Room for headings that span columns; none where no column has one.
    private var groupHeight: Double {
        columns.contains { $0.group != nil } ? size * 1.2 + 2 * gap : 0
    }

    private func drawGroups(on sheet: inout Sheet, at y: Double, height: Double) {
        var (x, index) = (left, 0)
        while index < columns.count {
            guard let group = columns[index].group else {
                x += columns[index].width
                index += 1
                continue
            }
            var span = 0.0
            while index < columns.count, columns[index].group == group {
                span += columns[index].width
                index += 1
            }
            sheet.text(
                group, x + padding, y + gap, size, headLook, .centre, width: span - 2 * padding,
                colour: headColour)
            sheet.line(x, y + height, x + span, y + height, 0.6, colour: ruleColour)
            x += span
        }
    }

    private func height(of row: Row, on sheet: Sheet) -> Double {
        var height = size
        for (column, cell) in zip(columns, row.cells) where !cell.isEmpty {
            height = max(
                height, sheet.room(for: cell, size, row.look, width: column.width - 2 * padding).height)
        }
        return height + 2 * gap
    }

    private func draw(_ row: Row, on sheet: inout Sheet, at y: Double, isHead: Bool = false) {
        var x = left
        for (column, cell) in zip(columns, row.cells) {
            if !cell.isEmpty {
                sheet.text(
                    cell, x + padding, y + gap, size, row.look,
                    isHead && centresHead ? .centre : column.alignment,
                    width: column.width - 2 * padding, colour: isHead ? headColour : .black)
            }
            x += column.width
        }
    }

    private func frame(on sheet: inout Sheet, from start: Double, to end: Double) {
        guard rules == .grid || rules == .columns else { return }
        var x = left
        sheet.line(x, start, x, end, 0.6, colour: ruleColour)
        for (index, column) in columns.enumerated() {
            x += column.width
            let next = index + 1 < columns.count ? columns[index + 1].group : nil
            // No line cuts through a heading that spans both sides of it.
            let top = column.group != nil && column.group == next ? start + groupHeight : start
            sheet.line(x, top, x, end, 0.6, colour: ruleColour)
        }
        sheet.line(left, start, left + width, start, 0.6, colour: ruleColour)
        sheet.line(left, end, left + width, end, 0.6, colour: ruleColour)
    }
}
