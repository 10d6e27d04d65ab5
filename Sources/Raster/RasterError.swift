/// Why a picture can't be read.
package enum RasterError: Error, Sendable, Equatable {
    /// The first bytes are those of no format that is read here.
    case unknownFormat
    /// The header is cut off or contradicts itself; the text says what.
    case damagedHeader(ImageFormat, String)
    /// More pixels than allowed; `frame` from 1.
    case tooManyPixels(width: Int, height: Int, limit: Int, frame: Int)
    /// More pages than allowed.
    case tooManyFrames(limit: Int)
    /// A kind of this format that can't be decoded; the text names it.
    case unsupportedKind(ImageFormat, String)
    /// The header is good, the pixels aren't.
    case undecodable(ImageFormat)
    /// A step of the work on pixels failed, as a rule for want of memory; the text names it.
    case failed(String)
}
