internal import CPangoCairo

/// The one owner of a pango context and layout: sets one text after another.
final class TextSetting {
    private let context: OpaquePointer
    private let layout: OpaquePointer

    /// Takes over the caller's reference to `context`.
    init(context: OpaquePointer) {
        self.context = context
        // Hinting would make widths depend on the resolution; a page must look the same as PDF and as picture.
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        layout = pango_layout_new(context)
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(layout))
        g_object_unref(UnsafeMutableRawPointer(context))
    }

    /// Puts a text into the layout and returns its size in points.
    @discardableResult
    func arrange(_ mark: TextMark) -> (width: Double, height: Double) {
        let style = mark.style
        let description = pango_font_description_new()
        pango_font_description_set_family(description, style.family)
        // Absolute: one unit is one point of the page, whatever resolution pango assumes.
        pango_font_description_set_absolute_size(description, style.size * Double(PANGO_SCALE))
        pango_font_description_set_weight(description, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_font_description_set_style(
            description, style.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)
        let width = mark.width.map { Int32(clamping: Int($0 * Double(PANGO_SCALE))) } ?? -1
        pango_layout_set_width(layout, width)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_alignment(layout, Self.alignments[style.alignment] ?? PANGO_ALIGN_LEFT)
        pango_layout_set_text(layout, mark.text, -1)
        var (columns, rows): (Int32, Int32) = (0, 0)
        pango_layout_get_size(layout, &columns, &rows)
        return (Double(columns) / Double(PANGO_SCALE), Double(rows) / Double(PANGO_SCALE))
    }

    /// Draws a text with a cairo context whose unit is a point.
    func draw(_ mark: TextMark, with cairo: OpaquePointer) {
        let size = arrange(mark)
        var left = mark.place.x
        if mark.width == nil {
            switch mark.style.alignment {
            case .left: break
            case .centre: left -= size.width / 2
            case .right: left -= size.width
            }
        }
        let colour = mark.style.colour
        cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue)
        cairo_move_to(cairo, left, mark.place.y)
        pango_cairo_show_layout(cairo, layout)
    }

    private static let alignments: [TextStyle.Alignment: PangoAlignment] = [
        .left: PANGO_ALIGN_LEFT, .centre: PANGO_ALIGN_CENTER, .right: PANGO_ALIGN_RIGHT,
    ]
}
