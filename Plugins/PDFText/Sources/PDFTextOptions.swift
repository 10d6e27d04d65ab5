/// What a pipeline's step may say to `pdf-text` under `with:`.
public struct PDFTextOptions: Decodable, Sendable {
    /// Where to look for text that a person does not see.
    public enum HiddenText: String, Decodable, Sendable {
        /// In documents of up to ``PDFTextOptions/autoPages`` pages.
        case auto
        /// On every page.
        case always
        /// Nowhere.
        case never
    }

    /// Up to how many pages `auto` looks for hidden text: invoices are short, and in a long document the search would
    /// cost a tenth of the reading.
    public static let autoPages = 4
    /// Documents with more pages are never read, whatever the step says.
    public static let absoluteMaximumPages = 10_000

    /// A document with more pages is refused.
    public let maximumPages: Int
    /// Whether words carry font, size and colour.
    public let fonts: Bool
    /// Opens encrypted documents; empty when there is none.
    public let password: String
    /// Where to look for invisible and off-page text.
    public let hiddenText: HiddenText

    private enum CodingKeys: String, CodingKey {
        case maximumPages = "max_pages"
        case fonts
        case password
        case hiddenText = "hidden_text"
    }

    /// Options; whatever is not given has its default.
    public init(
        maximumPages: Int = PDFTextOptions.absoluteMaximumPages, fonts: Bool = true, password: String = "",
        hiddenText: HiddenText = .auto
    ) {
        self.maximumPages = min(max(maximumPages, 1), Self.absoluteMaximumPages)
        self.fonts = fonts
        self.password = password
        self.hiddenText = hiddenText
    }

    /// Reads the options; the host has checked them against the manifest's schema.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            maximumPages: try values.decodeIfPresent(Int.self, forKey: .maximumPages)
                ?? Self.absoluteMaximumPages,
            fonts: try values.decodeIfPresent(Bool.self, forKey: .fonts) ?? true,
            password: try values.decodeIfPresent(String.self, forKey: .password) ?? "",
            hiddenText: try values.decodeIfPresent(HiddenText.self, forKey: .hiddenText) ?? .auto)
    }
}
