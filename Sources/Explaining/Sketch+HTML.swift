internal import AssayKit
internal import Crypto

extension Sketch {
    /// A page for the browser: every page's picture with its marks, and the values in words.
    ///
    /// It stands alone.
    ///
    /// - Parameters:
    ///   - title: The document's name.
    ///   - pictures: By page; a page without one has its marks on white.
    /// - Returns: The whole file.
    package func html(title: String, pictures: [Int: PagePNG]) -> String {
        let figures = pages.map { page in
            "<figure><figcaption>Page \(page.number)</figcaption>\(svg(page, pictures[page.number]))</figure>\n"
        }.joined()
        let rows = values.map { value in
            "<tr><td>\(Markup.escaped(value.name))</td><td>\(Markup.escaped(value.value))</td>"
                + "<td>\(Markup.escaped(value.raw))</td><td>\(value.confidence.map(Self.rate) ?? "")</td>"
                + "<td>\(Markup.escaped(value.origin))</td><td>\(value.page.map { "\($0)" } ?? "")</td></tr>\n"
        }.joined()
        let legend = Role.allCases.map { "<span class=\"\($0.rawValue)\">\($0.rawValue)</span>" }.joined(
            separator: " ")
        return """
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>\(Markup.escaped(title))</title>
            <style>
            body{font:14px/1.4 sans-serif;margin:1.5em;color:#222}
            figure{margin:0 0 1.5em}svg{width:100%;max-width:1100px;border:1px solid #999;background:#fff}
            table{border-collapse:collapse}td,th{border-top:1px solid #ccc;padding:.2em .6em;text-align:left}
            rect{fill:none;stroke-width:.8}text{font:5px sans-serif}
            .block{stroke:#8a8}.line{stroke:#bbb;stroke-width:.4}.candidate{stroke:#c90}
            .alternative{stroke:#c0c;stroke-dasharray:2}.cell{stroke:#080}.field{stroke:#00c;stroke-width:1.2}
            .doubtful{stroke:#d00}text.field{fill:#00c;stroke:none}text.cell{fill:#080;stroke:none}
            text.alternative{fill:#c0c;stroke:none}span{border:2px solid;padding:0 .4em;margin-right:.4em}
            span.block{color:#686}span.line{color:#777}span.candidate{color:#960}span.field{color:#00c}
            span.cell{color:#080}span.alternative{color:#a0a}
            </style>
            <h1>\(Markup.escaped(title))</h1>
            <p>\(legend) red: confidence below \(Self.rate(Self.doubt))</p>
            \(figures)<table><tr><th>field</th><th>value</th><th>read as</th><th>confidence</th><th>origin</th><th>page</th></tr>
            \(rows)</table></html>

            """
    }

    /// Below this confidence a choice is drawn in red.
    static let doubt = 0.8

    private func svg(_ page: Page, _ picture: PagePNG?) -> String {
        var text = "<svg viewBox=\"0 0 \(Self.points(page.width)) \(Self.points(page.height))\">"
        if let picture {
            text +=
                "<image width=\"\(Self.points(page.width))\" height=\"\(Self.points(page.height))\" "
                + "href=\"data:image/png;base64,\(Base64.encode(picture.bytes))\"/>"
        }
        for mark in page.marks {
            let isDoubtful = mark.role != .candidate && (mark.confidence ?? 1) < Self.doubt
            let style = mark.role.rawValue + (isDoubtful ? " doubtful" : "")
            text +=
                "<rect class=\"\(style)\" x=\"\(Self.points(mark.box.x0 - 1))\" y=\"\(Self.points(mark.box.y0 - 1))\" "
                + "width=\"\(Self.points(mark.box.x1 - mark.box.x0 + 2))\" height=\"\(Self.points(mark.box.y1 - mark.box.y0 + 2))\">"
                + "<title>\(Markup.escaped(Self.caption(mark)))</title></rect>"
            if !mark.label.isEmpty {
                text +=
                    "<text class=\"\(mark.role.rawValue)\" x=\"\(Self.points(mark.box.x0))\" "
                    + "y=\"\(Self.points(mark.box.y0 - 1.6))\">\(Markup.escaped(mark.label))</text>"
            }
        }
        return text + "</svg>"
    }

    /// A mark in words, such as `total 0.98`.
    static func caption(_ mark: Mark) -> String {
        [mark.label.isEmpty ? mark.role.rawValue : mark.label, mark.confidence.map(rate) ?? ""]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Tenths of a point.
    static func points(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        return sign + "\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
    }

    private static func rate(_ number: Double) -> String {
        let hundredths = Int((min(max(number, 0), 1) * 100).rounded())
        return hundredths == 100 ? "1.00" : "0." + (hundredths < 10 ? "0" : "") + "\(hundredths)"
    }
}
