internal import CPangoCairo

/// Tells how much room a text takes, before it is drawn.
///
/// Belongs to the thread that made it: pango's font map is one for each thread.
package final class TextMeasure {
    private let setting: TextSetting

    /// A measure over the fonts of this machine.
    package init() {
        setting = TextSetting(context: pango_font_map_create_context(pango_cairo_font_map_get_default()))
    }

    /// Width and height of a text in points, wrapped at `width` where one is given.
    package func size(of text: String, style: TextStyle, width: Double? = nil) -> (
        width: Double, height: Double
    ) {
        setting.arrange(TextMark(text, at: Point(0, 0), width: width, style: style))
    }
}
