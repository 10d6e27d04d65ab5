internal import Raster

/// The options of the `image` reader.
package struct ImageOptions: Decodable, Sendable {
    /// Dots per inch of all pictures; nil: the file's own, or assumed.
    package var dpi: Double?
    /// Largest picture, in million pixels.
    package var maximumMegapixels: Double
    /// Most pictures in one file.
    package var maximumFrames: Int

    private enum CodingKeys: String, CodingKey {
        case dpi
        case maximumMegapixels = "max_megapixels"
        case maximumFrames = "max_frames"
    }

    /// Options; what is left out has the manifest's default.
    package init(dpi: Double? = nil, maximumMegapixels: Double = 50, maximumFrames: Int = 100) {
        self.dpi = dpi
        self.maximumMegapixels = maximumMegapixels
        self.maximumFrames = maximumFrames
    }

    /// Reads the options.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            dpi: try values.decodeIfPresent(Double.self, forKey: .dpi),
            maximumMegapixels: try values.decodeIfPresent(Double.self, forKey: .maximumMegapixels) ?? 50,
            maximumFrames: try values.decodeIfPresent(Int.self, forKey: .maximumFrames) ?? 100)
    }

    var limits: ImageLimits {
        ImageLimits(pixels: Int(min(max(maximumMegapixels, 0), 1000) * 1_000_000), frames: maximumFrames)
    }
}
