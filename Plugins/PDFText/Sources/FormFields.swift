import AssayKit
internal import CPoppler
internal import Glibc

/// What is filled into the fields of a form (ISO 32000-1, 12.7): poppler's text of a page does not have it.
struct FormFields {
    /// Longer values are cut; a field holds a value, not a document.
    private static let longest = 4_000
    /// More fields than that are not looked at.
    private static let most = 2_000
    /// Lines are taken to be no taller, points.
    private static let tallest: Float = 12
    /// The width of a character by its height, as in common fonts.
    private static let share: Float = 0.5
    /// A widget that nobody sees: invisible, hidden or without a view (ISO 32000-1, table 165).
    private static let unseen: UInt32 = 1 << 0 | 1 << 1 | 1 << 5

    /// Adds the words in a page's fields to the page that `builder` began last.
    ///
    /// Their places are estimated: in lines from the top of the field, each word behind the other.
    ///
    /// - Returns: How many words there are.
    static func addWords(of page: borrowing PDFPage, to builder: inout DocumentBuilder) -> Int {
        guard let fields = poppler_page_get_form_field_mapping(page.pointer) else { return 0 }
        defer { poppler_page_free_form_field_mapping(fields) }
        let hidden = hiddenAreas(of: page)
        var count = 0
        var next: UnsafeMutablePointer<GList>? = fields
        var seen = 0
        while let node = next, seen < most {
            next = node.pointee.next
            seen += 1
            guard let data = node.pointee.data else { continue }
            let mapping = data.assumingMemoryBound(to: PopplerFormFieldMapping.self).pointee
            guard let field = mapping.field, let text = value(of: field),
                !hidden.contains(where: { isSame($0, mapping.area) })
            else { continue }
            count += add(text, in: mapping.area, height: page.height, to: &builder)
        }
        return count
    }

    /// What stands in a field of text; nil for buttons, signatures and passwords.
    private static func value(of field: OpaquePointer) -> String? {
        guard poppler_form_field_get_field_type(field) == POPPLER_FORM_FIELD_TEXT,
            poppler_form_field_text_is_password(field) == 0,
            let text = poppler_form_field_text_get_text(field)
        else { return nil }
        defer { g_free(text) }
        let bytes = UnsafeRawBufferPointer(start: text, count: min(strlen(text), longest))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The places of widgets that are not shown.
    private static func hiddenAreas(of page: borrowing PDFPage) -> [PopplerRectangle] {
        guard let annotations = poppler_page_get_annot_mapping(page.pointer) else { return [] }
        defer { poppler_page_free_annot_mapping(annotations) }
        var areas: [PopplerRectangle] = []
        var next: UnsafeMutablePointer<GList>? = annotations
        while let node = next, areas.count < most {
            next = node.pointee.next
            guard let data = node.pointee.data else { continue }
            let mapping = data.assumingMemoryBound(to: PopplerAnnotMapping.self).pointee
            guard let annotation = mapping.annot,
                poppler_annot_get_annot_type(annotation) == POPPLER_ANNOT_WIDGET,
                poppler_annot_get_flags(annotation).rawValue & unseen != 0
            else { continue }
            areas.append(mapping.area)
        }
        return areas
    }

    private static func isSame(_ left: PopplerRectangle, _ right: PopplerRectangle) -> Bool {
        abs(left.x1 - right.x1) < 1 && abs(left.y1 - right.y1) < 1 && abs(left.x2 - right.x2) < 1
            && abs(left.y2 - right.y2) < 1
    }

    private static func add(
        _ text: String, in area: PopplerRectangle, height: Double, to builder: inout DocumentBuilder
    ) -> Int {
        // Areas are counted from the foot of the page.
        let box = Box(
            Float(min(area.x1, area.x2)), Float(height - max(area.y1, area.y2)),
            Float(max(area.x1, area.x2)), Float(height - min(area.y1, area.y2)))
        guard box.x0.isFinite, box.y0.isFinite, box.width > 0, box.height > 0 else { return 0 }
        let lines = text.split(whereSeparator: \.isNewline)
        guard !lines.isEmpty else { return 0 }
        let line = min(box.height / Float(lines.count), tallest)
        let top = lines.count == 1 ? box.midY - line / 2 : box.y0
        var count = 0
        for (place, part) in lines.enumerated() {
            let width = min(line * share, box.width / Float(max(part.count, 1)))
            let y = top + Float(place) * line
            var column = 0
            for word in part.split(separator: " ", omittingEmptySubsequences: false) {
                if !word.isEmpty {
                    let x = box.x0 + 2 + Float(column) * width
                    builder.addWord(
                        String(word), box: Box(x, y, x + Float(word.count) * width, y + line))
                    count += 1
                }
                column += word.count + 1
            }
        }
        return count
    }
}
