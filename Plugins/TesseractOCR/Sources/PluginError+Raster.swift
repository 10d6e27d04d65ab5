internal import AssayKit
internal import Raster

extension PluginError {
    /// What a person is told of a page's picture that can't be recognised.
    init(recognising error: RasterError, page: Int) {
        switch error {
        case .unknownFormat:
            self.init(
                .unsupported, code: "unknown_format", "the page's picture is in a format that is not read",
                page: page)
        case .damagedHeader(let format, _), .undecodable(let format):
            self.init(
                .input, code: "damaged", "the page's \(format.title) picture is damaged or cut off",
                mend: "Scan the page once more.", page: page)
        case .tooManyPixels(let width, let height, let limit, _):
            self.init(
                .limit, code: "too_many_pixels",
                "the page's picture has \(width) x \(height) pixels, more than the \(limit / 1_000_000) million"
                    + " allowed",
                mend: "Scan at 300 dpi or less.", page: page)
        case .tooManyFrames(let limit):
            self.init(
                .limit, code: "too_many_frames", "the page's picture holds more than \(limit) pictures",
                page: page)
        case .unsupportedKind(let format, let detail):
            self.init(
                .unsupported, code: "unsupported_kind",
                "the page's \(format.title) picture uses \(detail), which is not read", page: page)
        case .failed(let step):
            self.init(
                .limit, code: "picture_failed", "the page's picture could not be worked on: \(step) failed",
                mend: "Give the step tesseract-ocr more memory.", page: page)
        }
    }
}
