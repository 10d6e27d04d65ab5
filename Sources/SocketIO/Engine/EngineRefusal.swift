internal import AssayKit
internal import HTTPServing

/// Why a request is refused: the errors of Engine.IO, with their numbers and words.
enum EngineRefusal: Int, Error, Sendable {
    case unknownTransport = 0
    case unknownSession = 1
    case badMethod = 2
    case badRequest = 3
    case forbidden = 4
    case unsupportedVersion = 5

    /// The words that clients know.
    var message: String {
        switch self {
        case .unknownTransport: "Transport unknown"
        case .unknownSession: "Session ID unknown"
        case .badMethod: "Bad handshake method"
        case .badRequest: "Bad request"
        case .forbidden: "Forbidden"
        case .unsupportedVersion: "Unsupported protocol version"
        }
    }

    /// `{"code", "message"}` under 400, or 403 for what isn't allowed.
    var response: Response {
        .json(
            JSONWriter.text(["code": .integer(rawValue), "message": .string(message)]),
            status: self == .forbidden ? 403 : 400)
    }
}
