internal import AssayKit
internal import Raster

extension PluginError {
    /// What a person is told of a picture that can't be read; the page is nil when the whole file is meant.
    init(reading error: RasterError, page: Int? = nil) {
        switch error {
        case .unknownFormat:
            self.init(
                .unsupported, code: "unknown_format", "the file is no picture in a format that is read",
                mend: "Give a PNG, JPEG, GIF, WebP, BMP or TIFF file.")
        case .damagedHeader(let format, let detail):
            self.init(
                .input, code: "damaged", "the \(format.title) file is damaged: \(detail)",
                mend: "Open it in a picture viewer and save it again, or scan the page once more.", page: page
            )
        case .tooManyPixels(let width, let height, let limit, let frame):
            self.init(
                .limit, code: "too_many_pixels",
                "the picture has \(width) x \(height) pixels, more than the \(limit / 1_000_000) million allowed",
                mend: "Scan at 300 dpi or less, or raise max_megapixels of the step image.",
                page: page ?? frame)
        case .tooManyFrames(let limit):
            self.init(
                .limit, code: "too_many_frames", "the file holds more than the \(limit) pictures allowed",
                mend: "Split the file, or raise max_frames of the step image.")
        case .unsupportedKind(let format, let detail):
            self.init(
                .unsupported, code: "unsupported_kind",
                "the \(format.title) file uses \(detail), which is not read",
                mend: "Save it as PNG and send that.", page: page)
        case .undecodable(let format):
            self.init(
                .input, code: "damaged", "the \(format.title) file's pixels are damaged or cut off",
                mend: "Open it in a picture viewer and save it again, or scan the page once more.", page: page
            )
        case .failed(let step):
            self.init(
                .limit, code: "picture_failed", "the picture could not be worked on: \(step) failed",
                mend: "Give the step image more memory, or a smaller picture.", page: page)
        }
    }
}
