internal import Drawing

/// Pages under way, with a record of which fields stand on them.
///
/// All places and sizes are points from the top left corner of the page.
struct Sheet {
    private(set) var pages: [Page]
    /// The header fields that are printed so far, with the text of those whose wording a layout chooses.
    private(set) var printed: [TruthField: String?] = [:]
    /// The columns of the item table.
    private(set) var cells: Set<TruthCell> = []
    /// The font of everything.
    let family: String
    let size: PageSize
    private let measure = TextMeasure()

    init(family: String, size: PageSize = .a4) {
        self.family = family
        self.size = size
        pages = [Page(size: size)]
    }

    /// Starts another page.
    mutating func turnPage() { pages.append(Page(size: size)) }

    /// Cuts the last page to a height, for a roll of paper.
    mutating func cut(at height: Double) {
        pages[pages.count - 1].size = PageSize(width: size.width, height: height)
    }

    /// Notes that fields stand on the sheet.
    mutating func prints(_ fields: TruthField...) {
        for field in fields where printed[field] == nil { printed.updateValue(nil, forKey: field) }
    }

    /// Notes that a field stands on the sheet in these words.
    mutating func prints(_ field: TruthField, as text: String) { printed.updateValue(text, forKey: field) }

    /// Notes which columns the item table has.
    mutating func prints(columns: [TruthCell]) { cells.formUnion(columns) }

    /// Draws a text; returns its height.
    @discardableResult
    mutating func text(
        _ text: String, _ x: Double, _ y: Double, _ size: Double, _ look: Look = .plain,
        _ alignment: TextStyle.Alignment = .left, width: Double? = nil, colour: Colour = .black
    ) -> Double {
        let style = TextStyle(
            family: family, size: size, isBold: look == .bold, isItalic: look == .italic,
            alignment: alignment,
            colour: colour)
        add(.text(TextMark(text, at: Point(x, y), width: width, style: style)))
        return measure.size(of: text, style: style, width: width).height
    }

    /// How wide and how high a text would be.
    func room(for text: String, _ size: Double, _ look: Look = .plain, width: Double? = nil) -> (
        width: Double, height: Double
    ) {
        let style = TextStyle(family: family, size: size, isBold: look == .bold, isItalic: look == .italic)
        return measure.size(of: text, style: style, width: width)
    }

    /// Draws lines of text below each other; returns the place below the last.
    @discardableResult
    mutating func block(
        _ lines: [String], _ x: Double, _ y: Double, _ size: Double, _ look: Look = .plain,
        _ alignment: TextStyle.Alignment = .left, width: Double? = nil, leading: Double = 1.5
    ) -> Double {
        var y = y
        for line in lines {
            y += text(line, x, y, size, look, alignment, width: width) + leading
        }
        return y
    }

    mutating func line(
        _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ width: Double = 0.6, colour: Colour = .black
    ) {
        add(.line(from: Point(x0, y0), to: Point(x1, y1), width: width, colour: colour))
    }

    mutating func box(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: Colour? = nil,
        outline: Colour? = .black, stroke: Double = 0.6
    ) {
        let area = Area(x: x, y: y, width: width, height: height)
        add(.box(area, fill: fill, outline: outline, width: stroke))
    }

    /// Draws a square code of black and white modules.
    mutating func code(_ pattern: CodePattern, _ x: Double, _ y: Double, _ side: Double) {
        add(.code(pattern, Area(x: x, y: y, width: side, height: side)))
    }

    private mutating func add(_ mark: Mark) { pages[pages.count - 1].marks.append(mark) }
}

/// The weight and slope of a text.
enum Look: Hashable, Sendable {
    /// Upright and light.
    case plain
    /// Upright and heavy.
    case bold
    /// Leaning and light.
    case italic
}
