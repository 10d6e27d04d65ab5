/// How pictures of pages are wanted.
public struct ImageRequest: Sendable, Hashable {
    /// How their pixels are wanted: grey8, rgb8 or png.
    public var encoding: ImageEncoding
    /// Dots per inch; 0: the scan's own resolution, or 150.
    public var dpi: Double
    /// An embedded scan that covers the page may be handed out as it lies in the file, whatever its encoding.
    public var allowsEmbedded: Bool
    /// Only this part of each page, in points; nil: the whole page.
    public var region: Box?

    /// A request for pictures.
    public init(encoding: ImageEncoding, dpi: Double, allowsEmbedded: Bool = false, region: Box? = nil) {
        self.encoding = encoding
        self.dpi = dpi
        self.allowsEmbedded = allowsEmbedded
        self.region = region
    }
}
