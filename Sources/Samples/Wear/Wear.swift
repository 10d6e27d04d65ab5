internal import Drawing

/// What a page has been through before it is read.
package enum Wear: String, CaseIterable, Hashable, Sendable {
    /// Out of focus.
    case blur
    /// Strong grain and specks, as in poor light.
    case noise
    /// Pressed hard into a small JPEG.
    case jpeg
    /// Somebody's shadow across the page.
    case shadow
    /// Folded twice, with a crease across and one along.
    case fold
    /// Seen at a steep angle.
    case perspective
    /// A stamp over the text.
    case stamp
    /// Printed as dots.
    case dotMatrix = "dot-matrix"
    /// Scanned at 110 pixels an inch.
    case lowResolution = "low-dpi"

    /// Pixels per inch at which the page is taken in; nil leaves it to the scanner.
    var dpi: Double? { self == .lowResolution ? 110 : nil }

    /// Of the JPEG that is kept.
    var quality: Int { self == .jpeg ? 14 : Scanner.quality }

    /// The page before it is taken in.
    func prepared(_ page: Page, from random: inout SplitMix64) -> Page {
        guard self == .stamp else { return page }
        var page = page
        let (width, height) = (150.0, 58.0)
        let left = page.size.width * (0.3 + 0.4 * random.share()) - width / 2
        let top = page.size.height * (0.35 + 0.4 * random.share())
        let ink = Colour(red: 0.25, green: 0.2, blue: 0.6)
        page.marks.append(
            .box(Area(x: left, y: top, width: width, height: height), fill: nil, outline: ink, width: 2.5))
        page.marks.append(
            .box(
                Area(x: left + 5, y: top + 5, width: width - 10, height: height - 10), fill: nil,
                outline: ink, width: 1))
        for (index, text) in ["RECEIVED", "Stores Department", "Sign: ____________"].enumerated() {
            let style = TextStyle(
                family: "Liberation Sans", size: index == 0 ? 15 : 9, isBold: true, alignment: .centre,
                colour: ink)
            page.marks.append(
                .text(TextMark(text, at: Point(left + width / 2, top + 7 + Double(index) * 16), style: style))
            )
        }
        return page
    }

    /// Spoils a grey picture of a page.
    func spoil(_ picture: inout Picture, from random: inout SplitMix64) {
        switch self {
        case .blur: for _ in 0..<4 { picture.soften() }
        case .noise:
            picture.grain(deviation: 20, from: &random)
            picture.speckle(share: 0.001, from: &random)
        case .shadow:
            picture.shadow(at: 0.2 + 0.5 * random.share(), width: 0.3 + 0.2 * random.share(), darkness: 0.45)
        case .fold:
            picture.crease(across: true, at: 0.45 + 0.1 * random.share())
            picture.crease(across: false, at: 0.45 + 0.1 * random.share())
        case .perspective:
            let lean = { (random: inout SplitMix64) in 0.03 + 0.07 * random.share() }
            picture = Perspective(
                leftTop: (lean(&random), lean(&random)), rightTop: (1 - lean(&random), lean(&random) / 2),
                rightBottom: (1 - lean(&random) / 2, 1 - lean(&random)),
                leftBottom: (lean(&random) / 2, 1 - lean(&random))
            ).picture(of: picture, table: 90)
        case .dotMatrix: picture.dot()
        case .jpeg, .stamp, .lowResolution: break
        }
    }
}
