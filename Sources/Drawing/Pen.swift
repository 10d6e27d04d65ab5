internal import CPangoCairo

/// The one owner of a cairo context: draws marks onto whatever surface it was made for.
final class Pen {
    private let cairo: OpaquePointer
    private let setting: TextSetting

    /// Draws onto a surface, which keeps belonging to the caller.
    init(on surface: OpaquePointer) {
        cairo = cairo_create(surface)
        setting = TextSetting(context: pango_cairo_create_context(cairo))
    }

    deinit { cairo_destroy(cairo) }

    /// Draws all marks of a page, in order.
    func draw(_ page: Page) {
        for mark in page.marks { draw(mark) }
    }

    /// Fills the whole surface with one colour.
    func paint(_ colour: Colour) {
        cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue)
        cairo_paint(cairo)
    }

    /// Multiplies the unit of all later marks.
    func scale(_ factor: Double) { cairo_scale(cairo, factor, factor) }

    /// Turns all later marks around a place; `degrees` clockwise.
    func turn(degrees: Double, around centre: Point) {
        cairo_translate(cairo, centre.x, centre.y)
        cairo_rotate(cairo, degrees * .pi / 180)
        cairo_translate(cairo, -centre.x, -centre.y)
    }

    /// Paints a surface over a box of the page.
    func paint(_ picture: OpaquePointer, width: Int, height: Int, over size: PageSize) {
        cairo_save(cairo)
        cairo_scale(cairo, size.width / Double(max(width, 1)), size.height / Double(max(height, 1)))
        cairo_set_source_surface(cairo, picture, 0, 0)
        cairo_paint(cairo)
        cairo_restore(cairo)
    }

    /// Ends this page of a paged surface.
    func showPage() { cairo_show_page(cairo) }

    private func draw(_ mark: Mark) {
        switch mark {
        case .text(let text):
            setting.draw(text, with: cairo)
        case .line(let from, let to, let width, let colour):
            cairo_set_line_width(cairo, width)
            cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue)
            cairo_move_to(cairo, from.x, from.y)
            cairo_line_to(cairo, to.x, to.y)
            cairo_stroke(cairo)
        case .box(let box, let fill, let outline, let width):
            if let fill {
                cairo_set_source_rgb(cairo, fill.red, fill.green, fill.blue)
                cairo_rectangle(cairo, box.origin.x, box.origin.y, box.width, box.height)
                cairo_fill(cairo)
            }
            if let outline {
                cairo_set_line_width(cairo, width)
                cairo_set_source_rgb(cairo, outline.red, outline.green, outline.blue)
                cairo_rectangle(cairo, box.origin.x, box.origin.y, box.width, box.height)
                cairo_stroke(cairo)
            }
        case .code(let code, let area): draw(code, in: area)
        }
    }

    private func draw(_ code: CodePattern, in area: Area) {
        let side = area.width / Double(max(code.side, 1))
        cairo_set_source_rgb(cairo, 0, 0, 0)
        for (index, isDark) in code.modules.enumerated() where isDark {
            let (row, column) = (index / code.side, index % code.side)
            cairo_rectangle(
                cairo, area.origin.x + Double(column) * side, area.origin.y + Double(row) * side, side, side)
        }
        cairo_fill(cairo)
    }
}
