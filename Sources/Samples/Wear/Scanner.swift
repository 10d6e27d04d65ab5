internal import Drawing

/// Makes a page look scanned: askew, greyish, with grain and specks.
struct Scanner {
    /// Of the JPEG that a scanned page is kept as, 1...100.
    static let quality = 62

    private var random: SplitMix64
    /// Pixels per inch.
    private let dpi: Double

    init(random: SplitMix64, dpi: Double? = nil) {
        var random = random
        let drawn = random.pick([200.0, 225, 250, 300], else: 250)
        self.random = random
        self.dpi = dpi ?? drawn
    }

    mutating func picture(of page: Page, wear: Wear? = nil) throws(DrawingError) -> Picture {
        let page = wear?.prepared(page, from: &random) ?? page
        let dpi = wear?.dpi ?? dpi
        let skew = (random.share() * 2 - 1) * 0.9
        var picture = try page.picture(dpi: dpi, channels: .grey, skew: skew)
        if wear == .dotMatrix { picture.dot() }
        picture.soften()
        picture.shade(gain: 0.86 + random.share() * 0.08, lift: 12)
        picture.grain(deviation: 3 + random.share() * 3, from: &random)
        picture.speckle(share: 0.000_03, from: &random)
        if let wear, wear != .dotMatrix { wear.spoil(&picture, from: &random) }
        return picture
    }
}
