import AssayKit
internal import CPoppler

/// What a page's content tells beside its words: a scan that covers it, and text that is not seen.
struct PageAnalysis {
    /// A scan covers this much of its page; many have a margin.
    static let coverage: Float = 0.85

    let content: PageContent
    /// From the page's own coordinates to those of the page as it is seen.
    let seen: Matrix
    /// Points.
    let width: Double
    /// Points.
    let height: Double

    /// Analyses a page.
    init(_ page: borrowing PDFPage, _ object: ObjectFile.Object, of file: ObjectFile) {
        content = ContentScanner.scan(object, of: file)
        seen = page.seen(rotation: file.rotation(of: object))
        width = page.width
        height = page.height
    }

    private var pageBox: Box { Box(0, 0, Float(width), Float(height)) }

    /// How much of the page that picture covers, 0...1.
    private func cover(_ picture: PageContent.Picture) -> Float {
        let box = picture.matrix.then(seen).boxOfUnitSquare
        let width = min(box.x1, pageBox.x1) - max(box.x0, 0)
        let height = min(box.y1, pageBox.y1) - max(box.y0, 0)
        guard width > 0, height > 0 else { return 0 }
        return width * height / (pageBox.width * pageBox.height)
    }

    /// The picture that covers the page; the sharpest of several that do.
    var scan: PageContent.Picture? {
        content.pictures.filter { cover($0) >= Self.coverage }.max { dpi(of: $0) < dpi(of: $1) }
    }

    /// Whether the page is a scan: one picture, or strips of one, covers it.
    var isScanned: Bool { scan != nil || strips != nil }

    /// Pictures over the whole width that together cover the page: how some scanners write their pages.
    private var strips: [PageContent.Picture]? {
        let wide = content.pictures.filter { picture in
            let box = picture.matrix.then(seen).boxOfUnitSquare
            return box.width >= 0.85 * pageBox.width && box.width <= 1.2 * pageBox.width && picture.height > 1
        }
        guard wide.count > 1, wide.reduce(0, { $0 + cover($1) }) >= Self.coverage else { return nil }
        return wide
    }

    /// Resolution of the scan, dots per inch; 0 when there is none.
    var dpi: Double {
        if let scan { return dpi(of: scan) }
        return strips?.map(dpi(of:)).max() ?? 0
    }

    private func dpi(of picture: PageContent.Picture) -> Double {
        let matrix = picture.matrix
        let width = (matrix.a * matrix.a + matrix.b * matrix.b).squareRoot()
        let height = (matrix.c * matrix.c + matrix.d * matrix.d).squareRoot()
        guard width > 0, height > 0, picture.width > 0, picture.height > 0 else { return 0 }
        let dpi = max(Double(picture.width) / width, Double(picture.height) / height) * 72
        return min(dpi, 10_000)
    }

    /// Pieces of text that begin outside the page.
    var offPageRuns: Int {
        // Text that is centred, or set with a hanging sign, may begin a little outside.
        let margin = 10.0
        return content.runs.reduce(0) { count, run in
            let place = seen.apply(run.x, run.y)
            let isOutside =
                place.x < -margin || place.y < -margin || place.x > width + margin
                || place.y > height + margin
            return count + (isOutside ? 1 : 0)
        }
    }

    /// Tells invisible words; nil when the page has none.
    var invisibleText: InvisibleText? { content.invisibleRuns == 0 ? nil : InvisibleText(content, seen) }
}

extension PDFPage {
    /// From the page's own coordinates to those of the page as it is seen.
    func seen(rotation: Int) -> Matrix {
        var crop = PopplerRectangle()
        poppler_page_get_crop_box(pointer, &crop)
        return .seen(crop: (crop.x1, crop.y1, crop.x2, crop.y2), rotation: rotation)
    }
}

/// Tells which words of a page are drawn in no colour.
struct InvisibleText {
    private struct Start {
        let x: Float
        let y: Float
        let isInvisible: Bool
    }

    private let starts: [Start]
    private let isEverything: Bool
    /// With more pieces of text the search would take longer than the reading.
    private static let maximumStarts = 5000

    init(_ content: PageContent, _ seen: Matrix) {
        isEverything = content.visibleRuns == 0 && content.isComplete
        starts =
            isEverything
            ? []
            : content.runs.prefix(Self.maximumStarts).map { run in
                let place = seen.apply(run.x, run.y)
                return Start(x: Float(place.x), y: Float(place.y), isInvisible: run.isInvisible)
            }
    }

    /// Whether the word belongs to an invisible piece of text: the piece that begins nearest before it in its line.
    func contains(_ box: Box, rotation: Int) -> Bool {
        if isEverything { return true }
        let isUpright = rotation == 0 || rotation == 180
        let slack = 0.3 * (isUpright ? box.height : box.width)
        var nearest = Float.infinity
        var isInvisible = false
        for start in starts {
            let (across, along): (ClosedRange<Float>, Float)
            switch rotation {
            case 90: (across, along) = (box.x0 - slack...box.x1 + slack, box.y0 - start.y)
            case 180: (across, along) = (box.y0 - slack...box.y1 + slack, start.x - box.x1)
            case 270: (across, along) = (box.x0 - slack...box.x1 + slack, start.y - box.y1)
            default: (across, along) = (box.y0 - slack...box.y1 + slack, box.x0 - start.x)
            }
            guard across.contains(isUpright ? start.y : start.x), along > -slack, along <= nearest else {
                continue
            }
            nearest = along
            isInvisible = start.isInvisible
        }
        return isInvisible
    }
}
