internal import AssayKit
internal import Glibc
internal import Raster

/// A page's picture as Tesseract reads it best: grey, at the wanted resolution, level, on even paper.
struct PreparedPicture: ~Copyable {
    /// What is read.
    private(set) var picture: Picture
    /// Back to the page.
    private(set) var mapping: PixelMapping
    /// Dots per inch.
    private(set) var dpi: Double
    /// How much larger it is than the picture that came.
    private(set) var enlargement = 1.0
    /// Whether nothing is written on it.
    private(set) var isBlank = false
    /// How the text of table cells was moved.
    private(set) var alignment: CellAlignment?

    /// The largest picture that is recognised: A3 at 250 dpi has half of it.
    static let maximumPixels = 24_000_000.0
    /// Enlarging more adds no detail.
    static let maximumEnlargement = 4.0

    /// Letters and digits of this many pixels read well, without costing more than they must.
    static let wantedTextHeight = 24.0
    /// Below this points and commas are lost.
    static let leastTextHeight = 18.0

    /// A page's picture, taken and prepared.
    ///
    /// - Throws: ``RasterError``.
    static func prepare(
        _ image: ImageView, _ options: RecognitionOptions, limits: ImageLimits = ImageLimits()
    ) throws(RasterError) -> PreparedPicture {
        var prepared = PreparedPicture(try Picture(image, limits), of: image)
        try prepared.scale(to: options.dpi, forTables: options.settlesTables)
        if options.mode == .text {
            try prepared.prepareText(options)
        } else {
            // A line cut out tightly reads better with paper around it.
            try prepared.border(Int(prepared.dpi / 20), Int(prepared.dpi / 20))
        }
        return prepared
    }

    private init(_ picture: consuming Picture, of image: ImageView) {
        var mapping = PixelMapping(image.matrix)
        mapping.scaled(
            x: Double(picture.width) / Double(max(image.width, 1)),
            y: Double(picture.height) / Double(max(image.height, 1)))
        let pointsPerPixel = hypot(mapping.exact.a, mapping.exact.b)
        dpi = pointsPerPixel > 0 && pointsPerPixel.isFinite ? 72 / pointsPerPixel : 250
        self.mapping = mapping
        self.picture = picture
    }

    private mutating func border(_ horizontal: Int, _ vertical: Int) throws(RasterError) {
        picture = try picture.bordered(horizontal: horizontal, vertical: vertical)
        mapping.bordered(horizontal: horizontal, vertical: vertical)
    }

    private mutating func prepareText(_ options: RecognitionOptions) throws(RasterError) {
        isBlank = try picture.isBlank()
        guard !isBlank else { return }
        // A bar is found as what it is drawn as, a level rectangle, so that the page is straightened or levelled first; and
        // shadows are evened out last, for a bar would be taken for one.
        var isShaded = Self.needsEvening(picture, options)
        let isStraight = options.straightens ? try straighten() : false
        if options.deskews, !isStraight { try level(isShaded: isShaded) }
        if let inverted = try picture.darkBlocksInverted() {
            picture = inverted
            isShaded = Self.needsEvening(picture, options)
        }
        if isShaded { picture = try picture.backgroundEvened() }
    }

    /// Takes each pixel of the picture, with a border of that width around it, from elsewhere.
    mutating func project(
        from source: Homography, horizontal: Int, vertical: Int
    ) throws(RasterError) {
        try border(horizontal, vertical)
        picture = try picture.projected(from: source)
        mapping.straightened(from: source)
    }

    /// Leaves a part of the picture.
    mutating func cut(to part: PixelBox) throws(RasterError) {
        guard part.width < picture.width || part.height < picture.height else { return }
        picture = try picture.cropped(x: part.left, y: part.top, width: part.width, height: part.height)
        mapping.cropped(x: part.left, y: part.top)
    }

    private mutating func level(isShaded: Bool) throws(RasterError) {
        // Shadows hide how the lines run.
        let angle = isShaded ? try picture.backgroundEvened().skew() : picture.skew()
        guard angle != 0 else { return }
        // What would be turned out of the picture goes into a border first.
        let horizontal = Int((Double(picture.height) / 2 * abs(sin(angle))).rounded(.up))
        let vertical = Int((Double(picture.width) / 2 * abs(sin(angle))).rounded(.up))
        try border(horizontal, vertical)
        picture = try picture.rotated(by: angle)
        mapping.rotated(by: angle, width: picture.width, height: picture.height)
    }

    private mutating func scale(to wanted: Double, forTables isFine: Bool) throws(RasterError) {
        let area = Double(picture.width) * Double(picture.height)
        let most = min(Self.maximumEnlargement, (Self.maximumPixels / area).squareRoot())
        var factor = min(wanted / dpi, most)
        // Where the resolution is a guess, letters tell more than it does: large ones need no enlarging.
        if factor > 0.92, let height = picture.textHeight() {
            factor = min(factor, max(1, Self.wantedTextHeight / height))
            // Small print, or a page that fills a part of its picture. The coarse print of tills gains nothing.
            if isFine { factor = max(factor, min(Self.leastTextHeight / height, most)) }
        }
        // From nine tenths of the wanted resolution on, another one gains nothing.
        if factor > 0.92, factor < 1.12 { factor = 1 }
        guard factor != 1, factor > 0, factor.isFinite else { return }
        let (width, height) = (picture.width, picture.height)
        picture = try picture.scaled(by: factor)
        mapping.scaled(
            x: Double(picture.width) / Double(width), y: Double(picture.height) / Double(height))
        dpi *= factor
        enlargement *= factor
    }

    private static func needsEvening(_ picture: borrowing Picture, _ options: RecognitionOptions) -> Bool {
        switch options.background {
        case .keep: return false
        case .even: return true
        case .auto:
            guard let paper = picture.backgroundRange() else { return false }
            return !Picture.isEven(paper)
        }
    }

    /// Takes the ruling of tables and boxes away, and brings the text of their cells into rows.
    ///
    /// It comes last, for the picture can't be turned afterwards.
    mutating func settleTables() throws(RasterError) {
        guard let ruling = try Ruling.find(on: picture) else { return }
        let cells = try TableCells(ruling)
        let alignment = CellAlignment(cells, textHeight: ruling.textHeight)
        picture = try alignment.applied(to: try ruling.erased(from: picture))
        self.alignment = alignment
    }

    /// A word's box on the page.
    func box(of word: RecognisedWord) -> Box {
        let down = word.cell.flatMap { alignment?.moves[$0].down } ?? 0
        return mapping.box(
            left: word.left, top: word.top - down, right: word.right, bottom: word.bottom - down)
    }

    /// Turns the prepared picture clockwise by right angles.
    mutating func turn(quarters: Int) throws(RasterError) {
        let (width, height) = (picture.width, picture.height)
        picture = try picture.turned(quarters: quarters)
        mapping.turned(quarters: quarters, width: width, height: height)
    }
}
