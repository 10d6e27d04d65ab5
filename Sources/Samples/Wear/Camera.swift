internal import Drawing

/// Makes a page look photographed: seen at an angle on a table, unevenly lit, a little out of focus.
struct Camera {
    private var random: SplitMix64
    /// Pixels from side to side; whoever photographs a narrow roll goes closer.
    private let width: Double

    init(random: SplitMix64, width: Double = 1360) {
        self.random = random
        self.width = width
    }

    mutating func picture(of page: Page, wear: Wear? = nil) throws(DrawingError) -> Picture {
        let page = wear?.prepared(page, from: &random) ?? page
        let dpi = wear?.dpi ?? min(width / page.size.width * 72, 300)
        var flat = try page.picture(dpi: dpi, channels: .grey)
        if let wear, wear != .blur, wear != .noise { wear.spoil(&flat, from: &random) }
        let margin = 0.03
        let corners = (0..<4).map { _ in (x: random.share() * 0.028, y: random.share() * 0.022) }
        var picture = Perspective(
            leftTop: (margin + corners[0].x, margin + corners[0].y),
            rightTop: (1 - margin - corners[1].x, margin + corners[1].y),
            rightBottom: (1 - margin - corners[2].x, 1 - margin - corners[2].y),
            leftBottom: (margin + corners[3].x, 1 - margin - corners[3].y)
        ).picture(of: flat, table: 96)
        picture.soften()
        if wear == .blur || wear == .noise { wear?.spoil(&picture, from: &random) }
        picture.light(across: random.share(), down: random.share(), darkest: 0.70)
        picture.grain(deviation: 2.2, from: &random)
        // Coarse steps of grey keep the file small; a phone's own noise reduction leaves as few.
        picture.coarsen(step: 6)
        return picture
    }
}
