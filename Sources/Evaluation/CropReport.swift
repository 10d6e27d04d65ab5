internal import AssayKit

/// A page for the browser that shows every value that was missed or given wrong, on a piece of its page.
///
/// It stands alone: the pictures are in it, nothing is loaded, no script runs.
package struct CropReport: Sendable {
    /// The picture of a page.
    package struct Picture: Sendable {
        let base64: String
        let width: Int
        let height: Int
        let pointWidth: Double

        /// A PNG as base64, its size in pixels, and the width of its page in points.
        package init(base64: String, width: Int, height: Int, pointWidth: Double) {
            self.base64 = base64
            self.width = width
            self.height = height
            self.pointWidth = pointWidth
        }
    }

    /// A page of a document.
    package struct PageName: Hashable, Sendable {
        /// The document's name, without the number of a part.
        package let document: String
        /// From 1.
        package let page: Int

        /// A page of a document.
        package init(document: String, page: Int) {
            self.document = document
            self.page = page
        }
    }

    private let title: String
    private let summary: String
    private let misses: [Miss]

    /// A report of a score; `summary` stands on top, as plain text.
    package init(title: String, summary: String, score: Score) {
        self.title = title
        self.summary = summary
        misses = score.misses
    }

    /// The pages whose pictures the report can show, in the order of the misses.
    package var pages: [PageName] {
        var seen: Set<PageName> = []
        return misses.compactMap(Self.page).filter { seen.insert($0).inserted }
    }

    /// The page that a miss was read from; the first where nothing was read.
    private static func page(_ miss: Miss) -> PageName? {
        let name = miss.document.split(separator: "#").first.map(String.init) ?? miss.document
        return PageName(document: name, page: miss.place?.page ?? 1)
    }

    /// The report; a page without a picture has none beside its values.
    package func html(_ pictures: [PageName: Picture]) -> String {
        let pages = self.pages
        var styles = ""
        for (index, page) in pages.enumerated() {
            guard let picture = pictures[page] else { continue }
            styles += ".p\(index){background-image:url(data:image/png;base64,\(picture.base64))}\n"
        }
        var rows = ""
        for miss in misses {
            let index = Self.page(miss).flatMap { pages.firstIndex(of: $0) } ?? 0
            let picture = Self.page(miss).flatMap { pictures[$0] }
            let source = miss.given.map { _ in
                "<br><small>read as “\(Markup.escaped(miss.raw ?? ""))”, confidence \(Score.decimals(miss.confidence))</small>"
            }
            rows +=
                "<tr><td>\(Markup.escaped(miss.document))<br><b>\(Markup.escaped(miss.field))</b></td>"
                + "<td>\(Markup.escaped(miss.given ?? "nothing"))\(source ?? "")</td><td>\(Markup.escaped(miss.truth ?? "nothing"))</td>"
                + "<td>\(Self.crop(miss.place, picture, "p\(index)"))</td></tr>\n"
        }
        return """
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>\(Markup.escaped(title))</title>
            <style>
            body{font:14px/1.4 sans-serif;margin:2em;color:#222}
            table{border-collapse:collapse}td,th{border-top:1px solid #ccc;padding:.4em .6em;text-align:left;vertical-align:top}
            pre{background:#f4f4f4;padding:1em;overflow:auto}
            .crop{position:relative;background-repeat:no-repeat;border:1px solid #999}
            .crop i{position:absolute;border:2px solid #c00}
            \(styles)</style>
            <h1>\(Markup.escaped(title))</h1>
            <pre>\(Markup.escaped(summary))</pre>
            <table><tr><th>document, field</th><th>given</th><th>truth</th><th>on the page</th></tr>
            \(rows)</table></html>

            """
    }

    /// Points of page shown around a value.
    private static let margin = (across: 90.0, down: 26.0)

    private static func crop(_ place: Miss.Place?, _ picture: Picture?, _ style: String) -> String {
        guard let picture, picture.pointWidth > 0 else { return "" }
        let scale = Double(picture.width) / picture.pointWidth
        guard let place, place.box.allSatisfy({ $0.isFinite && abs($0) < 20_000 }) else {
            // Nothing was read: the whole page, made smaller, tells where it might have been.
            let height = Double(picture.height) / Double(max(picture.width, 1)) * 260
            return "<details><summary>page</summary><div class=\"crop \(style)\" "
                + "style=\"width:260px;height:\(Int(height))px;background-size:260px auto\"></div></details>"
        }
        let (left, top) = (max(0, place.box[0] - margin.across), max(0, place.box[1] - margin.down))
        let (right, bottom) = (place.box[2] + margin.across, place.box[3] + margin.down)
        func pixels(_ points: Double) -> Int { Int((points * scale).rounded()) }
        return
            "<div class=\"crop \(style)\" style=\"width:\(pixels(right - left))px;height:\(pixels(bottom - top))px;"
            + "background-position:-\(pixels(left))px -\(pixels(top))px\"><i style=\"left:\(pixels(place.box[0] - left) - 3)px;"
            + "top:\(pixels(place.box[1] - top) - 3)px;width:\(pixels(place.box[2] - place.box[0]) + 2)px;"
            + "height:\(pixels(place.box[3] - place.box[1]) + 2)px\"></i></div>"
    }
}
